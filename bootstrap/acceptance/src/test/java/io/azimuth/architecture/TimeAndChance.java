package io.azimuth.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import java.util.Set;

/**
 * Calls of the JDK that read the time of day or make chance of their own. What measures how long
 * something takes ({@code System.nanoTime}) is none of them.
 */
final class TimeAndChance extends DescribedPredicate<AccessTarget> {

  private static final String NEW = "<init>";

  /** Whatever their arguments are. */
  private static final Set<String> METHODS =
      Set.of(
          "java.lang.Math.random",
          "java.lang.StrictMath.random",
          "java.lang.System.currentTimeMillis",
          "java.security.SecureRandom." + NEW,
          "java.security.SecureRandom.getInstance",
          "java.security.SecureRandom.getInstanceStrong",
          "java.time.Clock.system",
          "java.time.Clock.systemDefaultZone",
          "java.time.Clock.systemUTC",
          "java.time.Clock.tickMillis",
          "java.time.Clock.tickMinutes",
          "java.time.Clock.tickSeconds",
          "java.time.InstantSource.system",
          "java.util.Calendar.getInstance",
          "java.util.Random." + NEW,
          "java.util.SplittableRandom." + NEW,
          "java.util.UUID.randomUUID",
          "java.util.concurrent.ThreadLocalRandom.current",
          "java.util.random.RandomGenerator.getDefault",
          "java.util.random.RandomGenerator.of");

  /** They take the time or the chance of the process when nothing is handed to them. */
  private static final Set<String> WITHOUT_ARGUMENTS =
      Set.of("java.util.Date." + NEW, "java.util.GregorianCalendar." + NEW);

  TimeAndChance() {
    super("asks for time or chance");
  }

  @Override
  public boolean test(AccessTarget target) {
    String method = target.getOwner().getName() + "." + target.getName();
    return METHODS.contains(method)
        || isNowOfTheCalendar(target)
        || (WITHOUT_ARGUMENTS.contains(method)
            && ((CodeUnitAccessTarget) target).getRawParameterTypes().isEmpty());
  }

  /** {@code Instant.now} and its like in all types of {@code java.time}. */
  private static boolean isNowOfTheCalendar(AccessTarget target) {
    return target.getOwner().getPackageName().startsWith("java.time")
        && (target.getName().equals("now") || target.getName().equals("dateNow"));
  }
}

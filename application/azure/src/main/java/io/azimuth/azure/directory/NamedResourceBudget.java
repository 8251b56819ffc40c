package io.azimuth.azure.directory;

import io.azimuth.domain.azure.id.PrincipalId;
import io.azimuth.domain.azure.id.ResourceId;
import io.azimuth.domain.azure.id.VmId;
import io.azimuth.spi.remote.LruCache;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Limits what Azure is asked because of names that callers choose, without a claim of their token:
 * the different names of one principal, and the calls of one mount. Azure counts all calls of the
 * server together, so without a limit one principal could use up what the logins of others need.
 * Safe for use by many threads.
 */
public final class NamedResourceBudget {

  /** How many different resources a principal may name within {@link #PERIOD}. */
  public static final int NAMES = 5;

  /** How long a name counts. */
  public static final Duration PERIOD = Duration.ofMinutes(1);

  /** How many calls a mount may cause in a second; Resource Manager admits 25. */
  public static final int CALLS = 20;

  private static final int MAX_PRINCIPALS = 10_000;
  private static final int MAX_MOUNTS = 1_024;

  private final LruCache<Owner, Names> names = new LruCache<>(MAX_PRINCIPALS);
  private final LruCache<String, Calls> calls = new LruCache<>(MAX_MOUNTS);
  private final Clock clock;

  public NamedResourceBudget(Clock clock) {
    this.clock = clock;
  }

  /**
   * Counts a name of a principal.
   *
   * @return empty when it may name this resource, else the time after which it may
   */
  public Optional<Duration> name(String mountUuid, PrincipalId principal, ResourceId resource) {
    return name(new Owner(mountUuid, "principal/" + principal.value()), resource);
  }

  /**
   * Counts an instance that an attested machine names. All instances of a scale set have the same
   * principal, so it is counted by machine.
   *
   * @return empty when it may name this instance, else the time after which it may
   */
  public Optional<Duration> name(String mountUuid, VmId machine, ResourceId instance) {
    return name(new Owner(mountUuid, "machine/" + machine.value()), instance);
  }

  private Optional<Duration> name(Owner caller, ResourceId resource) {
    return names.get(caller, owner -> new Names()).add(resource.canonical(), clock.instant());
  }

  /** Counts a call of a mount, if it may be made now. */
  public boolean call(String mountUuid) {
    return calls.get(mountUuid, mount -> new Calls()).add(clock.instant());
  }

  private record Owner(String mountUuid, String caller) {}

  private static final class Names {

    private final Map<String, Instant> counted = new LinkedHashMap<>();

    synchronized Optional<Duration> add(String name, Instant now) {
      // A clock that was set back starts the count again.
      counted.values().removeIf(since -> since.isAfter(now) || !now.isBefore(since.plus(PERIOD)));
      if (counted.containsKey(name)) {
        return Optional.empty();
      }
      if (counted.size() < NAMES) {
        counted.put(name, now);
        return Optional.empty();
      }
      Instant oldest = counted.values().iterator().next();
      return Optional.of(Duration.between(now, oldest.plus(PERIOD)));
    }
  }

  private static final class Calls {

    private long second = Long.MIN_VALUE;
    private int made;

    synchronized boolean add(Instant now) {
      if (now.getEpochSecond() != second) {
        second = now.getEpochSecond();
        made = 0;
      }
      return made++ < CALLS;
    }
  }
}

package io.azimuth.adapters.cron;

import com.cronutils.model.Cron;
import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import io.azimuth.domain.rotation.schedule.FiringTimes;
import io.azimuth.domain.text.Checked;
import io.azimuth.domain.text.Quoted;
import io.azimuth.spi.schedule.CronSchedules;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads unix cron with a library. The library accepts more than unix cron, such as digits of other
 * scripts, and its messages help little. So the text is checked here first, and each bad field is
 * named.
 */
final class UnixCronSchedules implements CronSchedules {

  private static final List<String> NAMES =
      List.of("minute", "hour", "day of month", "month", "day of week");
  private static final Pattern BLANK = Pattern.compile("[ \t]+");
  private static final Pattern FIELD = Pattern.compile("[0-9A-Za-z*,/-]+");
  private static final Instant LEAP_YEAR_BEFORE_A_GAP = Instant.parse("2096-03-01T00:00:00Z");

  @Inject
  UnixCronSchedules() {}

  @Override
  public Checked<FiringTimes> parse(String text) {
    if (text.length() > MAX_LENGTH) {
      return Checked.problem("a schedule has at most " + MAX_LENGTH + " characters");
    }
    List<String> fields = BLANK.splitAsStream(text).filter(field -> !field.isEmpty()).toList();
    if (fields.size() != NAMES.size()) {
      return Checked.problem(
          "expected 5 fields (minute, hour, day of month, month, day of week), found "
              + fields.size());
    }
    for (int i = 0; i < fields.size(); i++) {
      if (!isGood(fields.get(i), i)) {
        return Checked.problem(NAMES.get(i) + " cannot be " + Quoted.of(fields.get(i)));
      }
    }
    return firing(String.join(" ", fields));
  }

  private static boolean isGood(String field, int index) {
    List<String> alone = new ArrayList<>(Collections.nCopies(NAMES.size(), "*"));
    alone.set(index, field);
    return FIELD.matcher(field).matches() && read(String.join(" ", alone)).isPresent();
  }

  private static Checked<FiringTimes> firing(String schedule) {
    Optional<ExecutionTime> times = read(schedule).map(ExecutionTime::forCron);
    if (times.isEmpty()) {
      return Checked.problem("this is no schedule");
    }
    // The longest wait of any schedule is eight years without a leap day.
    return times.get().nextExecution(LEAP_YEAR_BEFORE_A_GAP.atZone(ZoneOffset.UTC)).isEmpty()
        ? Checked.problem("it never fires")
        : Checked.of(new CronFiringTimes(times.get()));
  }

  private static Optional<Cron> read(String schedule) {
    CronParser parser = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));
    try {
      return Optional.of(parser.parse(schedule));
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      // The library ends with the latter where a step has no number. Our own sentence names the
      // field, so its message is dropped.
      return Optional.empty();
    }
  }
}

package io.azimuth.domain.azure.line;

import java.time.Duration;
import java.util.Objects;

/**
 * How fast a line moves: Azure answers so many questions, throttles the next one, and after so long
 * in all begins again.
 *
 * @param answers how many questions it answers, at least 1
 * @param period the time from one beginning to the next
 */
record LinePace(int answers, Duration period) {

  /** Of a line that was not throttled twice: no login is refused because it is too slow. */
  static final LinePace UNKNOWN = new LinePace(Integer.MAX_VALUE, Duration.ZERO);

  LinePace {
    if (answers < 1) {
      throw new IllegalArgumentException("a line without answers has no pace");
    }
    Objects.requireNonNull(period, "period");
    if (period.isNegative()) {
      throw new IllegalArgumentException("a period is not negative");
    }
  }

  /** That pace; unknown when the clock was set back meanwhile. */
  static LinePace of(int answers, Duration period) {
    return period.isNegative() ? UNKNOWN : new LinePace(answers, period);
  }

  /** How long after the beginning of this period the question with so many before it is asked. */
  Duration after(long before) {
    return period.multipliedBy(before / answers);
  }
}

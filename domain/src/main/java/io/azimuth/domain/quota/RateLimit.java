package io.azimuth.domain.quota;

import io.azimuth.domain.text.Checked;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The number of requests that each client may send in an interval.
 *
 * @param rate requests in an interval, above 0; below 1 means one request in several intervals
 * @param interval 1 s to 366 days
 * @param blockInterval how long a client that asked too often is refused; zero: until the rate
 *     allows another request
 */
public record RateLimit(double rate, Duration interval, Duration blockInterval) {

  private static final double MAX_RATE = 1e9;
  private static final Duration MIN_INTERVAL = Duration.ofSeconds(1);
  private static final Duration MAX_INTERVAL = Duration.ofDays(366);

  public RateLimit {
    Objects.requireNonNull(interval, "interval");
    Objects.requireNonNull(blockInterval, "blockInterval");
    List<String> problems = problems(rate, interval, blockInterval);
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(problems.get(0));
    }
  }

  /** The limit, or what is wrong with it. */
  public static Checked<RateLimit> of(double rate, Duration interval, Duration blockInterval) {
    List<String> problems = problems(rate, interval, blockInterval);
    return problems.isEmpty()
        ? Checked.of(new RateLimit(rate, interval, blockInterval))
        : Checked.problems(problems);
  }

  private static List<String> problems(double rate, Duration interval, Duration block) {
    List<String> problems = new ArrayList<>();
    if (!(rate > 0 && rate <= MAX_RATE)) {
      problems.add("'rate' must be above 0 and at most 1000000000");
    }
    if (interval.compareTo(MIN_INTERVAL) < 0 || interval.compareTo(MAX_INTERVAL) > 0) {
      problems.add("'interval' must be between 1 second and 366 days");
    }
    if (block.isNegative() || block.compareTo(MAX_INTERVAL) > 0) {
      problems.add("'block_interval' must be between 0 and 366 days");
    }
    return problems;
  }

  /** How many requests may come at once. */
  public double burst() {
    return Math.max(1, rate);
  }

  /** The number of further requests that are allowed after this time. */
  double after(long millis) {
    return millis * rate / interval.toMillis();
  }

  /** The time that this number of requests needs, in milliseconds, rounded up. */
  long millisFor(double requests) {
    return (long) Math.ceil(requests * interval.toMillis() / rate);
  }
}

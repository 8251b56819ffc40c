package io.azimuth.domain.quota;

import io.azimuth.domain.text.Checked;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * So many requests in so much time, from each client.
 *
 * @param rate requests in an interval, above 0; less than one is one in several intervals
 * @param interval 1 s to 366 days
 * @param blockInterval how long a client that asked too often is refused; zero: until the next
 *     request has its turn
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

  /** How many requests more may come after so many milliseconds. */
  double after(long millis) {
    return millis * rate / interval.toMillis();
  }

  /** How many milliseconds so many requests need, rounded up. */
  long millisFor(double requests) {
    return (long) Math.ceil(requests * interval.toMillis() / rate);
  }
}

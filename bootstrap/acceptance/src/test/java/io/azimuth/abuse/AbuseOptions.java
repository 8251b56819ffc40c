package io.azimuth.abuse;

import java.time.Duration;

/**
 * How long and how strong the attacks are.
 *
 * @param warmUp the customer's requests before the first attack
 * @param time the length of one attack
 * @param silent the number of silent connections to each listener
 * @param parked the number of logins that wait for Azure
 * @param slow the number of slow bodies, half of them with a token
 * @param bigBody the length of a big body in bytes
 * @param looksAfterEach whether to look after each attack at what the server holds, not only at the
 *     end
 * @param slowest the acceptable 95th percentile of the customer's response times
 */
record AbuseOptions(
    int warmUp,
    Duration time,
    int silent,
    int parked,
    int slow,
    int bigBody,
    boolean looksAfterEach,
    Duration slowest) {

  private static final int MEGABYTE = 1 << 20;

  AbuseOptions {
    if (time.isZero() || time.isNegative()) {
      throw new IllegalArgumentException("an attack takes time");
    }
  }

  /** What every build runs: a moment of each attack. */
  static AbuseOptions brief() {
    return new AbuseOptions(
        20,
        Duration.ofMillis(300),
        300,
        300,
        100,
        5 * MEGABYTE,
        false,
        slowest(Duration.ofSeconds(5)));
  }

  /** The attacks in full, with the length of the property {@code abuse.seconds}. */
  static AbuseOptions full() {
    return new AbuseOptions(
        100,
        Duration.ofSeconds(Integer.getInteger("abuse.seconds", 8)),
        1_100,
        1_100,
        600,
        29 * MEGABYTE,
        true,
        slowest(Duration.ofMillis(250)));
  }

  /** The names of the attacks that run, as a regular expression. */
  String attacks() {
    return System.getProperty("abuse.attacks", ".*");
  }

  /** How long Azure takes to deliver its keys while logins wait for them. */
  Duration keysTake() {
    return time.multipliedBy(3).dividedBy(4);
  }

  private static Duration slowest(Duration usual) {
    return Duration.ofMillis(Long.getLong("abuse.p95", usual.toMillis()));
  }
}

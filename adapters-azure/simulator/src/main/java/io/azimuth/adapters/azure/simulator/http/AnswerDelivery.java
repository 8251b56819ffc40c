package io.azimuth.adapters.azure.simulator.http;

import java.time.Duration;
import java.util.Objects;

/**
 * How an answer reaches the client.
 *
 * @param latency the delay of {@link Manner#LATE}
 * @param padding so many spaces come before the body
 */
public record AnswerDelivery(Manner manner, Duration latency, long padding) {

  static final AnswerDelivery AT_ONCE = of(Manner.AT_ONCE);

  /** The ways. */
  public enum Manner {
    AT_ONCE,
    LATE,
    /** The connection breaks in the middle of the body. */
    CUT,
    /** Not until all faults end; then the connection breaks. */
    NEVER
  }

  public AnswerDelivery {
    Objects.requireNonNull(manner, "manner");
    Objects.requireNonNull(latency, "latency");
  }

  public static AnswerDelivery of(Manner manner) {
    return new AnswerDelivery(manner, Duration.ZERO, 0);
  }

  public static AnswerDelivery late(Duration latency) {
    return new AnswerDelivery(Manner.LATE, latency, 0);
  }

  public static AnswerDelivery padded(long spaces) {
    return new AnswerDelivery(Manner.AT_ONCE, Duration.ZERO, spaces);
  }
}

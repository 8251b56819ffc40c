package io.azimuth.adapters.azure.simulator.http;

import java.time.Duration;
import java.util.Objects;

/**
 * How an answer reaches the client.
 *
 * @param latency the delay of {@link Manner#LATE}
 * @param padding so many spaces come before the body
 */
public record Delivery(Manner manner, Duration latency, long padding) {

  static final Delivery AT_ONCE = of(Manner.AT_ONCE);

  /** The ways. */
  public enum Manner {
    AT_ONCE,
    LATE,
    /** The connection breaks in the middle of the body. */
    CUT,
    /** Not until all faults end; then the connection breaks. */
    NEVER
  }

  public Delivery {
    Objects.requireNonNull(manner, "manner");
    Objects.requireNonNull(latency, "latency");
  }

  public static Delivery of(Manner manner) {
    return new Delivery(manner, Duration.ZERO, 0);
  }

  public static Delivery late(Duration latency) {
    return new Delivery(Manner.LATE, latency, 0);
  }

  public static Delivery padded(long spaces) {
    return new Delivery(Manner.AT_ONCE, Duration.ZERO, spaces);
  }
}

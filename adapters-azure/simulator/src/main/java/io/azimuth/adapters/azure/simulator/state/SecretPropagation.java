package io.azimuth.adapters.azure.simulator.state;

import java.time.Duration;
import java.util.Objects;

/**
 * How passwords that Graph adds become known to the token endpoint, by the simulator's clock.
 *
 * @param delay how long no front end knows the password
 * @param disagreement how long after the delay some front ends still do not know it
 * @param refuseEvery during the disagreement every n-th request with it is refused, n at least 2
 */
public record SecretPropagation(Duration delay, Duration disagreement, int refuseEvery) {

  /** At once and everywhere. */
  public static final SecretPropagation AT_ONCE = after(Duration.ZERO);

  public SecretPropagation {
    Objects.requireNonNull(delay, "delay");
    Objects.requireNonNull(disagreement, "disagreement");
    if (delay.isNegative() || disagreement.isNegative()) {
      throw new IllegalArgumentException("delay and disagreement are not negative");
    }
    if (refuseEvery < 2) {
      throw new IllegalArgumentException("refuse_every is 2 or more");
    }
  }

  /** Everywhere after the delay. */
  public static SecretPropagation after(Duration delay) {
    return new SecretPropagation(delay, Duration.ZERO, 2);
  }

  /** The same, but for so long every n-th request is still refused. */
  public SecretPropagation thenRefusingEvery(int nth, Duration time) {
    return new SecretPropagation(delay, time, nth);
  }
}

package io.azimuth.domain.token;

import java.time.Duration;
import java.util.Optional;

/** Limits of batch tokens, which follow from the fact that they are not stored. */
public final class BatchLimits {

  private BatchLimits() {}

  /**
   * Why there can be no such batch token, as the first of the reasons; empty when there can be one.
   */
  public static Optional<String> problem(LifetimeSettings lifetimes, int numUses) {
    if (isSet(lifetimes.explicitMaxTtl())) {
      return Optional.of(cannotHave("explicit_max_ttl"));
    }
    if (numUses != 0) {
      return Optional.of(cannotHave("num_uses"));
    }
    return isSet(lifetimes.period()) ? Optional.of(cannotHave("period")) : Optional.empty();
  }

  private static String cannotHave(String what) {
    return "batch tokens cannot have \"" + what + "\" set";
  }

  private static boolean isSet(Duration duration) {
    return !duration.isZero();
  }
}

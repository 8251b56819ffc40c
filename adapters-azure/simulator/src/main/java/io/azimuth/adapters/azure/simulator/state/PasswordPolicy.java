package io.azimuth.adapters.azure.simulator.state;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * Which passwords the tenant's policy allows.
 *
 * @param allowed whether passwords can be added at all
 * @param maxLifetime the longest time from start to end
 */
public record PasswordPolicy(boolean allowed, Optional<Duration> maxLifetime) {

  /** No restriction. */
  public static final PasswordPolicy NONE = new PasswordPolicy(true, Optional.empty());

  /** No passwords at all. */
  public static final PasswordPolicy NO_PASSWORDS = new PasswordPolicy(false, Optional.empty());

  public PasswordPolicy {
    Objects.requireNonNull(maxLifetime, "maxLifetime");
  }

  /** Passwords with at most that lifetime. */
  public static PasswordPolicy atMost(Duration lifetime) {
    return new PasswordPolicy(true, Optional.of(lifetime));
  }
}

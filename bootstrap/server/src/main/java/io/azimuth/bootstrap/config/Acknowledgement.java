package io.azimuth.bootstrap.config;

import java.util.Objects;
import java.util.Optional;

/**
 * Advice that operators have decided not to follow: an {@code acknowledge} block.
 *
 * @param code the code of the advice
 * @param mount the auth method whose roles it is about, such as {@code auth/azure}; empty: all
 * @param role the role that it is about; empty: all
 * @param reason why, as the console and commands show it
 * @param line the line of the block
 */
public record Acknowledgement(
    String code, Optional<String> mount, Optional<String> role, String reason, int line) {

  /** How many a server has at most. */
  public static final int MOST = 100;

  public Acknowledgement {
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(reason, "reason");
    if (role.isPresent() && mount.isEmpty()) {
      throw new IllegalArgumentException("a role without a mount");
    }
  }
}

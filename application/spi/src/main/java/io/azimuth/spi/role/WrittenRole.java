package io.azimuth.spi.role;

import io.azimuth.domain.token.role.AuthRole;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * A role as a write leaves it.
 *
 * @param role the role, which can be stored
 * @param warnings what its author should know
 * @param <R> the type of the role
 */
public record WrittenRole<R extends AuthRole>(R role, List<String> warnings) {

  public WrittenRole {
    Objects.requireNonNull(role, "role");
    warnings = List.copyOf(warnings);
  }

  /**
   * The warning, in Vault's words, that tokens of the role live shorter than its {@code
   * token_max_ttl}; none where they do not.
   *
   * @param longest the longest life of tokens of the mount
   */
  public static List<String> cutLife(AuthRole role, Duration longest) {
    return role.tokenSettings().lifetimes().maxTtl().compareTo(longest) > 0
        ? List.of(
            "max_ttl is greater than the system or backend mount's maximum TTL value; issued tokens'"
                + " max TTL value will be truncated")
        : List.of();
  }
}

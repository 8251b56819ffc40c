package io.azimuth.spi.role;

import io.azimuth.domain.token.role.AuthRole;
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
}

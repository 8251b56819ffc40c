package io.azimuth.spi;

import io.azimuth.spi.route.Field;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * How the logins of an auth method name a role.
 *
 * @param path the path of the login, below the mount
 * @param parameter the parameter with the name
 * @param spelling returns the canonical spelling of a name, under which quotas count; empty when no
 *     role can have that name
 */
public record LoginRoles(
    String path, Field<String> parameter, Function<String, Optional<String>> spelling) {

  public LoginRoles {
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(parameter, "parameter");
    Objects.requireNonNull(spelling, "spelling");
  }
}

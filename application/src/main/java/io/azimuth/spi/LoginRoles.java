package io.azimuth.spi;

import io.azimuth.spi.route.Field;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * How the logins of an auth method name a role.
 *
 * @param path of the login, below the mount
 * @param parameter that has the name
 * @param spelling the one spelling of a name, which is all that is ever counted under; empty when
 *     no role can be called so
 */
public record LoginRoles(
    String path, Field<String> parameter, Function<String, Optional<String>> spelling) {

  public LoginRoles {
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(parameter, "parameter");
    Objects.requireNonNull(spelling, "spelling");
  }
}

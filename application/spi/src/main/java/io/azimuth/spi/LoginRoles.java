package io.azimuth.spi;

import io.azimuth.spi.route.Field;
import io.azimuth.spi.storage.MountTransaction;
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
 * @param unnamed returns the name of the role of a login at the mount that names none; empty when
 *     there is none
 */
public record LoginRoles(
    String path,
    Field<String> parameter,
    Function<String, Optional<String>> spelling,
    Function<MountTransaction, Optional<String>> unnamed) {

  public LoginRoles {
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(parameter, "parameter");
    Objects.requireNonNull(spelling, "spelling");
    Objects.requireNonNull(unnamed, "unnamed");
  }

  /** A login that names none has no role. */
  public LoginRoles(
      String path, Field<String> parameter, Function<String, Optional<String>> spelling) {
    this(path, parameter, spelling, transaction -> Optional.empty());
  }
}

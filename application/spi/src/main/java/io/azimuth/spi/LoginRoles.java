package io.azimuth.spi;

import io.azimuth.domain.token.role.RoleName;
import io.azimuth.spi.route.Field;
import io.azimuth.spi.storage.MountTransaction;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * How the logins of an auth method name a role.
 *
 * @param path the path of the login, below the mount
 * @param parameter the parameter that names it
 * @param spelling returns the canonical spelling of a name, under which quotas count; empty when no
 *     role can have that name
 * @param unnamed returns the name of the role of a login at the mount that names none; empty when
 *     there is none
 * @param named returns the name of the role that a login at the mount means by the parameter, in
 *     its canonical spelling; empty when there is none
 */
public record LoginRoles(
    String path,
    Field<String> parameter,
    Function<String, Optional<String>> spelling,
    Function<MountTransaction, Optional<String>> unnamed,
    BiFunction<MountTransaction, String, Optional<String>> named) {

  public LoginRoles {
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(parameter, "parameter");
    Objects.requireNonNull(spelling, "spelling");
    Objects.requireNonNull(unnamed, "unnamed");
    Objects.requireNonNull(named, "named");
  }

  /** The parameter is the name of the role. */
  public LoginRoles(
      String path,
      Field<String> parameter,
      Function<String, Optional<String>> spelling,
      Function<MountTransaction, Optional<String>> unnamed) {
    this(path, parameter, spelling, unnamed, (transaction, sent) -> spelling.apply(sent));
  }

  /** The parameter is a {@link RoleName}; a login that names none has no role. */
  public LoginRoles(String path, Field<String> parameter) {
    this(path, parameter, sent -> RoleName.parse(sent).map(RoleName::value));
  }

  /** The same, where a login that names none has this role. */
  public LoginRoles withDefault(Function<MountTransaction, Optional<String>> role) {
    return new LoginRoles(path, parameter, spelling, role, named);
  }

  /** The same, where the parameter is not the name itself. */
  public LoginRoles namedBy(BiFunction<MountTransaction, String, Optional<String>> role) {
    return new LoginRoles(path, parameter, spelling, unnamed, role);
  }

  /** The parameter is the name of the role; a login that names none has no role. */
  public LoginRoles(
      String path, Field<String> parameter, Function<String, Optional<String>> spelling) {
    this(path, parameter, spelling, transaction -> Optional.empty());
  }
}

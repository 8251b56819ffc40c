package io.azimuth.spi.role;

import io.azimuth.domain.token.role.AuthRole;
import io.azimuth.domain.token.role.RoleName;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.route.Call;
import java.util.Optional;

/**
 * Makes a role of the parameters of a write.
 *
 * @param <R> the type of the role
 */
@FunctionalInterface
public interface RoleWriter<R extends AuthRole> {

  /**
   * The role that the write leaves. The caller stores it. Like a handler, it never waits.
   *
   * @param name the name of the role
   * @param before the role as it was; empty for a new one
   * @throws RefusedException when the role may not be like that
   */
  WrittenRole<R> write(Call call, RoleName name, Optional<R> before);
}

package io.azimuth.spi.login;

import io.azimuth.domain.login.LoginCheck;
import io.azimuth.domain.login.LoginDenial;
import io.azimuth.domain.token.role.RoleName;
import io.azimuth.spi.route.TokenGrant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A login that an auth method has decided, and nothing has been done about yet. A login and its dry
 * run make the same one.
 *
 * @param principal whose login it is, recorded in clear by the audit log: never a secret; empty
 *     while that is not proved
 * @param role the role of the login; empty when the login ended before the role counted, so that a
 *     stranger learns nothing about it
 * @param checks every check, in their order
 * @param grant the token that the login gives; empty when a check failed
 */
public record DecidedLogin(
    Optional<String> principal,
    Optional<RoleName> role,
    List<LoginCheck> checks,
    Optional<TokenGrant> grant) {

  public DecidedLogin {
    Objects.requireNonNull(principal, "principal");
    Objects.requireNonNull(role, "role");
    checks = List.copyOf(checks);
    if (grant.isPresent() != checks.stream().noneMatch(LoginCheck::isFailed)) {
      throw new IllegalArgumentException("a login is granted when no check failed, and only then");
    }
  }

  /** The reasons of the refusal, each once; none when the login is granted. */
  public List<LoginDenial> reasons() {
    return checks.stream().flatMap(check -> check.denial().stream()).distinct().toList();
  }
}

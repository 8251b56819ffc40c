package io.azimuth.jwt;

import io.azimuth.domain.mount.Mount;
import io.azimuth.domain.token.LifetimeSettings;
import io.azimuth.domain.token.Token;
import io.azimuth.domain.token.role.RoleName;
import io.azimuth.jwt.config.JwtConfigRoutes;
import io.azimuth.jwt.login.JwtExplainRoutes;
import io.azimuth.jwt.login.JwtLoginFields;
import io.azimuth.jwt.login.JwtLoginRoutes;
import io.azimuth.jwt.role.JwtRoleRoutes;
import io.azimuth.jwt.role.JwtRoleStore;
import io.azimuth.spi.AuthMethod;
import io.azimuth.spi.LoginRoles;
import io.azimuth.spi.RenewalTerms;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.route.Route;
import io.azimuth.spi.storage.MountTransaction;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The auth method of type {@code jwt}. */
public final class JwtAuthMethod implements AuthMethod {

  /** The type of the auth method. */
  public static final String TYPE = "jwt";

  private final List<Route> routes;
  private final JwtRoleStore roles;

  JwtAuthMethod(
      JwtConfigRoutes config,
      JwtRoleRoutes roleRoutes,
      JwtLoginRoutes login,
      JwtExplainRoutes explain,
      JwtRoleStore roles) {
    this.routes =
        Stream.of(config.routes(), roleRoutes.routes(), login.routes(), explain.routes())
            .flatMap(List::stream)
            .toList();
    this.roles = roles;
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public String description() {
    return "Logs workloads in with a token that an identity provider signed.";
  }

  @Override
  public List<Route> routes() {
    return routes;
  }

  /** Lifetimes are those of the role as it is now; the token of the login is not needed again. */
  @Override
  public RenewalTerms renew(Mount mount, MountTransaction work, Token token) {
    String name = token.origin().internal().getOrDefault(JwtLoginRoutes.ROLE, "");
    LifetimeSettings lifetimes =
        RoleName.parse(name)
            .flatMap(parsed -> roles.find(work, parsed))
            .orElseThrow(
                () -> RefusedException.invalid("role " + name + " does not exist during renewal"))
            .tokenSettings()
            .lifetimes();
    return new RenewalTerms(lifetimes.ttl(), lifetimes.maxTtl(), lifetimes.period());
  }

  @Override
  public Optional<LoginRoles> loginRoles() {
    return Optional.of(
        new LoginRoles(
            JwtLoginRoutes.PATH,
            JwtLoginFields.ROLE,
            sent -> RoleName.parse(sent).map(RoleName::value)));
  }
}

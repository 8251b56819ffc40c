package io.azimuth.jwt;

import io.azimuth.domain.mount.Mount;
import io.azimuth.domain.token.Token;
import io.azimuth.jwt.config.JwtConfigStore;
import io.azimuth.jwt.config.JwtSettings;
import io.azimuth.jwt.login.JwtLoginFields;
import io.azimuth.jwt.role.JwtRoleStore;
import io.azimuth.jwt.signin.PendingSignInSweep;
import io.azimuth.spi.AuthMethod;
import io.azimuth.spi.LoginRoles;
import io.azimuth.spi.RenewalTerms;
import io.azimuth.spi.login.LoginAnswers;
import io.azimuth.spi.route.AfterCommit;
import io.azimuth.spi.route.Route;
import io.azimuth.spi.storage.MountTransaction;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** The auth method of the types {@code jwt} and {@code oidc}, which differ in their name alone. */
public final class JwtAuthMethod implements AuthMethod {

  private final String type;
  private final List<Route> routes;
  private final JwtConfigStore configs;
  private final JwtRoleStore roles;
  private final LoginAnswers answers;
  private final PendingSignInSweep sweep;
  private final Clock clock;

  JwtAuthMethod(
      String type,
      List<Route> routes,
      JwtConfigStore configs,
      JwtRoleStore roles,
      LoginAnswers answers,
      PendingSignInSweep sweep,
      Clock clock) {
    this.type = type;
    this.routes = List.copyOf(routes);
    this.configs = configs;
    this.roles = roles;
    this.answers = answers;
    this.sweep = sweep;
    this.clock = clock;
  }

  @Override
  public String type() {
    return type;
  }

  @Override
  public String description() {
    return "Logs in with what an identity provider signed: workloads with a token, people with a"
        + " browser.";
  }

  @Override
  public List<Route> routes() {
    return routes;
  }

  /** Lifetimes are those of the role as it is now; the token of the login is not needed again. */
  @Override
  public RenewalTerms renew(Mount mount, MountTransaction work, Token token) {
    return RenewalTerms.of(roles.roleOf(work, token));
  }

  @Override
  public void maintain(Mount mount, MountTransaction work) {
    sweep.run(mount.uuid(), clock.instant());
  }

  @Override
  public void disabled(Mount mount, MountTransaction work, AfterCommit consequences) {
    consequences.onSettled(() -> sweep.forget(mount.uuid()));
    consequences.onSettled(() -> answers.forget(mount.uuid()));
  }

  @Override
  public Optional<LoginRoles> loginRoles() {
    return Optional.of(
        new LoginRoles(LoginAnswers.PATH, JwtLoginFields.ROLE)
            .withDefault(work -> configs.find(work).map(JwtSettings::defaultRole)));
  }
}

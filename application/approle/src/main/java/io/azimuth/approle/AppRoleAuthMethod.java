package io.azimuth.approle;

import io.azimuth.domain.mount.Mount;
import io.azimuth.domain.token.Token;
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

/** The auth method of type {@code approle}. */
final class AppRoleAuthMethod implements AuthMethod {

  static final String TYPE = "approle";

  private final AppRoleStore roles;
  private final List<Route> routes;
  private final LoginRoles loginRoles;
  private final SecretIdSweep sweep;
  private final LoginAnswers answers;
  private final Clock clock;

  AppRoleAuthMethod(
      AppRoleStore roles,
      List<Route> routes,
      LoginRoles loginRoles,
      SecretIdSweep sweep,
      LoginAnswers answers,
      Clock clock) {
    this.roles = roles;
    this.routes = List.copyOf(routes);
    this.loginRoles = loginRoles;
    this.sweep = sweep;
    this.answers = answers;
    this.clock = clock;
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public String description() {
    return "Logs machines without an identity of their own in with a role id and a secret id.";
  }

  @Override
  public List<Route> routes() {
    return routes;
  }

  /** The role must still be there; lifetimes are those of the role as it is now. */
  @Override
  public RenewalTerms renew(Mount mount, MountTransaction work, Token token) {
    return RenewalTerms.of(roles.roleOf(work, token));
  }

  @Override
  public void maintain(Mount mount, MountTransaction work) {
    sweep.run(mount.uuid(), clock.instant());
  }

  @Override
  public Optional<LoginRoles> loginRoles() {
    return Optional.of(loginRoles);
  }

  @Override
  public void disabled(Mount mount, MountTransaction work, AfterCommit consequences) {
    consequences.onSettled(() -> sweep.forget(mount.uuid()));
    consequences.onSettled(() -> answers.forget(mount.uuid()));
  }
}

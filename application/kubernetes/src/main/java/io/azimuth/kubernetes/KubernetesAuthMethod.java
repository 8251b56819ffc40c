package io.azimuth.kubernetes;

import io.azimuth.domain.mount.Mount;
import io.azimuth.domain.token.Token;
import io.azimuth.kubernetes.config.KubernetesConfigRoutes;
import io.azimuth.kubernetes.login.KubernetesLoginFields;
import io.azimuth.kubernetes.login.KubernetesLoginRoutes;
import io.azimuth.kubernetes.role.KubernetesRoleRoutes;
import io.azimuth.kubernetes.role.KubernetesRoleStore;
import io.azimuth.spi.AuthMethod;
import io.azimuth.spi.LoginRoles;
import io.azimuth.spi.RenewalTerms;
import io.azimuth.spi.login.LoginAnswers;
import io.azimuth.spi.route.AfterCommit;
import io.azimuth.spi.route.Route;
import io.azimuth.spi.storage.MountTransaction;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

public final class KubernetesAuthMethod implements AuthMethod {

  public static final String TYPE = "kubernetes";

  private final List<Route> routes;
  private final KubernetesRoleStore roles;
  private final LoginAnswers answers;

  KubernetesAuthMethod(
      KubernetesConfigRoutes config,
      KubernetesRoleRoutes roleRoutes,
      KubernetesLoginRoutes login,
      KubernetesRoleStore roles,
      LoginAnswers answers) {
    this.routes =
        Stream.of(config.routes(), roleRoutes.routes(), login.routes())
            .flatMap(List::stream)
            .toList();
    this.roles = roles;
    this.answers = answers;
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public String description() {
    return "Logs pods in with the tokens of their service accounts.";
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
  public void disabled(Mount mount, MountTransaction work, AfterCommit consequences) {
    consequences.onSettled(() -> answers.forget(mount.uuid()));
  }

  @Override
  public Optional<LoginRoles> loginRoles() {
    return Optional.of(new LoginRoles(LoginAnswers.PATH, KubernetesLoginFields.ROLE));
  }
}

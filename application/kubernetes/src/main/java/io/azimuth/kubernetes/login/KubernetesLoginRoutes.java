package io.azimuth.kubernetes.login;

import io.azimuth.domain.kubernetes.KubernetesCheckName;
import io.azimuth.domain.mount.SystemLifetimes;
import io.azimuth.spi.login.LoginAnswers;
import io.azimuth.spi.login.LoginExplanations;
import io.azimuth.spi.route.Route;
import java.util.List;

/**
 * The login, which needs no token of this server, its dry run and the latest refusals for
 * operators.
 */
public final class KubernetesLoginRoutes {

  private final KubernetesLogin login;
  private final LoginAnswers answers;
  private final LoginExplanations explanations;

  public KubernetesLoginRoutes(
      KubernetesLogin login, LoginAnswers answers, SystemLifetimes lifetimes) {
    this.login = login;
    this.answers = answers;
    this.explanations = new LoginExplanations(lifetimes, List.of(KubernetesCheckName.values()));
  }

  public List<Route> routes() {
    return List.of(
        answers.route(
            "Log in with the token of a service account", KubernetesLoginFields.ALL, login::decide),
        explanations.route(KubernetesLoginFields.ALL, login::rehearse),
        answers.refusals());
  }
}

package io.azimuth.jwt.login;

import io.azimuth.domain.jwt.JwtCheckName;
import io.azimuth.domain.mount.SystemLifetimes;
import io.azimuth.spi.login.LoginAnswers;
import io.azimuth.spi.login.LoginExplanations;
import io.azimuth.spi.route.Route;
import java.util.List;

/** The login, which needs no token, its dry run and the latest refusals for operators. */
public final class JwtLoginRoutes {

  private final JwtLogin login;
  private final LoginAnswers answers;
  private final LoginExplanations explanations;

  public JwtLoginRoutes(JwtLogin login, LoginAnswers answers, SystemLifetimes lifetimes) {
    this.login = login;
    this.answers = answers;
    this.explanations = new LoginExplanations(lifetimes, JwtCheckName.ofEveryToken()).withGroups();
  }

  public List<Route> routes() {
    return List.of(
        answers.route("Log in with a signed token", JwtLoginFields.ALL, login::decide),
        explanations.route(JwtLoginFields.ALL, login::rehearse),
        answers.refusals());
  }
}

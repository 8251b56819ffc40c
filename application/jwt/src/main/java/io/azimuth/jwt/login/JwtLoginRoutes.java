package io.azimuth.jwt.login;

import io.azimuth.spi.api.Operation;
import io.azimuth.spi.route.Access;
import io.azimuth.spi.route.Route;
import java.util.List;

/** The login, which needs no token. */
public final class JwtLoginRoutes {

  public static final String PATH = "login";

  private final JwtLogin login;
  private final JwtLoginAnswers answers;

  public JwtLoginRoutes(JwtLogin login, JwtLoginAnswers answers) {
    this.login = login;
    this.answers = answers;
  }

  public List<Route> routes() {
    return List.of(
        Route.on(Operation.WRITE, PATH)
            .access(Access.PUBLIC)
            .summary("Log in with a signed token")
            .fields(JwtLoginFields.ALL)
            .handle(call -> answers.answer(call, () -> login.decide(call))));
  }
}

package io.azimuth.application.token.backend;

import static io.azimuth.application.route.CoreHandler.core;

import io.azimuth.application.route.CoreCall;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.route.Access;
import io.azimuth.spi.route.AnswerSchema;
import io.azimuth.spi.route.Route;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;

/** Operations on all tokens: clean up. */
@Singleton
final class TokenMaintenanceRoutes {

  private final TokenCleaning cleaning;

  @Inject
  TokenMaintenanceRoutes(TokenCleaning cleaning) {
    this.cleaning = cleaning;
  }

  List<Route> routes() {
    return List.of(
        Route.on(Operation.WRITE, "tidy")
            .access(Access.AUTHORIZED)
            .summary("Clean up after tokens that are gone")
            .answers(AnswerSchema.accepted())
            .handle(core(this::tidy)));
  }

  private Answer tidy(CoreCall call) {
    cleaning.begin();
    return new Answer.Accepted(
        List.of(
            "Tidy operation successfully started. Any information from the operation will be"
                + " printed to the server's log."));
  }
}

package io.azimuth.application.system.inspect;

import static io.azimuth.application.route.CoreHandler.core;

import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.route.Access;
import io.azimuth.spi.route.AnswerSchema;
import io.azimuth.spi.route.Route;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;

/** The configuration that the server was started with. */
@Singleton
final class ConfigRoutes {

  private final SanitizedConfig config;

  @Inject
  ConfigRoutes(SanitizedConfig config) {
    this.config = config;
  }

  List<Route> routes() {
    return List.of(
        Route.on(Operation.READ, "config/state/sanitized")
            .access(Access.AUTHORIZED)
            .summary("Show the configuration of the server without secrets")
            .answers(AnswerSchema.data())
            .handle(core(call -> Answer.data(config.members()))));
  }
}

package io.azimuth.application.system.inspect;

import static io.azimuth.application.route.CoreHandler.core;

import io.azimuth.application.port.reload.Reload;
import io.azimuth.application.route.CoreCall;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.route.Access;
import io.azimuth.spi.route.AnswerSchema;
import io.azimuth.spi.route.Route;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * What SIGHUP does, for servers that the signal does not reach. Not at Vault's {@code
 * config/reload/:subsystem}, whose only subsystem is the licence.
 */
@Singleton
final class ReloadRoutes {

  private final Reload reload;

  @Inject
  ReloadRoutes(Reload reload) {
    this.reload = reload;
  }

  List<Route> routes() {
    return List.of(
        Route.on(Operation.WRITE, "config/reload")
            .access(Access.SUDO)
            .summary(
                "Read TLS files, log level and acknowledgements again, and open audit files anew")
            .answers(AnswerSchema.nothing())
            .handle(core(this::reload)));
  }

  // Not after the commit, because the answer reports how it ended. A second run does no harm.
  private Answer reload(CoreCall call) {
    RefusedException.throwIfAny(reload.run());
    return new Answer.Empty();
  }
}

package io.azimuth.application.system.seal;

import static io.azimuth.application.route.CoreHandler.core;

import io.azimuth.application.port.leader.Leadership;
import io.azimuth.application.route.CoreCall;
import io.azimuth.application.seal.SealKeeper;
import io.azimuth.application.seal.Unsealing;
import io.azimuth.application.system.status.SealStatusView;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.remote.Deadline;
import io.azimuth.spi.route.Access;
import io.azimuth.spi.route.AnswerSchema;
import io.azimuth.spi.route.Field;
import io.azimuth.spi.route.Fields;
import io.azimuth.spi.route.Route;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;

/** Unseals and seals the store. */
@Singleton
final class SealRoutes {

  private static final Field<Boolean> RESET =
      Field.flag("reset", false, "forget the shares that were entered");
  private static final Field<Boolean> MIGRATE =
      Field.flag("migrate", false, "move the store to the configured seal");

  /** Longer than all calls to the systems with the keys of two seals. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final SealKeeper keeper;
  private final Unsealing unsealing;
  private final SealStatusView view;
  private final Leadership leadership;

  @Inject
  SealRoutes(SealKeeper keeper, Unsealing unsealing, SealStatusView view, Leadership leadership) {
    this.keeper = keeper;
    this.unsealing = unsealing;
    this.view = view;
    this.leadership = leadership;
  }

  List<Route> routes() {
    return List.of(
        Route.on(Operation.WRITE, "unseal")
            .access(Access.PUBLIC_EVEN_SEALED)
            .summary("Hand in a share of the key")
            .bodyLimit(ShareFields.BODY_LIMIT)
            .fields(ShareFields.KEY, RESET, MIGRATE)
            .answers(AnswerSchema.body(SealStatusView.OF_STATUS))
            .handleEvenSealed((request, fields) -> unseal(fields)),
        Route.on(Operation.WRITE, "seal")
            .access(Access.SUDO)
            .summary("Seal the server")
            .whileSealed(new Answer.Empty())
            .answers(AnswerSchema.nothing())
            .handle(core(this::seal)),
        Route.on(Operation.WRITE, "step-down")
            .access(Access.SUDO)
            .summary("Hand background work to another node")
            .answers(AnswerSchema.nothing())
            .handle(core(this::stepDown)));
  }

  private Answer unseal(Fields fields) {
    if (fields.value(RESET)) {
      unsealing.restart();
    } else if (fields.value(ShareFields.KEY).isEmpty()) {
      throw RefusedException.invalid(
          "'key' must be specified in request body as JSON, or 'reset' set to true");
    } else {
      return Answer.of(
          unsealing
              .submit(ShareFields.share(fields), fields.value(MIGRATE), Deadline.of(PATIENCE))
              .then(open -> status()));
    }
    return status();
  }

  private Answer status() {
    return new Answer.Raw(view.of(keeper.status()), Answer.State.NORMAL);
  }

  private Answer stepDown(CoreCall call) {
    call.afterCommit().onSettled(leadership::stepDown);
    return new Answer.Empty();
  }

  private Answer seal(CoreCall call) {
    call.afterCommit().onSettled(keeper::seal);
    return new Answer.Empty();
  }
}

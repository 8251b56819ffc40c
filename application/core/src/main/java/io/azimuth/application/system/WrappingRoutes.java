package io.azimuth.application.system;

import static io.azimuth.application.route.CoreHandler.core;

import io.azimuth.application.route.AuthenticatedCaller;
import io.azimuth.application.route.CoreCall;
import io.azimuth.application.wrapping.ResponseWrapping;
import io.azimuth.application.wrapping.WrapLedger;
import io.azimuth.application.wrapping.WrapTtl;
import io.azimuth.application.wrapping.WrappedContent;
import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.Access;
import io.azimuth.spi.route.AnswerField;
import io.azimuth.spi.route.AnswerSchema;
import io.azimuth.spi.route.Field;
import io.azimuth.spi.route.Route;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Wraps the caller's data, and opens wrapped answers: {@code wrapping/}. */
@Singleton
final class WrappingRoutes {

  // Spring Vault searches for "does not exist" in this text.
  private static final String NO_SUCH = "wrapping token is not valid or does not exist";

  private static final Field<String> TOKEN = Field.text("token", "the wrapping token");

  private final ResponseWrapping wrapping;

  @Inject
  WrappingRoutes(ResponseWrapping wrapping) {
    this.wrapping = wrapping;
  }

  List<Route> routes() {
    return List.of(
        Route.on(Operation.WRITE, "wrapping/wrap")
            .access(Access.AUTHORIZED)
            .summary("Wrap what is sent")
            .anyParameters()
            .answers(AnswerSchema.wrapped())
            .handle(core(WrappingRoutes::wrap)),
        Route.on(Operation.WRITE, "wrapping/unwrap")
            .access(Access.WRAPPING_TOKEN_OR_AUTHORIZED)
            .summary("Open what was wrapped, once")
            .fields(TOKEN)
            .neverWrapped()
            .answers(AnswerSchema.data())
            .handle(core(this::unwrap)),
        lookup(Operation.READ),
        lookup(Operation.WRITE),
        Route.on(Operation.WRITE, "wrapping/rewrap")
            .access(Access.AUTHORIZED)
            .summary("Wrap it anew")
            .fields(TOKEN)
            .neverWrapped()
            .answers(AnswerSchema.wrapped())
            .handle(core(this::rewrap)));
  }

  private Route lookup(Operation operation) {
    return Route.on(operation, "wrapping/lookup")
        .access(Access.WRAPPING_TOKEN)
        .fields(TOKEN)
        .neverWrapped()
        .answers(
            AnswerSchema.data(
                AnswerField.text("creation_path", "the path of the request that it answers"),
                AnswerField.time("creation_time", "when it was wrapped"),
                AnswerField.seconds("creation_ttl", "how long it can be unwrapped")))
        .handle(core(this::show));
  }

  // The gateway wraps this answer like any other.
  private static Answer wrap(CoreCall call) {
    if (WrapTtl.of(call.request().directives()).isZero()) {
      throw RefusedException.invalid("endpoint requires response wrapping to be used");
    }
    return Answer.data(call.fields().parameters());
  }

  private Answer show(CoreCall call) {
    WrappedContent content = content(call);
    return Answer.data(
        Value.Obj.builder()
            .put("creation_path", content.creationPath())
            .put("creation_time", content.creationTime().toString())
            .put("creation_ttl", content.creationTtl().toSeconds())
            .build());
  }

  private Answer unwrap(CoreCall call) {
    WrappedContent content = content(call);
    if (!mayOpen(call.requiredCaller(), content)) {
      throw new RefusedException(ErrorCategory.PERMISSION_DENIED, "permission denied");
    }
    Value.Obj envelope =
        wrapping.open(call.work(), content).orElseThrow(WrappingRoutes::noSuchToken);
    return new Answer.Raw(envelope, Answer.State.NORMAL);
  }

  // A wrapping token opens its own answer only; for any other caller policies have granted the
  // path.
  private static boolean mayOpen(AuthenticatedCaller caller, WrappedContent content) {
    return !caller.token().isWrapping() || caller.hash().equals(content.hash());
  }

  private Answer rewrap(CoreCall call) {
    WrapLedger.Room room =
        call.once(
            WrapLedger.Room.class, () -> wrapping.room(call.authenticatedCaller(), call.now()));
    ResponseWrapping.Wrapped again =
        wrapping
            .rewrap(call.work(), room, content(call), call.now())
            .orElseThrow(WrappingRoutes::noSuchToken);
    call.staged(again.minted().hash(), again.minted().token());
    return new Answer.Wrapped(again.info());
  }

  private WrappedContent content(CoreCall call) {
    return wrappingToken(call)
        .flatMap(token -> wrapping.find(call.work(), token, call.now()))
        .orElseThrow(WrappingRoutes::noSuchToken);
  }

  private static Optional<SecretText> wrappingToken(CoreCall call) {
    SecretText given = SecretText.of(call.fields().value(TOKEN));
    return given.isEmpty()
        ? call.authenticatedCaller()
            .filter(it -> it.token().isWrapping())
            .flatMap(AuthenticatedCaller::clientToken)
        : Optional.of(given);
  }

  private static RefusedException noSuchToken() {
    return RefusedException.invalid(NO_SUCH);
  }
}

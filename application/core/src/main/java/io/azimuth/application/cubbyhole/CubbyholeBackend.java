package io.azimuth.application.cubbyhole;

import static io.azimuth.application.route.CoreHandler.core;
import static io.azimuth.application.route.CoreHandler.coreCheck;

import io.azimuth.application.route.AuthenticatedCaller;
import io.azimuth.application.route.CoreBackend;
import io.azimuth.application.route.CoreCall;
import io.azimuth.domain.token.TokenType;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.Access;
import io.azimuth.spi.route.AnswerSchema;
import io.azimuth.spi.route.Route;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The backend of type {@code cubbyhole}: secrets that only the token that wrote them can read. */
@Singleton
public final class CubbyholeBackend implements CoreBackend {

  /** The type of its one mount. */
  public static final String TYPE = "cubbyhole";

  private static final String PATH = "path";
  private static final String ANY = ":" + PATH + "*";
  private static final int MAX_BYTES = 400; // the rest of the key is the token's hash and time

  @Inject
  CubbyholeBackend() {}

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public String description() {
    return "What each token keeps for itself alone; it goes when the token does.";
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.on(Operation.READ, ANY)
            .access(Access.AUTHORIZED)
            .captures(PATH, "The path of the secret; it may hold slashes.")
            .answers(AnswerSchema.data())
            .handle(core(CubbyholeBackend::read)),
        Route.on(Operation.WRITE, ANY)
            .access(Access.AUTHORIZED)
            .anyParameters()
            .existence(coreCheck(CubbyholeBackend::exists))
            .answers(AnswerSchema.nothing())
            .handle(core(CubbyholeBackend::write)),
        Route.on(Operation.DELETE, ANY)
            .access(Access.AUTHORIZED)
            .answers(AnswerSchema.nothing())
            .handle(core(CubbyholeBackend::delete)),
        Route.on(Operation.LIST, ANY)
            .access(Access.AUTHORIZED)
            .captures(PATH, "The path of the folder.")
            .answers(AnswerSchema.keys())
            .handle(core(CubbyholeBackend::list)),
        Route.on(Operation.LIST, "")
            .access(Access.AUTHORIZED)
            .answers(AnswerSchema.keys())
            .handle(core(CubbyholeBackend::list)));
  }

  private static boolean exists(CoreCall call) {
    return call.requiredCaller().token().type() != TokenType.SERVICE
        || cubbyhole(call).get(path(call)).isPresent();
  }

  private static Answer read(CoreCall call) {
    if (call.requiredCaller().token().isWrapping()) {
      return WrappedResponse.read(call, path(call));
    }
    return cubbyhole(call).get(path(call)).map(Answer::data).orElseGet(Answer.NotFound::new);
  }

  private static Answer write(CoreCall call) {
    Value.Obj data = call.fields().parameters();
    if (data.members().isEmpty()) {
      throw RefusedException.invalid("missing data fields");
    }
    cubbyhole(call).put(path(call), data);
    return new Answer.Empty();
  }

  private static Answer delete(CoreCall call) {
    cubbyhole(call).delete(path(call));
    return new Answer.Empty();
  }

  private static Answer list(CoreCall call) {
    String path = call.fields().captured(PATH);
    return Answer.keys(cubbyhole(call).below(path.isEmpty() ? "" : path(call) + "/"));
  }

  // A batch token has no record, so nothing would remove its entries when it ends.
  private static Cubbyhole cubbyhole(CoreCall call) {
    AuthenticatedCaller caller = call.requiredCaller();
    if (caller.token().type() != TokenType.SERVICE) {
      throw RefusedException.invalid(
          "cubbyhole operations are only supported by 'service' type tokens");
    }
    return new Cubbyhole(call.storage(), caller.hash(), caller.token());
  }

  private static String path(CoreCall call) {
    String path = call.fields().captured(PATH);
    if (path.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
      throw RefusedException.invalid("the path of a secret has at most 400 bytes");
    }
    return path;
  }
}

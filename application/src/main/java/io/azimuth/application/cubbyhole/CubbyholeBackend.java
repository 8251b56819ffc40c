package io.azimuth.application.cubbyhole;

import io.azimuth.application.route.AuthenticatedCaller;
import io.azimuth.application.route.CoreBackend;
import io.azimuth.domain.token.TokenType;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.Access;
import io.azimuth.spi.route.Call;
import io.azimuth.spi.route.Route;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The backend of type {@code cubbyhole}: what each token keeps for itself alone. */
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
        Route.on(Operation.READ, ANY).access(Access.AUTHORIZED).handle(CubbyholeBackend::read),
        Route.on(Operation.WRITE, ANY)
            .access(Access.AUTHORIZED)
            .anyParameters()
            .existence(CubbyholeBackend::exists)
            .handle(CubbyholeBackend::write),
        Route.on(Operation.DELETE, ANY).access(Access.AUTHORIZED).handle(CubbyholeBackend::delete),
        Route.on(Operation.LIST, ANY).access(Access.AUTHORIZED).handle(CubbyholeBackend::list),
        Route.on(Operation.LIST, "").access(Access.AUTHORIZED).handle(CubbyholeBackend::list));
  }

  private static boolean exists(Call call) {
    return call.authorizedCaller().token().type() != TokenType.SERVICE
        || cubbyhole(call).get(path(call)).isPresent();
  }

  private static Answer read(Call call) {
    if (call.authorizedCaller().token().isWrapping()) {
      return WrappedResponse.read(call, path(call));
    }
    return cubbyhole(call).get(path(call)).map(Answer::data).orElseGet(Answer.NotFound::new);
  }

  private static Answer write(Call call) {
    Value.Obj data = call.fields().parameters();
    if (data.members().isEmpty()) {
      throw RefusedException.invalid("missing data fields");
    }
    cubbyhole(call).put(path(call), data);
    return new Answer.Empty();
  }

  private static Answer delete(Call call) {
    cubbyhole(call).delete(path(call));
    return new Answer.Empty();
  }

  private static Answer list(Call call) {
    String path = call.fields().captured(PATH);
    return Answer.keys(cubbyhole(call).below(path.isEmpty() ? "" : path(call) + "/"));
  }

  // A batch token is stored nowhere, so nothing could go when it does.
  private static Cubbyhole cubbyhole(Call call) {
    AuthenticatedCaller caller = call.authorizedCaller();
    if (caller.token().type() != TokenType.SERVICE) {
      throw RefusedException.invalid(
          "cubbyhole operations are only supported by 'service' type tokens");
    }
    return new Cubbyhole(call.storage(), caller.hash(), caller.token());
  }

  private static String path(Call call) {
    String path = call.fields().captured(PATH);
    if (path.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
      throw RefusedException.invalid("the path of a secret has at most 400 bytes");
    }
    return path;
  }
}

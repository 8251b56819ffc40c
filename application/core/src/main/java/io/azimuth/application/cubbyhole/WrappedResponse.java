package io.azimuth.application.cubbyhole;

import io.azimuth.application.route.CoreCall;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.JsonText;
import io.azimuth.spi.api.Value;
import java.util.List;
import java.util.Optional;

/**
 * The wrapped answer as old clients read it that do not know {@code sys/wrapping/unwrap}. The
 * gateway counts the token's one use before the request comes here, and removes its record after
 * it.
 */
final class WrappedResponse {

  private static final String PATH = "response";
  private static final String OLD_WAY =
      "cubbyhole/response is an old way to open a wrapped answer: use sys/wrapping/unwrap";

  private WrappedResponse() {}

  static Answer read(CoreCall call, String path) {
    return Optional.of(call.requiredCaller().hash())
        .filter(hash -> path.equals(PATH))
        .flatMap(call.work().wrappedAnswers()::find)
        .map(envelope -> Value.Obj.builder().put(PATH, JsonText.of(envelope)).build())
        .<Answer>map(
            data -> new Answer.Envelope(Optional.of(data), Optional.empty(), List.of(OLD_WAY)))
        .orElseGet(Answer.NotFound::new);
  }
}

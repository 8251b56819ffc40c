package io.azimuth.application.gateway;

import io.azimuth.application.api.ApiResponse;
import io.azimuth.application.api.EnvelopeBody;
import io.azimuth.application.route.CoreCall;
import io.azimuth.application.wrapping.ResponseWrapping;
import io.azimuth.application.wrapping.WrapLedger;
import io.azimuth.application.wrapping.WrapTtl;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.ApiRequest;
import io.azimuth.spi.api.Auth;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.Rendering;
import io.azimuth.spi.route.Route;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Whether and how long the answer to one request is to be wrapped. A caller that asked for wrapping
 * must never get a secret in clear.
 *
 * @param ttl how long the wrapped answer is kept; zero when it is not wrapped
 * @param wrapping keeps the answer
 * @param room for the answer; empty when it is not wrapped
 */
record RequestWrapping(Duration ttl, ResponseWrapping wrapping, Optional<WrapLedger.Room> room) {

  /**
   * Reads the wrapping that the request asks for, if the route allows wrapping.
   *
   * @param room makes room for the answer, or refuses
   * @throws RefusedException when it cannot be granted
   */
  static RequestWrapping of(
      ApiRequest request, Route route, ResponseWrapping wrapping, Supplier<WrapLedger.Room> room) {
    Duration ttl = WrapTtl.of(request.directives());
    if (ttl.isZero() || !route.isWrappable()) {
      return new RequestWrapping(Duration.ZERO, wrapping, Optional.empty());
    }
    if (request.directives().wrapAsJwt()) {
      throw RefusedException.invalid(
          "X-Vault-Wrap-Format: jwt is not supported yet: a wrapping token is opened by this server");
    }
    wrapping.requirePossible(ttl);
    return new RequestWrapping(ttl, wrapping, Optional.of(room.get()));
  }

  /**
   * The answer, wrapped if that was asked for and the answer has content. The wrapping token is
   * staged together with the writes of the answer. "Not found" stays a 404 and shows nothing else:
   * a policy may let the caller see the content in a wrapped answer only.
   *
   * @throws RefusedException when the answer has no envelope that could be stored
   */
  Answer wrap(Answer answer, CoreCall call) {
    if (ttl.isZero()) {
      return answer;
    }
    if (answer instanceof Answer.Raw
        || answer instanceof Answer.Download
        || answer instanceof Answer.Stream) {
      answer.discard();
      throw RefusedException.invalid("what this path answers cannot be wrapped");
    }
    if (answer instanceof Answer.NotFound nothing) {
      return new Answer.NotFound(Optional.empty(), nothing.warnings());
    }
    return answer instanceof Answer.Envelope envelope ? wrapped(envelope, call) : answer;
  }

  private Answer wrapped(Answer.Envelope envelope, CoreCall call) {
    ApiResponse inClear =
        new ApiResponse(call.request().id(), envelope, call.mount().type(), Rendering.PLAIN);
    Value.Obj content = EnvelopeBody.of(inClear, envelope);
    ResponseWrapping.Wrapped kept =
        wrapping.wrap(
            call.work(),
            room.orElseThrow(),
            call.mount(),
            call.request().path(),
            content,
            accessor(envelope),
            ttl,
            call.now());
    call.staged(kept.minted().hash(), kept.minted().token());
    return new Answer.Wrapped(kept.info());
  }

  // A batch token has none.
  private static Optional<String> accessor(Answer.Envelope envelope) {
    return envelope
        .auth()
        .map(Auth::accessor)
        .filter(accessor -> !accessor.isEmpty())
        .or(envelope::accessor);
  }
}

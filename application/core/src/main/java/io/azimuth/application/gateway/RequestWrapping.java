package io.azimuth.application.gateway;

import io.azimuth.application.api.ApiResponse;
import io.azimuth.application.api.EnvelopeBody;
import io.azimuth.application.route.CoreCall;
import io.azimuth.application.wrapping.ResponseWrapping;
import io.azimuth.application.wrapping.WrapTtl;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.ApiRequest;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.Rendering;
import io.azimuth.spi.route.Route;
import java.time.Duration;
import java.util.Optional;

/**
 * The wish of one request to have its answer wrapped (spec 1.2): whoever asks for that must never
 * get a secret in clear.
 *
 * @param ttl for how long; zero is not at all
 * @param wrapping keeps the answer
 */
record RequestWrapping(Duration ttl, ResponseWrapping wrapping) {

  /**
   * The wish, as far as the route heeds one.
   *
   * @throws RefusedException when it cannot be met
   */
  static RequestWrapping of(ApiRequest request, Route route, ResponseWrapping wrapping) {
    Duration ttl = WrapTtl.of(request.directives());
    if (ttl.isZero() || !route.isWrappable()) {
      return new RequestWrapping(Duration.ZERO, wrapping);
    }
    if (request.directives().wrapAsJwt()) {
      throw RefusedException.invalid("X-Vault-Wrap-Format: jwt is not supported yet");
    }
    wrapping.requirePossible(ttl);
    return new RequestWrapping(ttl, wrapping);
  }

  /**
   * The answer, wrapped if that was asked for and it says something. Its token is staged together
   * with all that makes the answer true. What is not found stays a 404, and tells nothing more: a
   * policy may let the caller see what is there in a wrapping only.
   *
   * @throws RefusedException when the answer has no envelope to be kept in
   */
  Answer wrap(Answer answer, CoreCall call) {
    if (ttl.isZero()) {
      return answer;
    }
    if (answer instanceof Answer.Raw || answer instanceof Answer.Download) {
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
        wrapping.wrap(call.work(), call.mount(), call.request().path(), content, ttl, call.now());
    call.staged(kept.minted().hash(), kept.minted().token());
    return new Answer.Wrapped(kept.info());
  }
}

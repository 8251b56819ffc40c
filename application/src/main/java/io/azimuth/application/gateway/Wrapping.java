package io.azimuth.application.gateway;

import io.azimuth.application.api.ApiRequest;
import io.azimuth.application.api.RefusedException;
import io.azimuth.domain.token.GoDuration;
import java.time.Duration;

/**
 * The wish to have an answer wrapped (spec 1.2), which is refused until it can be met: whoever asks
 * for a wrapped token must not get it in clear.
 */
final class Wrapping {

  private Wrapping() {}

  /** For how long the answer is to be wrapped; zero is not at all. */
  static Duration ttl(ApiRequest.Directives directives) {
    return GoDuration.parseSeconds(directives.wrapTtl().orElse(""))
        .value()
        .orElseThrow(
            () ->
                RefusedException.invalid(
                    "error parsing X-Vault-Wrap-TTL header: a duration is expected"));
  }

  /** Refuses a request that asks for wrapping; none and 0 ask for nothing. */
  static void refuse(ApiRequest.Directives directives) {
    if (!ttl(directives).isZero()) {
      throw RefusedException.invalid("X-Vault-Wrap-TTL is not supported yet");
    }
  }
}

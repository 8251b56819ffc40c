package io.azimuth.application.wrapping;

import io.azimuth.domain.text.GoDuration;
import io.azimuth.spi.api.ApiRequest;
import io.azimuth.spi.api.RefusedException;
import java.time.Duration;

/** How long an answer is to be wrapped. */
public final class WrapTtl {

  private WrapTtl() {}

  /**
   * The time that the request asks for; zero when it asks for no wrapping.
   *
   * @throws RefusedException when it is no duration of 0 or more; its text is not repeated
   */
  public static Duration of(ApiRequest.Directives directives) {
    return GoDuration.parseSeconds(directives.wrapTtl().orElse(""))
        .value()
        .orElseThrow(
            () ->
                RefusedException.invalid(
                    "error parsing X-Vault-Wrap-TTL header: a duration is expected"));
  }
}

package io.azimuth.application.api;

import io.azimuth.spi.api.Answer;
import io.azimuth.spi.route.Rendering;
import java.util.Optional;

/**
 * The answer to a request, with what the adapter needs to render it.
 *
 * @param mountType the type of the mount that answered, or empty
 * @param rendering the form of the answer that the route declares
 * @param rateLimit the state of the quota that the request was counted against
 * @param servedBy what served it, for the counters of requests
 * @param sent runs once the whole answer was passed to the network, and not otherwise; does not
 *     block
 */
public record ApiResponse(
    String requestId,
    Answer answer,
    String mountType,
    Rendering rendering,
    Optional<RateLimitNotice> rateLimit,
    ServedBy servedBy,
    Runnable sent) {

  /** An answer without an action after it was sent. */
  public ApiResponse(String requestId, Answer answer, String mountType, Rendering rendering) {
    this(requestId, answer, mountType, rendering, () -> {});
  }

  /** An answer that was counted against no quota. */
  public ApiResponse(
      String requestId, Answer answer, String mountType, Rendering rendering, Runnable sent) {
    this(requestId, answer, mountType, rendering, Optional.empty(), ServedBy.NOTHING, sent);
  }

  public ApiResponse by(ServedBy server) {
    return new ApiResponse(requestId, answer, mountType, rendering, rateLimit, server, sent);
  }
}

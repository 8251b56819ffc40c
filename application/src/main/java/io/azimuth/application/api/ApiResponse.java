package io.azimuth.application.api;

import io.azimuth.spi.api.Answer;
import java.util.Objects;
import java.util.Optional;

/**
 * What goes back: the answer and what the adapter needs to render it.
 *
 * @param requestId the id of the request
 * @param answer what to say
 * @param mountType the type of the mount that answered, or empty
 * @param rendering how this route wants its answer to look
 * @param rateLimit what to say of the quota that the request was counted against
 * @param sent to be run once the whole answer was handed to the network, and never otherwise; does
 *     not block
 */
public record ApiResponse(
    String requestId,
    Answer answer,
    String mountType,
    Rendering rendering,
    Optional<RateLimitNotice> rateLimit,
    Runnable sent) {

  public ApiResponse {
    Objects.requireNonNull(requestId, "requestId");
    Objects.requireNonNull(answer, "answer");
    Objects.requireNonNull(mountType, "mountType");
    Objects.requireNonNull(rendering, "rendering");
    Objects.requireNonNull(rateLimit, "rateLimit");
    Objects.requireNonNull(sent, "sent");
  }

  /** An answer after which nothing remains to be done. */
  public ApiResponse(String requestId, Answer answer, String mountType, Rendering rendering) {
    this(requestId, answer, mountType, rendering, () -> {});
  }

  /** An answer of which no quota has anything to say. */
  public ApiResponse(
      String requestId, Answer answer, String mountType, Rendering rendering, Runnable sent) {
    this(requestId, answer, mountType, rendering, Optional.empty(), sent);
  }

  /** How a route wants its answer to look. */
  public enum Rendering {
    /** As everywhere. */
    PLAIN,
    /** The members of {@code data} stand at the root too (spec 1.13). */
    DATA_AT_ROOT,
    /** The state decides the status, which the query may choose (spec 2.2, health). */
    HEALTH
  }
}

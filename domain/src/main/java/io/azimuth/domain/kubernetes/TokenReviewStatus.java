package io.azimuth.domain.kubernetes;

import java.util.List;
import java.util.Objects;

/**
 * The answer of the API server about a token (the status of a {@code TokenReview}).
 *
 * @param authenticated whether it accepts the token
 * @param error why not; may be empty
 * @param username whose token it is
 * @param uid of that user
 * @param audiences those of the audiences asked for that the token has
 */
public record TokenReviewStatus(
    boolean authenticated, String error, String username, String uid, List<String> audiences) {

  public TokenReviewStatus {
    Objects.requireNonNull(error, "error");
    Objects.requireNonNull(username, "username");
    Objects.requireNonNull(uid, "uid");
    audiences = List.copyOf(audiences);
  }
}

package io.azimuth.application.api;

import java.time.Duration;
import java.util.Objects;

/**
 * What an answer says of the quota that its request was counted against.
 *
 * @param limit how many requests may come at once
 * @param remaining how many more of them may come now
 * @param reset when the client has more again
 */
public record RateLimitNotice(long limit, long remaining, Duration reset) {

  public RateLimitNotice {
    Objects.requireNonNull(reset, "reset");
  }
}

package io.azimuth.domain.quota;

import java.time.Duration;
import java.util.Objects;

/**
 * Whether a limit grants a request.
 *
 * @param granted whether the request is granted
 * @param limit how many requests may come at once
 * @param remaining how many more of them may come now
 * @param reset of a granted request: until the bucket of the client is full again; of a refused
 *     one: until it may try again, above zero
 */
public record QuotaVerdict(boolean granted, long limit, long remaining, Duration reset) {

  public QuotaVerdict {
    Objects.requireNonNull(reset, "reset");
  }
}

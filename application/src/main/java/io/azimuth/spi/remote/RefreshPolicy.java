package io.azimuth.spi.remote;

import java.time.Duration;

/**
 * How long a remote value is good for.
 *
 * @param refreshAfter the age at which it is fetched anew in the background
 * @param keepFor the age up to which it is used while that fails
 * @param retryAfter how long a failed fetch is answered with its failure before the next one, when
 *     there is no value to go on with
 * @param retryRefreshAfter how long after a failed fetch the next one begins in the background,
 *     when there is a value to go on with
 */
public record RefreshPolicy(
    Duration refreshAfter, Duration keepFor, Duration retryAfter, Duration retryRefreshAfter) {

  public RefreshPolicy {
    if (refreshAfter.isNegative() || retryAfter.isNegative() || retryRefreshAfter.isNegative()) {
      throw new IllegalArgumentException("a lifetime is not negative");
    }
    if (keepFor.compareTo(refreshAfter) < 0) {
      throw new IllegalArgumentException("a value is kept at least until it is fetched anew");
    }
  }
}

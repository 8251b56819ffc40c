package io.azimuth.spi.remote;

import java.time.Duration;

/**
 * How long a remote value may be used, and how its fetches are retried.
 *
 * @param refreshAfter the age at which it is fetched again in the background
 * @param keepFor the age up to which it is used while fetches fail
 * @param retryAfter how long the failure of a fetch is returned before the next fetch, when there
 *     is no value
 * @param retryRefreshAfter how long after a failed fetch the next one begins in the background,
 *     when there is a value
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

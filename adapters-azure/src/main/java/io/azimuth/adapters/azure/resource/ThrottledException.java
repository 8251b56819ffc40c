package io.azimuth.adapters.azure.resource;

import java.time.Duration;

/** Azure wants to be left alone for longer than the question may take. */
final class ThrottledException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Duration retryAfter;

  ThrottledException(Duration retryAfter) {
    super("throttled for " + retryAfter);
    this.retryAfter = retryAfter;
  }

  Duration retryAfter() {
    return retryAfter;
  }
}

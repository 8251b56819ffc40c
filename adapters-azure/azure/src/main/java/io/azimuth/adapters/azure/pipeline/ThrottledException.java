package io.azimuth.adapters.azure.pipeline;

import java.time.Duration;

/** Azure wants to be left alone for longer than the question may take. */
public final class ThrottledException extends CallException {
  private static final long serialVersionUID = 1L;

  private final Duration retryAfter;

  ThrottledException(Duration retryAfter) {
    super("throttled for " + retryAfter.toSeconds() + " s");
    this.retryAfter = retryAfter;
  }

  public Duration retryAfter() {
    return retryAfter;
  }
}

package io.azimuth.spi.remote;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/**
 * What is asked for is on its way. Whoever has no thread to lose catches this, and asks again when
 * {@link #settled} completes.
 */
public final class AwaitException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient CompletableFuture<Void> settled;

  AwaitException(CompletableFuture<Void> settled) {
    super("on its way", null, false, false);
    this.settled = Objects.requireNonNull(settled, "settled");
  }

  /** Completes, never exceptionally, when asking again is worth it. */
  public CompletableFuture<Void> settled() {
    return settled;
  }
}

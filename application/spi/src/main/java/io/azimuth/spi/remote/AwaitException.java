package io.azimuth.spi.remote;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/**
 * The requested value is being fetched. A caller that must not block catches this exception and
 * asks again when {@link #settled} completes.
 */
public final class AwaitException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient CompletableFuture<Void> settled;

  AwaitException(CompletableFuture<Void> settled) {
    super("on its way", null, false, false);
    this.settled = Objects.requireNonNull(settled, "settled");
  }

  /** Completes, never exceptionally, when the caller should ask again. */
  public CompletableFuture<Void> settled() {
    return settled;
  }
}

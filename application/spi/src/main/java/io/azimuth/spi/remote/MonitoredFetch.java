package io.azimuth.spi.remote;

import java.util.concurrent.CompletableFuture;

/** The state of a remote value, for status reports. */
public interface MonitoredFetch {

  /** The results of its fetches; makes no call. */
  FetchHistory observed();

  /**
   * Completes, never exceptionally, when the running fetch or one that begins now has ended, with
   * whether it succeeded. Does not block.
   */
  CompletableFuture<Boolean> fetchNow();
}

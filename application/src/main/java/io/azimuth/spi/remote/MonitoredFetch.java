package io.azimuth.spi.remote;

import java.util.concurrent.CompletableFuture;

/** A value of another system, as somebody sees it who only wants to know how it is. */
public interface MonitoredFetch {

  /** What became of its fetches; asks nobody. */
  FetchHistory observed();

  /**
   * Completes, never exceptionally, when the fetch that is under way or begins now has ended, and
   * says whether it went well. Does not block.
   */
  CompletableFuture<Boolean> fetchNow();
}

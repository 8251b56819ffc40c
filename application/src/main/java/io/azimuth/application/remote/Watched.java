package io.azimuth.application.remote;

import java.util.concurrent.CompletableFuture;

/** A value of another system, as somebody sees it who only wants to know how it is. */
public interface Watched {

  /** What became of its fetches; asks nobody. */
  Observation observed();

  /**
   * Completes, never exceptionally, when the fetch that is under way or begins now has ended, and
   * says whether it went well. Does not block.
   */
  CompletableFuture<Boolean> fetchNow();
}

package io.azimuth.application.gateway;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Lets one request at a time commit a new epoch, in the order in which they came. All such commits
 * write the same record, so of two at once one fails; with many at once most of the attempts would,
 * and a slow disk would use up the attempts of some. Other servers on the store are not known here:
 * one request of each competes. Safe for use by many threads.
 */
final class EpochTurns {

  private final Deque<CompletableFuture<Void>> line = new ArrayDeque<>();
  private final AtomicInteger ended = new AtomicInteger();
  private boolean taken;

  /**
   * A turn, which is complete when it has come, perhaps at once. Whoever cancels it leaves the
   * line; whoever got it ends it by {@link #end}.
   */
  synchronized CompletableFuture<Void> take() {
    CompletableFuture<Void> turn = new CompletableFuture<>();
    if (taken) {
      line.add(turn);
    } else {
      taken = true;
      turn.complete(null);
    }
    return turn;
  }

  /** Ends the turn that has come last; the next one comes on this thread. */
  void end() {
    if (ended.getAndIncrement() > 0) {
      return; // within the call below, which sees it
    }
    do {
      callNext();
    } while (ended.decrementAndGet() > 0);
  }

  private void callNext() {
    CompletableFuture<Void> next;
    do {
      next = next();
    } while (!next.complete(null));
  }

  // When nobody waits, nobody is told: the turn is free.
  private synchronized CompletableFuture<Void> next() {
    if (line.isEmpty()) {
      taken = false;
      return new CompletableFuture<>();
    }
    return line.remove();
  }
}

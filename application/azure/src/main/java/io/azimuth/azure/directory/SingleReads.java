package io.azimuth.azure.directory;

import io.azimuth.spi.remote.Deadline;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** Fetches each answer by a call of its own, on a thread of the executor. */
final class SingleReads<A> implements AnswerFetcher<A> {

  private final Executor executor;
  private final Clock clock;

  SingleReads(Executor executor, Clock clock) {
    this.executor = executor;
    this.clock = clock;
  }

  @Override
  public CompletableFuture<FetchedAnswer<A>> fetch(
      CachedQuery<A> question, Deadline deadline, boolean anew) {
    try {
      return CompletableFuture.supplyAsync(() -> put(question, deadline), executor)
          .exceptionally(thrown -> question.unavailable("the question broke: " + thrown))
          .thenApply(this::arrived);
    } catch (RejectedExecutionException e) {
      return CompletableFuture.completedFuture(
          arrived(question.unavailable("too many questions wait for a thread")));
    }
  }

  // After the limit the login that asked has ended: a call that waited so long for a thread is not
  // made.
  private A put(CachedQuery<A> question, Deadline deadline) {
    Duration left = deadline.remaining();
    return left.isZero() ? question.unavailable("no thread was free in time") : question.ask(left);
  }

  private FetchedAnswer<A> arrived(A answer) {
    return new FetchedAnswer<>(answer, clock.instant(), System.nanoTime(), false);
  }
}

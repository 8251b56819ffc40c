package io.azimuth.spi.remote;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * The total time that a caller waits, for all answers together; it runs from the creation of this
 * object. {@link Awaited} waits for an answer within it.
 */
public final class Deadline {

  private final long start;
  private final long deadline;

  private Deadline(long start, long deadline) {
    this.start = start;
    this.deadline = deadline;
  }

  /** Ends after that time. */
  public static Deadline of(Duration time) {
    long start = System.nanoTime();
    return new Deadline(start, start + time.toNanos());
  }

  /** Whether it was created before that moment of {@link System#nanoTime}. */
  public boolean startedBefore(long nanoTime) {
    return start - nanoTime < 0;
  }

  /** The time that is left; zero when it has ended. */
  public Duration remaining() {
    return Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
  }

  /** The same time, limited to that duration from its beginning. */
  public Deadline within(Duration time) {
    return new Deadline(start, Math.min(deadline, start + time.toNanos()));
  }

  /** The same beginning, with this time in all: longer or shorter than now. */
  public Deadline lasting(Duration time) {
    return new Deadline(start, start + time.toNanos());
  }

  /** The time since its beginning. */
  public Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - start);
  }

  /** Completes, never exceptionally, when the work has ended or this time has. */
  public CompletableFuture<Void> firstEnd(CompletableFuture<?> work) {
    CompletableFuture<Void> end = new CompletableFuture<>(); // work may be of a class of a plugin
    var unused = work.whenComplete((value, thrown) -> end.complete(null));
    return end.completeOnTimeout(null, remaining().toNanos(), TimeUnit.NANOSECONDS);
  }
}

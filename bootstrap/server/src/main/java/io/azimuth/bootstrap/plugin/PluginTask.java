package io.azimuth.bootstrap.plugin;

import io.azimuth.spi.remote.Awaited;
import io.azimuth.spi.remote.Deadline;
import java.lang.reflect.UndeclaredThrowableException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Code of a plugin that has one of its threads, or waits in line for one. The submitter waits for
 * its outcome with {@link #await}, or without a thread with {@link #awaited}.
 *
 * @param <T> what the code returns
 */
public final class PluginTask<T> implements Runnable {

  private final PluginThreads threads;
  private final Supplier<T> code;
  private final LongSupplier nanoTime;
  private final long submitted;
  private final CompletableFuture<Outcome<T>> outcome = new CompletableFuture<>();
  private volatile boolean placed;
  private volatile long begun;
  private @Nullable Thread runner; // guarded by this, as the next three
  private boolean late;
  private boolean ended;
  private boolean refused;

  PluginTask(PluginThreads threads, Supplier<T> code, LongSupplier nanoTime) {
    this.threads = threads;
    this.code = code;
    this.nanoTime = nanoTime;
    this.submitted = nanoTime.getAsLong();
  }

  /** What the code did. */
  private record Outcome<T>(Optional<T> value, Optional<Throwable> fault) {}

  /** Gives it a thread. */
  void place() {
    begun = nanoTime.getAsLong();
    placed = true;
  }

  /** Whether it has a thread, and does not wait for one. */
  public boolean hasPlace() {
    return placed;
  }

  /**
   * Ends it without having run: there is no thread for it. The submitter does not know before
   * {@link #tellRefused}. True if it was late.
   */
  synchronized boolean refuse() {
    ended = true;
    refused = true;
    return late;
  }

  private synchronized boolean isRefused() {
    return refused;
  }

  /** Reports to the submitter that it was refused. */
  void tellRefused() {
    outcome.complete(
        new Outcome<>(Optional.empty(), Optional.of((Throwable) new PluginBusyException())));
  }

  @Override
  public void run() {
    Outcome<T> result = new Outcome<>(Optional.empty(), Optional.empty());
    if (begin()) {
      try {
        result = new Outcome<>(Optional.ofNullable(code.get()), Optional.empty());
      } catch (Throwable e) { // also errors: the submitter decides what they mean
        result = new Outcome<>(Optional.empty(), Optional.of(e));
      }
    }
    end(); // first, so that a caller that sees the outcome finds the place free
    outcome.complete(result);
  }

  private synchronized boolean begin() {
    runner = Thread.currentThread();
    return !late;
  }

  private void end() {
    boolean wasLate;
    synchronized (this) {
      ended = true;
      runner = null;
      wasLate = late;
    }
    var unused = Thread.interrupted(); // the interruption was for this code alone
    threads.leave(wasLate);
  }

  /**
   * The outcome; the thread waits for it. For a task that has a thread.
   *
   * @throws PluginLateException if the code does not return in that time
   */
  public T await(Duration patience) {
    try {
      return valueOf(outcome.get(patience.toNanos(), TimeUnit.NANOSECONDS));
    } catch (TimeoutException e) {
      return giveUp(patience, true);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return giveUp(patience, true);
    } catch (ExecutionException e) {
      throw new IllegalStateException("an outcome never fails", e);
    }
  }

  /**
   * The outcome, for which no thread waits. A task that is still in line after {@code turn} leaves
   * it with a {@link PluginBusyException}; one that does not return within {@code patience} ends
   * with a {@link PluginLateException}. Its time in line is a part of its patience.
   */
  public Awaited<T> awaited(Duration turn, Duration patience) {
    return Awaited.ended(outcome, Deadline.of(turn))
        .thenAwait(done -> done ? Awaited.of(valueOf(outcome.join())) : afterTurn(patience));
  }

  private Awaited<T> afterTurn(Duration patience) {
    threads.withdraw(this);
    if (isRefused()) {
      throw new PluginBusyException();
    }
    Duration left = patience.minusNanos(nanoTime.getAsLong() - submitted);
    return Awaited.ended(outcome, Deadline.of(left))
        .then(done -> done ? valueOf(outcome.join()) : giveUp(patience, hadItsTime(patience)));
  }

  // Nearly all of it: a moment in line is no excuse.
  private boolean hadItsTime(Duration patience) {
    Duration ran = Duration.ofNanos(nanoTime.getAsLong() - begun);
    return ran.compareTo(patience.multipliedBy(9).dividedBy(10)) >= 0;
  }

  private T giveUp(Duration patience, boolean hadItsTime) {
    if (threads.countStuck(this)) {
      throw new PluginLateException(patience, hadItsTime, interrupt());
    }
    return valueOf(outcome.join());
  }

  /** Marks it as late; false if it has ended. Its threads call it under their lock. */
  synchronized boolean markLate() {
    late = !ended;
    return late;
  }

  /** Interrupts the late thread, and returns where it is. */
  private synchronized StackTraceElement[] interrupt() {
    if (runner == null) {
      return new StackTraceElement[0];
    }
    StackTraceElement[] where = runner.getStackTrace();
    runner.interrupt();
    return where;
  }

  private T valueOf(Outcome<T> result) {
    if (result.fault().isPresent()) {
      Throwable fault = result.fault().get();
      if (fault instanceof RuntimeException e) {
        throw e;
      }
      if (fault instanceof Error e) {
        throw e;
      }
      throw new UndeclaredThrowableException(fault);
    }
    return result.value().orElseThrow(() -> new IllegalStateException("the code returned nothing"));
  }
}

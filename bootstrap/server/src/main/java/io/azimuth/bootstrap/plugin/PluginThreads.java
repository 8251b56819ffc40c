package io.azimuth.bootstrap.plugin;

import io.azimuth.spi.trace.CurrentSpan;
import java.lang.reflect.UndeclaredThrowableException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A few threads that run code of one plugin, so that the server's own threads never run it: they
 * wait for it, but not longer than they want. A thread that does not come back stays counted, and
 * its place stays taken, until it does.
 */
public final class PluginThreads implements AutoCloseable {

  private static final long KEEP_ALIVE_SECONDS = 30;

  private final int most;
  private final Semaphore places;
  private final AtomicInteger stuck = new AtomicInteger();
  private final ThreadPoolExecutor pool;

  /** Creates a pool without a thread. It never has more threads at work than that. */
  PluginThreads(ThreadFactory factory, int most) {
    this.most = most;
    this.places = new Semaphore(most);
    this.pool =
        new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE, // the places limit it
            KEEP_ALIVE_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            factory);
  }

  /**
   * Runs the code on one of the threads, for the span of this one, and returns or throws what it
   * does. A thread that is late is interrupted.
   *
   * @throws PluginBusyException if no thread is free
   * @throws PluginLateException if the code does not return in that time
   */
  public <T> T call(Duration patience, Supplier<T> code) {
    if (!places.tryAcquire()) {
      throw new PluginBusyException();
    }
    Task<T> task = new Task<>(code);
    boolean begun = false;
    try {
      pool.execute(CurrentSpan.carried(task));
      begun = true;
    } finally {
      if (!begun) { // such as without memory for a thread
        places.release();
      }
    }
    return task.await(patience);
  }

  /** How many threads run code. */
  public int busy() {
    return most - places.availablePermits();
  }

  /** The most threads. */
  public int most() {
    return most;
  }

  /** How many threads are late and still run. */
  public int stuck() {
    return stuck.get();
  }

  @Override
  public void close() {
    pool.shutdownNow();
  }

  /** What the code did. */
  private record Outcome<T>(Optional<T> value, Optional<Throwable> fault) {}

  private final class Task<T> implements Runnable {

    private final Supplier<T> code;
    private final CompletableFuture<Outcome<T>> outcome = new CompletableFuture<>();
    private @Nullable Thread runner;
    private boolean late;
    private boolean ended;

    Task(Supplier<T> code) {
      this.code = code;
    }

    @Override
    public void run() {
      Outcome<T> result = new Outcome<>(Optional.empty(), Optional.empty());
      if (begin()) {
        try {
          result = new Outcome<>(Optional.ofNullable(code.get()), Optional.empty());
        } catch (Throwable e) { // also errors: the thread that waits decides what they mean
          result = new Outcome<>(Optional.empty(), Optional.of(e));
        }
      }
      end(); // first, so that whoever sees the outcome finds the place free
      outcome.complete(result);
    }

    private synchronized boolean begin() {
      runner = Thread.currentThread();
      return !late;
    }

    private synchronized void end() {
      ended = true;
      runner = null;
      if (late) {
        stuck.decrementAndGet();
      }
      var unused = Thread.interrupted(); // the interruption was for this code alone
      places.release();
    }

    T await(Duration patience) {
      try {
        return valueOf(outcome.get(patience.toNanos(), TimeUnit.NANOSECONDS));
      } catch (TimeoutException e) {
        return giveUp(patience);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return giveUp(patience);
      } catch (ExecutionException e) {
        throw new IllegalStateException("an outcome never fails", e);
      }
    }

    private T giveUp(Duration patience) {
      Optional<StackTraceElement[]> where = markLate();
      if (where.isPresent()) {
        throw new PluginLateException(patience, where.get());
      }
      return valueOf(outcome.join());
    }

    /** Where the late thread is; empty if it has ended. */
    private synchronized Optional<StackTraceElement[]> markLate() {
      if (ended) {
        return Optional.empty();
      }
      late = true;
      stuck.incrementAndGet();
      if (runner == null) {
        return Optional.of(new StackTraceElement[0]);
      }
      StackTraceElement[] where = runner.getStackTrace();
      runner.interrupt();
      return Optional.of(where);
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
      return result
          .value()
          .orElseThrow(() -> new IllegalStateException("the code returned nothing"));
    }
  }
}

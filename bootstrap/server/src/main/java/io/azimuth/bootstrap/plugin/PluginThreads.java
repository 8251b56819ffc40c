package io.azimuth.bootstrap.plugin;

import io.azimuth.domain.network.ClientNetwork;
import io.azimuth.spi.thread.OutOfMemory;
import io.azimuth.spi.trace.CurrentSpan;
import io.azimuth.spi.trace.Span;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * A few threads that run code of one plugin, so that the server's own threads never run it. Code
 * for which no thread is free waits in a line, if there is one. A thread that does not come back
 * stays counted, and its place stays taken, until it does.
 */
public final class PluginThreads implements AutoCloseable {

  private static final long KEEP_ALIVE_SECONDS = 30;

  private final int most;
  private final LongSupplier nanoTime;
  private final ThreadPoolExecutor pool;
  private final PluginLine line; // guarded by this, as the next two
  private int taken;
  private int stuck;

  /** Creates a pool without a thread and without a line. */
  PluginThreads(ThreadFactory factory, int most) {
    this(factory, most, 0);
  }

  /**
   * Creates a pool without a thread.
   *
   * @param most how many threads it has at work at a time
   * @param waiting how many tasks may wait for one of them
   */
  PluginThreads(ThreadFactory factory, int most, int waiting) {
    this(factory, most, waiting, System::nanoTime);
  }

  /** The same with a clock of tasks in line, as {@link System#nanoTime} is one. */
  PluginThreads(ThreadFactory factory, int most, int waiting, LongSupplier nanoTime) {
    this.most = most;
    this.nanoTime = nanoTime;
    this.line = new PluginLine(waiting);
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
    PluginTask<T> task = task(code);
    if (!enter(task)) {
      throw new PluginBusyException();
    }
    start(task);
    return task.await(patience);
  }

  /**
   * Begins the code on one of the threads, for the span of this one, or lets it wait for its turn.
   *
   * @param client for whom it runs: clients take turns
   * @throws PluginBusyException if the line has no room for it, or no thread is expected back
   */
  public <T> PluginTask<T> submit(ClientNetwork client, Supplier<T> code) {
    PluginTask<T> task = task(code);
    Entry entry = enter(client, task);
    switch (entry.kind()) {
      case STARTS -> start(task);
      case WAITS -> entry.displaced().ifPresent(PluginTask::tellRefused);
      case REFUSED -> throw new PluginBusyException();
    }
    return task;
  }

  private <T> PluginTask<T> task(Supplier<T> code) {
    Span span = CurrentSpan.get();
    return new PluginTask<>(this, () -> CurrentSpan.during(span, code), nanoTime);
  }

  // No task waits while a thread is free, so this overtakes none.
  private synchronized boolean enter(PluginTask<?> task) {
    if (taken >= most) {
      return false;
    }
    taken++;
    task.place();
    return true;
  }

  /**
   * The decision about a new task.
   *
   * @param displaced the task that left the line for it
   */
  private record Entry(Kind kind, Optional<PluginTask<?>> displaced) {

    enum Kind {
      STARTS,
      WAITS,
      REFUSED
    }

    static Entry of(Kind kind) {
      return new Entry(kind, Optional.empty());
    }
  }

  // In one step: a task that waits is seen by the next thread that becomes free.
  private synchronized Entry enter(ClientNetwork client, PluginTask<?> task) {
    if (enter(task)) {
      return Entry.of(Entry.Kind.STARTS);
    }
    if (stuck >= most) {
      return Entry.of(Entry.Kind.REFUSED);
    }
    Optional<PluginTask<?>> without = line.offer(client, task);
    if (without.isPresent() && without.get().equals(task)) {
      return Entry.of(Entry.Kind.REFUSED);
    }
    without.ifPresent(PluginTask::refuse);
    return new Entry(Entry.Kind.WAITS, without);
  }

  private void start(PluginTask<?> task) {
    boolean begun = false;
    try {
      pool.execute(task);
      begun = true;
    } finally {
      if (!begun) { // such as without memory for a thread
        leave(task.refuse());
        task.tellRefused();
      }
    }
  }

  /** The task needs its thread no more: the next in line gets it. */
  void leave(boolean wasStuck) {
    Optional<PluginTask<?>> next;
    synchronized (this) {
      if (wasStuck) {
        stuck--;
      }
      next = line.poll();
      if (next.isEmpty()) {
        taken--;
      } else {
        next.get().place();
      }
    }
    next.ifPresent(this::startNext);
  }

  private void startNext(PluginTask<?> task) {
    try {
      start(task);
    } catch (RuntimeException | Error e) { // the server stops, or has no memory for a thread
      OutOfMemory.report(e);
    }
  }

  /** Refuses the task if it is still in line. */
  synchronized void withdraw(PluginTask<?> task) {
    if (line.remove(task)) {
      task.refuse();
    }
  }

  /** Counts the thread of the task as stuck; false if the task has ended. */
  synchronized boolean countStuck(PluginTask<?> task) {
    boolean late = task.markLate();
    if (late) {
      stuck++;
    }
    return late;
  }

  /** How many threads run code. */
  public synchronized int busy() {
    return taken;
  }

  /** The most threads. */
  public int most() {
    return most;
  }

  /** How many threads are late and still run. */
  public synchronized int stuck() {
    return stuck;
  }

  /** How many tasks wait for a thread. */
  public synchronized int waiting() {
    return line.size();
  }

  @Override
  public void close() {
    pool.shutdownNow();
  }
}

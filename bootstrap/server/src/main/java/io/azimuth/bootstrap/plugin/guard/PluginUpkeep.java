package io.azimuth.bootstrap.plugin.guard;

import io.azimuth.bootstrap.plugin.PluginBusyException;
import io.azimuth.bootstrap.plugin.PluginLateException;
import io.azimuth.bootstrap.plugin.PluginOrigin;
import io.azimuth.bootstrap.plugin.PluginThreads;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.metrics.Measurement;
import io.azimuth.spi.metrics.MetricSource;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Runs what the server itself asks of a plugin: starts, upkeep of mounts, figures, the stop. */
final class PluginUpkeep implements AutoCloseable {

  private static final Duration PREPARE = Duration.ofSeconds(5);
  private static final Duration STOP = Duration.ofSeconds(5);
  private static final Duration SHORT = Duration.ofSeconds(1);
  private static final Duration BREAK = Duration.ofMinutes(1);
  private static final int THREADS = 4;

  private final FaultContainment faults;
  private final GuardLog log;
  private final Supplier<RefusedException> late;
  private final Consumer<Runnable> leading;
  private final PluginThreads threads;
  private final PluginThreads closing;
  private final AtomicLong silentUntil = new AtomicLong(System.nanoTime());
  private final AtomicLong breakUntil = new AtomicLong(System.nanoTime());

  /**
   * Creates the threads of a plugin for this.
   *
   * @param name begins the names of threads
   * @param late what an operator is told when the plugin is late
   * @param leading runs work of the leader on the thread that calls it
   */
  PluginUpkeep(
      PluginOrigin origin,
      String name,
      FaultContainment faults,
      GuardLog log,
      Supplier<RefusedException> late,
      Consumer<Runnable> leading) {
    this.threads = origin.threads(name + "-upkeep", THREADS);
    this.closing = origin.threads(name + "-close", 1);
    this.faults = faults;
    this.log = log;
    this.late = late;
    this.leading = leading;
  }

  /** Runs code for the start or the stop of the server. */
  <T> T call(String place, Supplier<T> code) {
    return faults.call(place, PluginOrigin.START, threads, code);
  }

  /** Runs code without a result for the start or the stop of the server. */
  void run(String place, Runnable code) {
    var unused = call(place, done(code));
  }

  /**
   * Lets the plugin report on a mount that is disabled; true if it did. A plugin that is broken is
   * the reason to disable the mount, so one that fails is passed over, and one that was late is not
   * asked when the operator tries again.
   *
   * @throws RefusedException with {@code OVERLOADED} if the code is late
   */
  boolean report(Runnable code) {
    if (silentUntil.get() - System.nanoTime() > 0) {
      return false;
    }
    try {
      return faults.call("disabled", PREPARE, threads, done(code));
    } catch (PluginBusyException | PluginFailedException | ServiceException e) {
      log.failed("disabled", e);
      return false;
    } catch (PluginLateException e) {
      silentUntil.set(System.nanoTime() + BREAK.toNanos());
      throw late.get();
    }
  }

  /** Stops the plugin, on a thread that nothing else can hold. */
  void stop(Runnable code) {
    var unused = faults.call("close", STOP, closing, done(code));
  }

  /** Prepares a mount; skipped for a while after such work was late. */
  void prepare(Runnable code) {
    unlessLate("prepare", PREPARE, code);
  }

  /** Maintains a mount as the leader; skipped for a while after such work was late. */
  void maintain(Runnable code) {
    unlessLate("maintain", SHORT, () -> leading.accept(code));
  }

  // Other mounts wait for this one, so one that is late is not asked again soon.
  private void unlessLate(String place, Duration patience, Runnable code) {
    if (breakUntil.get() - System.nanoTime() > 0) {
      return;
    }
    try {
      var unused = faults.call(place, patience, threads, done(code));
    } catch (PluginLateException | PluginBusyException e) {
      breakUntil.set(System.nanoTime() + BREAK.toNanos());
    }
  }

  /**
   * Begins to end the secret of a lease. A failure is logged, and its sentence is for the operator.
   *
   * @throws ServiceException if the plugin fails at once
   */
  <T> T end(String place, Supplier<T> code) {
    try {
      return faults.call(place, SHORT, threads, code);
    } catch (PluginFailedException | PluginLateException | PluginBusyException e) {
      throw faults.told(place, e);
    }
  }

  /** What a source measures; nothing when it fails. */
  List<Measurement> measure(MetricSource source) {
    try {
      return faults.call("measure", SHORT, threads, () -> List.copyOf(source.measure()));
    } catch (RuntimeException e) {
      log.failed("measure", faults.safe("measure", e));
      return List.of();
    }
  }

  private static Supplier<Boolean> done(Runnable code) {
    return () -> {
      code.run();
      return true;
    };
  }

  /** How many threads do not come back. */
  int stuck() {
    return threads.stuck();
  }

  @Override
  public void close() {
    threads.close();
    closing.close();
  }
}

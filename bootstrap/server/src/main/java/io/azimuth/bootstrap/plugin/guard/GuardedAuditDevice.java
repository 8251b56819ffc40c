package io.azimuth.bootstrap.plugin.guard;

import io.azimuth.application.port.audit.AuditDevice;
import io.azimuth.bootstrap.plugin.PluginBusyException;
import io.azimuth.bootstrap.plugin.PluginLateException;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.api.JsonForm;
import io.azimuth.spi.api.JsonText;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.audit.AuditSink;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An audit device whose lines go to a sink of a plugin. The sink gets one call at a time. While one
 * runs, the lines of other threads are collected; the next call brings all of them. A call that is
 * late counts as failed, and the sink is left alone for a while, so that requests do not wait for
 * it one after the other.
 */
final class GuardedAuditDevice implements AuditDevice {

  private static final Logger LOG = LoggerFactory.getLogger(GuardedAuditDevice.class);
  private static final Duration QUIET = Duration.ofMinutes(1);

  private final String name;
  private final Supplier<AuditSink> opening;
  private final PluginGuard guard;
  private final Patience patience;
  private final ReentrantLock turn = new ReentrantLock();
  private final AtomicBoolean inside = new AtomicBoolean();
  private final AtomicBoolean reopenDue = new AtomicBoolean();
  private final Object gate = new Object();
  private Lines gathering = new Lines(); // guarded by gate
  private @Nullable AuditSink sink; // guarded by this, as closed
  private boolean closed;
  private volatile long restUntil = System.nanoTime(); // written in turn
  private long quietUntil = System.nanoTime(); // in turn

  /**
   * A device that opens its sink with the first record.
   *
   * @param name of the device
   * @param opening asks the plugin for the sink
   * @param guard runs the code of the plugin
   */
  GuardedAuditDevice(
      String name, Supplier<AuditSink> opening, PluginGuard guard, Patience patience) {
    this.name = name;
    this.opening = opening;
    this.guard = guard;
    this.patience = patience;
  }

  /**
   * How long the plugin may take.
   *
   * @param call for one call, and for waiting until those of others have ended
   * @param rest how long a sink that was late gets no lines
   */
  record Patience(Duration call, Duration rest) {

    static final Patience STANDARD = new Patience(Duration.ofSeconds(2), Duration.ofSeconds(5));
  }

  /** Lines that go to the sink together, and the result for all of them. Used in turn but lines. */
  private static final class Lines {

    private final List<byte[]> all = new ArrayList<>(); // guarded by gate until they are delivered
    private boolean settled;
    private Optional<RuntimeException> failure = Optional.empty();
  }

  @Override
  public void write(Value.Obj auditRecord) {
    byte[] line = JsonText.of(auditRecord, JsonForm.RECORD).getBytes(StandardCharsets.US_ASCII);
    Lines lines;
    synchronized (gate) {
      lines = gathering;
      lines.all.add(line);
    }
    awaitTurn();
    try {
      if (!lines.settled) { // else the thread before took this line along
        deliver(lines);
      }
    } finally {
      turn.unlock();
    }
    lines.failure.ifPresent(
        thrown -> {
          throw thrown;
        });
  }

  private void awaitTurn() {
    try {
      if (!turn.tryLock(patience.call().toNanos(), TimeUnit.NANOSECONDS)) {
        throw failed("takes too long for other records");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed("was interrupted");
    }
  }

  private void deliver(Lines lines) {
    synchronized (gate) {
      gathering = new Lines();
    }
    lines.failure = Optional.of(failed("was cut off")); // by an error, unless it ends otherwise
    lines.settled = true;
    try {
      call("write", () -> take(List.copyOf(lines.all)));
      lines.failure = Optional.empty();
    } catch (ServiceException | RefusedException e) {
      lines.failure = Optional.of(e);
    }
  }

  // On a thread of the plugin. No request may wait for it any more.
  private void take(List<byte[]> lines) {
    boolean due = reopenDue.getAndSet(false);
    Optional<AuditSink> before = sink();
    if (due) {
      before.ifPresent(this::openAnew);
    }
    before.orElseGet(this::opened).write(lines);
  }

  // After a failure the lines go to where they went before.
  private void openAnew(AuditSink open) {
    try {
      var unused =
          guard
              .faults()
              .run(
                  "reopen",
                  () -> {
                    open.reopen();
                    return open;
                  });
    } catch (RuntimeException e) {
      LOG.error("audit device cannot be opened anew, path={}", name, e);
    }
  }

  private synchronized Optional<AuditSink> sink() {
    return Optional.ofNullable(sink);
  }

  private AuditSink opened() {
    AuditSink fresh = opening.get();
    synchronized (this) {
      if (!closed) {
        sink = fresh;
        return fresh;
      }
    }
    fresh.close();
    throw failed("is closed");
  }

  /**
   * Calls the plugin unless an earlier call has not returned.
   *
   * @throws ServiceException with {@code AUDIT_FAILED} if that failed
   * @throws RefusedException if the plugin refuses the options of the device
   */
  private void call(String place, Runnable code) {
    requireOpen();
    if (restUntil - System.nanoTime() > 0) {
      throw failed("did not answer in time and gets no records for a while");
    }
    if (!inside.compareAndSet(false, true)) {
      throw failed("has not returned from an earlier record");
    }
    AtomicBoolean settled = new AtomicBoolean(); // begun, or given up before
    try {
      var unused =
          guard.within(
              place,
              patience.call(),
              () -> {
                if (settled.compareAndSet(false, true)) {
                  try {
                    code.run();
                  } finally {
                    inside.set(false);
                  }
                }
                return settled;
              });
    } catch (RefusedException | ServiceException e) {
      throw e;
    } catch (PluginLateException e) {
      restUntil = System.nanoTime() + patience.rest().toNanos();
      throw failed("did not answer within " + patience.call().toMillis() + " ms");
    } catch (PluginBusyException e) {
      throw failed("has no thread left");
    } catch (RuntimeException e) { // also what only handlers of requests may throw
      report(e);
      throw failed(
          e instanceof PluginFailedException ? "has failed: " + e.getMessage() : "has failed");
    } finally {
      if (settled.compareAndSet(false, true)) {
        inside.set(false);
      }
    }
  }

  private void report(RuntimeException fault) {
    if (quietUntil - System.nanoTime() <= 0) {
      quietUntil = System.nanoTime() + QUIET.toNanos();
      LOG.error("audit device of a plugin failed, path={}", name, fault);
    }
  }

  private synchronized void requireOpen() {
    if (closed) {
      throw failed("is closed");
    }
  }

  private ServiceException failed(String how) {
    return new ServiceException(
        ErrorCode.AUDIT_FAILED,
        "the plugin " + guard.type() + " of audit device " + name + " " + how);
  }

  /** Comes with the next line, so that other devices do not wait for a plugin that is slow. */
  @Override
  public Optional<String> reopen() {
    reopenDue.set(true);
    return Optional.empty();
  }

  /** Does not wait for a call that has not returned. */
  @Override
  public void close() {
    Optional<AuditSink> open;
    synchronized (this) {
      closed = true;
      open = Optional.ofNullable(sink);
      sink = null;
    }
    open.ifPresent(this::end);
  }

  private void end(AuditSink open) {
    try {
      var unused =
          guard.within(
              "close",
              patience.call(),
              () -> {
                open.close();
                return open;
              });
    } catch (RuntimeException e) { // whatever a plugin does, the device is gone
      LOG.warn("audit device of a plugin closed with an error, path={}", name, e);
    }
  }
}

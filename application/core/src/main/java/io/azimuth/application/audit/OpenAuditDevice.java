package io.azimuth.application.audit;

import io.azimuth.application.port.audit.AuditDevice;
import io.azimuth.application.port.audit.AuditDeviceFactory;
import io.azimuth.application.port.audit.AuditDeviceSpec;
import io.azimuth.application.port.audit.RecordOptions;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.metrics.Measurement;
import io.azimuth.spi.remote.MinInterval;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An enabled device. One that cannot be opened is tried again at each record: otherwise a server
 * whose only device was repaired would go on refusing everything.
 */
final class OpenAuditDevice {

  private static final Logger LOG = LoggerFactory.getLogger(OpenAuditDevice.class);

  private static final Duration ROOM_CHECKS = Duration.ofSeconds(10);

  private final AuditDeviceSpec spec;
  private final Optional<AuditDeviceFactory> factory;
  private final AuditRecordLayout layout;
  private final AuditDeviceHealth health;
  private final AuditQueue queue;
  private final String whyAbsent;
  private final MinInterval roomChecks = new MinInterval(ROOM_CHECKS);
  private Optional<AuditDevice> device = Optional.empty();
  private boolean closed;

  OpenAuditDevice(
      AuditDeviceSpec spec, Optional<AuditDeviceFactory> factory, AuditExecutor threads) {
    this(spec, factory, threads, "it is closed, or of no known type");
  }

  private OpenAuditDevice(
      AuditDeviceSpec spec,
      Optional<AuditDeviceFactory> factory,
      AuditExecutor threads,
      String whyAbsent) {
    this.spec = spec;
    this.whyAbsent = whyAbsent;
    this.factory = factory;
    this.queue = new AuditQueue(threads);
    this.layout =
        new AuditRecordLayout(new SaltedHash(spec.salt()), RecordOptions.of(spec.options()));
    this.health = new AuditDeviceHealth(spec.path());
  }

  /**
   * A device whose record is gone although it was not disabled. It takes no records, as one that
   * fails.
   */
  static OpenAuditDevice gone(AuditDeviceSpec spec, AuditExecutor threads, Instant now) {
    OpenAuditDevice gone =
        new OpenAuditDevice(
            spec,
            Optional.empty(),
            threads,
            "its record is gone from the store, and sys/audit did not remove it");
    gone.health.failed(gone.whyAbsent, now);
    return gone;
  }

  AuditDeviceSpec spec() {
    return spec;
  }

  List<Measurement> measure() {
    List<Measurement> all = new ArrayList<>(health.measure());
    all.add(
        Measurement.gauge(
            "azimuth_audit_queue_records",
            "Records that wait for the audit device.",
            Map.of("device", spec.path()),
            queue.size()));
    return all;
  }

  /** Returns whether the device took the record. */
  boolean write(AuditedExchange exchange, Instant now) {
    return attempt(now, device -> device.write(layout.render(exchange, now)));
  }

  private boolean attempt(Instant now, Consumer<AuditDevice> writing) {
    try {
      Optional<AuditDevice> open = device();
      if (open.isEmpty()) {
        health.failed(whyAbsent, now);
        return false;
      }
      writing.accept(open.get());
      health.succeeded();
      if (roomChecks.tryAcquire(now)) {
        health.found(open.get().room(), now);
        health.placed(open.get().isDisplaced(), now);
      }
      return true;
    } catch (RefusedException e) {
      health.failed("it cannot be opened: " + String.join("; ", e.refusal().errors()), now);
    } catch (ServiceException e) {
      health.failed(e.detail(), now);
    }
    return false;
  }

  /**
   * Writes behind the records that wait. Does not block.
   *
   * @return whether the device took the record
   */
  CompletableFuture<Boolean> writeSoon(AuditedExchange exchange, Instant now) {
    try {
      return CompletableFuture.supplyAsync(() -> write(exchange, now), queue);
    } catch (RejectedExecutionException e) {
      health.failed("too many records wait for it", now);
      return CompletableFuture.completedFuture(false);
    }
  }

  boolean isFailing() {
    return health.isFailing();
  }

  /** Writes a record of no request, which shows whether the device takes records. */
  void trySoon(String id, Instant now) {
    try {
      queue.execute(() -> attempt(now, device -> device.write(AuditRecordLayout.trial(id, now))));
    } catch (RejectedExecutionException e) {
      LOG.debug("audit device hangs, path={}", spec.path());
    }
  }

  private synchronized Optional<AuditDevice> device() {
    if (device.isEmpty() && !closed) {
      device = factory.map(one -> one.open(spec));
    }
    return device;
  }

  /** Returns why it could not be opened anew, if it could not. */
  synchronized Optional<String> reopen() {
    return device.flatMap(AuditDevice::reopen);
  }

  /** Closes the device behind the records that wait. Does not block. */
  void closeSoon() {
    try {
      queue.execute(this::close);
    } catch (RejectedExecutionException e) {
      LOG.warn("audit device hangs and stays open, path={}", spec.path());
    }
  }

  synchronized void close() {
    closed = true;
    device.ifPresent(AuditDevice::close);
  }
}

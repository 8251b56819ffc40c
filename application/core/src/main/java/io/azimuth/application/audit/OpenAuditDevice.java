package io.azimuth.application.audit;

import io.azimuth.application.port.audit.AuditDevice;
import io.azimuth.application.port.audit.AuditDeviceFactory;
import io.azimuth.application.port.audit.AuditDeviceSpec;
import io.azimuth.application.port.audit.RecordOptions;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.metrics.Measurement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An enabled device. One that cannot be opened is tried again at each record: otherwise a server
 * whose only device was repaired would go on refusing everything.
 */
final class OpenAuditDevice {

  private final AuditDeviceSpec spec;
  private final Optional<AuditDeviceFactory> factory;
  private final AuditRecordLayout layout;
  private final AuditDeviceHealth health;
  private Optional<AuditDevice> device = Optional.empty();
  private boolean closed;

  OpenAuditDevice(AuditDeviceSpec spec, Optional<AuditDeviceFactory> factory) {
    this.spec = spec;
    this.factory = factory;
    this.layout =
        new AuditRecordLayout(new SaltedHash(spec.salt()), RecordOptions.of(spec.options()));
    this.health = new AuditDeviceHealth(spec.path());
  }

  AuditDeviceSpec spec() {
    return spec;
  }

  List<Measurement> measure() {
    return health.measure();
  }

  /** Returns whether the device took the record. */
  boolean write(AuditedExchange exchange, Instant now) {
    try {
      Optional<AuditDevice> open = device();
      if (open.isEmpty()) {
        health.failed("it is closed, or of no known type", now);
        return false;
      }
      open.get().write(layout.render(exchange, now));
      health.succeeded();
      return true;
    } catch (RefusedException e) {
      health.failed("it cannot be opened: " + String.join("; ", e.refusal().errors()), now);
    } catch (ServiceException e) {
      health.failed(e.detail(), now);
    }
    return false;
  }

  private synchronized Optional<AuditDevice> device() {
    if (device.isEmpty() && !closed) {
      device = factory.map(one -> one.open(spec));
    }
    return device;
  }

  synchronized void reopen() {
    device.ifPresent(AuditDevice::reopen);
  }

  synchronized void close() {
    closed = true;
    device.ifPresent(AuditDevice::close);
  }
}

package io.azimuth.application.audit;

import io.azimuth.application.api.RefusedException;
import io.azimuth.application.port.audit.AuditDevice;
import io.azimuth.application.port.audit.AuditDeviceFactory;
import io.azimuth.application.port.audit.AuditDeviceSpec;
import io.azimuth.domain.error.ServiceException;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An enabled device. One that cannot be opened is tried again at each record: else a server that
 * found its only device in need of repair would refuse everything, repaired or not.
 */
final class OpenAuditDevice {

  private static final Logger LOG = LoggerFactory.getLogger(OpenAuditDevice.class);

  private final AuditDeviceSpec spec;
  private final Optional<AuditDeviceFactory> factory;
  private final AuditRecordLayout layout;
  private Optional<AuditDevice> device = Optional.empty();
  private boolean closed;

  OpenAuditDevice(AuditDeviceSpec spec, Optional<AuditDeviceFactory> factory) {
    this.spec = spec;
    this.factory = factory;
    this.layout = new AuditRecordLayout(new SaltedHash(spec.salt()));
  }

  AuditDeviceSpec spec() {
    return spec;
  }

  /** Whether the device took the record. */
  boolean takes(AuditedExchange exchange, Instant now) {
    try {
      Optional<AuditDevice> open = device();
      open.ifPresent(there -> there.write(layout.lay(exchange, now)));
      return open.isPresent();
    } catch (RefusedException e) {
      LOG.error(
          "audit device cannot be opened, path={}: {}; while no device takes records, every request"
              + " is refused",
          spec.path(),
          String.join("; ", e.refusal().errors()));
      return false;
    } catch (ServiceException e) {
      LOG.error("audit device failed, path={}: {}", spec.path(), e.getMessage());
      return false;
    }
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

package io.azimuth.adapters.storage.audit;

import io.azimuth.application.port.audit.AuditDevice;
import io.azimuth.spi.api.Value;
import java.util.Optional;

/**
 * Accepts every record and keeps none. For measurements, and for clients that need an enabled
 * device.
 */
final class DiscardingAuditDevice implements AuditDevice {

  @Override
  public void write(Value.Obj auditRecord) {}

  @Override
  public Optional<String> reopen() {
    return Optional.empty();
  }

  @Override
  public void close() {}
}

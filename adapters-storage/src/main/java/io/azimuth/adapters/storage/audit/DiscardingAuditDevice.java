package io.azimuth.adapters.storage.audit;

import io.azimuth.application.port.audit.AuditDevice;
import io.azimuth.spi.api.Value;

/** Takes every record and keeps none: for measurements, and for what wants a device enabled. */
final class DiscardingAuditDevice implements AuditDevice {

  @Override
  public void write(Value.Obj auditRecord) {}

  @Override
  public void reopen() {}

  @Override
  public void close() {}
}

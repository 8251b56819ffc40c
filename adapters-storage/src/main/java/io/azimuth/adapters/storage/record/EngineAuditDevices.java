package io.azimuth.adapters.storage.record;

import io.azimuth.application.port.audit.AuditDeviceSpec;
import io.azimuth.application.port.store.AuditDeviceRecords;
import java.util.List;

/** Audit devices at {@code audit/<path>}. */
final class EngineAuditDevices implements AuditDeviceRecords {

  private final Records records;

  EngineAuditDevices(Records records) {
    this.records = records;
  }

  @Override
  public List<AuditDeviceSpec> all() {
    return records.all(Keys.AUDIT_DEVICES, AuditDeviceCodec.INSTANCE);
  }

  @Override
  public void put(AuditDeviceSpec device) {
    records.put(Keys.auditDevice(device.path()), AuditDeviceCodec.INSTANCE, device);
  }

  @Override
  public void remove(String path) {
    records.remove(Keys.auditDevice(path));
  }
}

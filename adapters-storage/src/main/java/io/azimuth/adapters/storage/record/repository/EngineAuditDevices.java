package io.azimuth.adapters.storage.record.repository;

import io.azimuth.adapters.storage.record.access.RecordKeys;
import io.azimuth.adapters.storage.record.access.Records;
import io.azimuth.adapters.storage.record.codec.AuditDeviceCodec;
import io.azimuth.application.port.audit.AuditDeviceSpec;
import io.azimuth.application.port.store.AuditDeviceRecords;
import java.util.List;

/** Audit devices at {@code audit/<path>}. */
public final class EngineAuditDevices implements AuditDeviceRecords {

  private final Records records;

  /** Over the records of one unit of work. */
  public EngineAuditDevices(Records records) {
    this.records = records;
  }

  @Override
  public List<AuditDeviceSpec> all() {
    return records.all(RecordKeys.AUDIT_DEVICES, AuditDeviceCodec.INSTANCE);
  }

  @Override
  public void put(AuditDeviceSpec device) {
    records.put(RecordKeys.auditDevice(device.path()), AuditDeviceCodec.INSTANCE, device);
  }

  @Override
  public void remove(String path) {
    records.remove(RecordKeys.auditDevice(path));
  }
}

package io.azimuth.adapters.storage.record.repository;

import io.azimuth.adapters.storage.record.access.RecordKeys;
import io.azimuth.adapters.storage.record.access.Records;
import io.azimuth.adapters.storage.record.codec.AuditDeviceCodec;
import io.azimuth.application.port.audit.AuditDeviceSpec;
import io.azimuth.application.port.store.AuditDeviceRecords;
import io.azimuth.application.port.store.EnabledDevices;
import java.util.List;
import java.util.Optional;

/**
 * Audit devices at {@code audit/<path>}, and the list of their paths in the record of the epoch.
 */
public final class EngineAuditDevices implements AuditDeviceRecords {

  private final Records records;
  private final EpochRecord epoch;

  /** Over the records of one unit of work. */
  public EngineAuditDevices(Records records, EpochRecord epoch) {
    this.records = records;
    this.epoch = epoch;
  }

  @Override
  public List<AuditDeviceSpec> all() {
    EnabledDevices listed = epoch.devices();
    return stored().stream().filter(device -> listed.admits(device.path())).toList();
  }

  private List<AuditDeviceSpec> stored() {
    return records.all(RecordKeys.AUDIT_DEVICES, AuditDeviceCodec.INSTANCE);
  }

  private List<String> present() {
    return stored().stream().map(AuditDeviceSpec::path).toList();
  }

  @Override
  public List<String> gone() {
    List<String> missing = epoch.devices().missing(present());
    // The listing is younger than the epoch: what was removed since then is in the next one.
    return missing.isEmpty() || epoch.isCurrent() ? missing : List.of();
  }

  @Override
  public boolean isListed() {
    return epoch.devices().isListed();
  }

  @Override
  public void put(AuditDeviceSpec device) {
    records.put(RecordKeys.auditDevice(device.path()), AuditDeviceCodec.INSTANCE, device);
    epoch.begin(listed -> listed.with(device.path(), present()));
  }

  @Override
  public void remove(String path) {
    records.remove(RecordKeys.auditDevice(path));
    epoch.begin(listed -> listed.without(path, present()));
  }

  @Override
  public void listNone() {
    epoch.begin(listed -> EnabledDevices.NONE);
  }

  @Override
  public boolean listPresent() {
    if (isListed()) {
      return false;
    }
    epoch.begin(listed -> new EnabledDevices(Optional.of(present())));
    return true;
  }
}

package io.azimuth.application.port.store;

import io.azimuth.application.port.audit.AuditDeviceSpec;
import java.util.List;

/** The audit devices that operators enabled, by their path of 1 to 512 bytes. */
public interface AuditDeviceRecords {

  /** All devices, in order of their path. */
  List<AuditDeviceSpec> all();

  /** Stages a device, new or changed. */
  void put(AuditDeviceSpec device);

  /** Stages the removal of a device. */
  void remove(String path);
}

package io.azimuth.application.port.store;

import io.azimuth.application.port.audit.AuditDeviceSpec;
import java.util.List;

/**
 * The audit devices that operators enabled, by their path of 1 to 512 bytes. The record of the
 * epoch lists their paths, so that a device whose record is gone is known to be missing. A store of
 * an earlier version has no list until its first device is changed or {@link #listPresent} makes
 * one.
 */
public interface AuditDeviceRecords {

  /** Is in the list when the list itself was gone: then it is unknown which devices there were. */
  String UNKNOWN = "unknown-devices";

  /**
   * All devices, in order of their path; with a list, only those that it names. The list is read by
   * its key, so it becomes a precondition.
   */
  List<AuditDeviceSpec> all();

  /**
   * The paths of devices that were not disabled and whose records are gone, in order; {@link
   * #UNKNOWN} when the list itself is gone. Empty while the devices change, and in a store without
   * a list.
   */
  List<String> gone();

  /** Whether the store lists its devices. */
  boolean isListed();

  /** Stages a device, new or changed, and begins an epoch. */
  void put(AuditDeviceSpec device);

  /** Stages the removal of a device, also of one whose record is gone, and begins an epoch. */
  void remove(String path);

  /** Stages the list of a new store, which has no device, and begins its first epoch. */
  void listNone();

  /**
   * Stages the list of the devices that are there, in a store of an earlier version, and begins an
   * epoch.
   *
   * @return false when the store has a list, or lost it, and nothing was staged
   */
  boolean listPresent();
}

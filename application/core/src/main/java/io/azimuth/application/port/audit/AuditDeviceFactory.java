package io.azimuth.application.port.audit;

/** Opens audit devices of one type. */
public interface AuditDeviceFactory {

  /** The type of device that it opens, as operators write it. */
  String type();

  /**
   * Opens the device.
   *
   * @throws io.azimuth.spi.api.RefusedException when an option is missing, unknown or not allowed,
   *     or the file cannot be opened
   */
  AuditDevice open(AuditDeviceSpec device);
}

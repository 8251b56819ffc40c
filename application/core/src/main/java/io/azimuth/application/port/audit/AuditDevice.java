package io.azimuth.application.port.audit;

import io.azimuth.spi.api.Value;

/** Writes audit records. Safe for use by many threads. */
public interface AuditDevice extends AutoCloseable {

  /**
   * Writes one record as a JSON line.
   *
   * @throws io.azimuth.domain.error.ServiceException with {@code AUDIT_FAILED} when the device did
   *     not accept it
   */
  void write(Value.Obj auditRecord);

  /** Opens its file again, after the file was renamed or removed. */
  void reopen();

  @Override
  void close();
}

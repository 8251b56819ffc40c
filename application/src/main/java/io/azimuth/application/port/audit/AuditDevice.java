package io.azimuth.application.port.audit;

import io.azimuth.spi.api.Value;

/** Takes audit records. Safe for use by many threads. */
public interface AuditDevice extends AutoCloseable {

  /**
   * Writes one record as a JSON line.
   *
   * @throws io.azimuth.domain.error.ServiceException with {@code AUDIT_FAILED} when the device did
   *     not take it
   */
  void write(Value.Obj auditRecord);

  /** Opens its file anew, after somebody moved it away. */
  void reopen();

  @Override
  void close();
}

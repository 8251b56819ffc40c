package io.azimuth.application.port.audit;

import io.azimuth.spi.api.Value;
import java.util.Optional;

/** Writes audit records. Safe for use by many threads. */
public interface AuditDevice extends AutoCloseable {

  /**
   * Writes one record as a JSON line, whole and behind those that were written before it. After a
   * failure the next record is tried anew.
   *
   * @throws io.azimuth.domain.error.ServiceException with {@code AUDIT_FAILED} when the device did
   *     not accept it
   * @throws io.azimuth.spi.api.RefusedException when it is opened with this record, and an option
   *     is missing, unknown or not allowed
   */
  void write(Value.Obj auditRecord);

  /** The room on the volume of the device; empty when it has none, or none that is known. */
  default Optional<VolumeRoom> room() {
    return Optional.empty();
  }

  /**
   * Whether its file is no longer at its path, because somebody moved, removed or replaced it;
   * records still go into the file that was there.
   */
  default boolean isDisplaced() {
    return false;
  }

  /**
   * Opens its file anew, after somebody moved it away; no record is lost.
   *
   * @return if that failed, a sentence for the operator with the reason; the next record tries
   *     again
   */
  Optional<String> reopen();

  /** Ends the device; calling it again does nothing. */
  @Override
  void close();
}

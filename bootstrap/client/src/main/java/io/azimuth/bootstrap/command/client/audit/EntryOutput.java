package io.azimuth.bootstrap.command.client.audit;

import io.azimuth.bootstrap.auditlog.AuditEntry;

/** Prints the records that were found. */
interface EntryOutput {

  /** Prints a record, at once or later. */
  void accept(AuditEntry entry);

  /** Prints what was kept back. More records may follow. */
  void flush();
}

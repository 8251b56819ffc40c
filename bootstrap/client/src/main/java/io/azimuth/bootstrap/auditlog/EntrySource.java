package io.azimuth.bootstrap.auditlog;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/** Gives matching records one after another. */
interface EntrySource extends Closeable {

  /** The next matching record; empty at the present end. */
  Optional<AuditEntry> next() throws IOException;
}

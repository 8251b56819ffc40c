package io.azimuth.bootstrap.command.client.audit;

import io.azimuth.bootstrap.auditlog.AuditEntry;
import io.azimuth.bootstrap.client.Printable;
import java.io.PrintWriter;

/** Prints each record on a line, as it is in the file. */
final class EntryLines implements EntryOutput {

  private final PrintWriter out;

  EntryLines(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void accept(AuditEntry entry) {
    out.println(Printable.of(entry.line()));
  }

  @Override
  public void flush() {
    out.flush();
  }
}

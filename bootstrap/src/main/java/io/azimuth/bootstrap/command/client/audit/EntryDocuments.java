package io.azimuth.bootstrap.command.client.audit;

import io.azimuth.bootstrap.auditlog.AuditEntry;
import io.azimuth.bootstrap.client.output.Printer;
import java.io.PrintWriter;
import java.util.List;

/** Prints each record as a document of YAML. */
final class EntryDocuments implements EntryOutput {

  private final PrintWriter out;
  private final Printer printer;

  EntryDocuments(PrintWriter out, Printer printer) {
    this.out = out;
    this.printer = printer;
  }

  @Override
  public void accept(AuditEntry entry) {
    out.println("---");
    printer.print(entry.content(), List.of());
  }

  @Override
  public void flush() {
    out.flush();
  }
}

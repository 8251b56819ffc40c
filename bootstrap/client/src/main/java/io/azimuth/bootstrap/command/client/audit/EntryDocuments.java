package io.azimuth.bootstrap.command.client.audit;

import io.azimuth.bootstrap.auditlog.AuditEntry;
import io.azimuth.bootstrap.client.Printable;
import io.azimuth.bootstrap.client.output.YamlText;
import java.io.PrintWriter;

/** Prints each record as a document of YAML. */
final class EntryDocuments implements EntryOutput {

  private final PrintWriter out;

  EntryDocuments(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void accept(AuditEntry entry) {
    out.println("---");
    out.print(Printable.of(YamlText.of(entry.content())));
  }

  @Override
  public void flush() {
    out.flush();
  }
}

package io.azimuth.bootstrap.auditlog;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** Reads the matching records of one stream. */
final class EntryReader implements EntrySource {

  private final String name;
  private final BoundedLines lines;
  private final List<EntryFilter> filters;
  private final LogNotes notes;

  EntryReader(String name, InputStream in, List<EntryFilter> filters, LogNotes notes) {
    this.name = name;
    this.lines = new BoundedLines(in);
    this.filters = List.copyOf(filters);
    this.notes = notes;
  }

  /** The next matching record of a whole line; empty at the present end. */
  @Override
  public Optional<AuditEntry> next() throws IOException {
    while (true) {
      switch (lines.next()) {
        case END -> {
          return Optional.empty();
        }
        case TOO_LONG ->
            notes.skipped(
                name,
                lines.number(),
                "a line of more than " + BoundedLines.MOST_BYTES + " bytes is no audit record");
        case LINE -> {
          Optional<AuditEntry> entry = matching();
          if (entry.isPresent()) {
            return entry;
          }
        }
      }
    }
  }

  /** The record of a last line that has no line end, if it matches. */
  Optional<AuditEntry> rest() {
    return lines.rest() ? matching() : Optional.empty();
  }

  /** How many bytes of the stream were read. */
  long position() {
    return lines.position();
  }

  private Optional<AuditEntry> matching() {
    for (EntryFilter filter : filters) {
      if (!lines.mayMatch(filter)) {
        return Optional.empty();
      }
    }
    if (lines.isBlank()) {
      return Optional.empty();
    }
    Optional<AuditEntry> entry = AuditEntry.parse(lines.text());
    if (entry.isEmpty()) {
      notes.skipped(name, lines.number(), "not an audit record");
    }
    return entry.filter(it -> filters.stream().allMatch(filter -> filter.matches(it)));
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}

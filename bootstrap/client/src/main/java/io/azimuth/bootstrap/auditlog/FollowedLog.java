package io.azimuth.bootstrap.auditlog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Reads a file to which a server writes, also after another file has taken its name, or after it
 * was cut to nothing.
 */
final class FollowedLog implements EntrySource {

  private final Path file;
  private final List<EntryFilter> filters;
  private final LogNotes notes;
  private EntryReader reader;
  private Object key;

  FollowedLog(Path file, List<EntryFilter> filters, LogNotes notes) throws IOException {
    this.file = file;
    this.filters = List.copyOf(filters);
    this.notes = notes;
    this.key = keyOf(attributes());
    this.reader = open();
  }

  @Override
  public Optional<AuditEntry> next() throws IOException {
    boolean replaced = isReplaced();
    Optional<AuditEntry> entry = reader.next(); // the former file to its end
    if (entry.isPresent() || !replaced) {
      return entry;
    }
    Optional<AuditEntry> last = reader.rest();
    reader.close();
    key = keyOf(attributes());
    reader = open();
    return last.isPresent() ? last : reader.next();
  }

  String name() {
    return file.toString();
  }

  private EntryReader open() throws IOException {
    return new EntryReader(file.toString(), Files.newInputStream(file), filters, notes);
  }

  // A new file is empty until the server has closed the former one, to which it may write until
  // then.
  private boolean isReplaced() throws IOException {
    try {
      BasicFileAttributes now = attributes();
      return keyOf(now).equals(key) ? now.size() < reader.position() : now.size() > 0;
    } catch (NoSuchFileException e) {
      return false; // moved away, and the next one is not there yet
    }
  }

  private BasicFileAttributes attributes() throws IOException {
    return Files.readAttributes(file, BasicFileAttributes.class);
  }

  private static Object keyOf(BasicFileAttributes attributes) {
    return Objects.requireNonNullElse(attributes.fileKey(), attributes.creationTime());
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}

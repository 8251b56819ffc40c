package io.azimuth.bootstrap.auditlog;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/** A file with audit records, or standard input. It is not open yet. */
public final class LogSource {

  /** The name of standard input on a command line. */
  public static final String STANDARD_INPUT = "-";

  private static final int BUFFER = 1 << 16;
  private static final int MAGIC_1 = 0x1f;
  private static final int MAGIC_2 = 0x8b;

  /** How many lines may precede the first record. */
  private static final int FIRST_LINES = 10;

  /** Names that logrotate and its like give to files of the past. */
  private static final Pattern ROTATED =
      Pattern.compile(".*[.-][0-9]+(?:\\.\\w+)?|.*\\.(?:gz|old)");

  private final String name;
  private final Optional<Path> file;
  private final InputStream input;

  private LogSource(String name, Optional<Path> file, InputStream input) {
    this.name = name;
    this.file = file;
    this.input = input;
  }

  /** A file; compressed if it begins as gzip does. */
  public static LogSource of(Path file) {
    return new LogSource(file.toString(), Optional.of(file), InputStream.nullInputStream());
  }

  /** Standard input; compressed if it begins as gzip does. */
  public static LogSource standardInput(InputStream input) {
    return new LogSource("standard input", Optional.empty(), input);
  }

  String name() {
    return name;
  }

  /** Whether a server may still write to it. */
  boolean isLive() {
    return file.map(path -> String.valueOf(path.getFileName()))
        .filter(it -> !ROTATED.matcher(it).matches())
        .isPresent();
  }

  /** The time of its first record; the earliest of all if it has none, or can be read only once. */
  Instant start() {
    if (file.isEmpty()) {
      return Instant.MIN;
    }
    try (BoundedLines lines = new BoundedLines(stream())) {
      for (int i = 0; i < FIRST_LINES; i++) {
        BoundedLines.Found found = lines.next();
        if (found == BoundedLines.Found.END) {
          break;
        }
        Optional<AuditEntry> entry =
            found == BoundedLines.Found.LINE ? AuditEntry.parse(lines.text()) : Optional.empty();
        if (entry.isPresent()) {
          return entry.get().time();
        }
      }
    } catch (IOException e) {
      return Instant.MIN; // told when it is read
    }
    return Instant.MIN;
  }

  /** Opens it to be read to its end. */
  EntryReader open(List<EntryFilter> filters, LogNotes notes) throws IOException {
    return new EntryReader(name, stream(), filters, notes);
  }

  /** Opens it to be read as long as somebody writes. */
  FollowedLog follow(List<EntryFilter> filters, LogNotes notes) throws IOException {
    return new FollowedLog(file.orElseThrow(), filters, notes);
  }

  private InputStream stream() throws IOException {
    InputStream raw = file.isPresent() ? Files.newInputStream(file.get()) : input;
    BufferedInputStream buffered = new BufferedInputStream(raw, BUFFER);
    try {
      buffered.mark(2);
      boolean compressed = buffered.read() == MAGIC_1 && buffered.read() == MAGIC_2;
      buffered.reset();
      return compressed ? new GZIPInputStream(buffered, BUFFER) : buffered;
    } catch (IOException e) {
      buffered.close();
      throw e;
    }
  }
}

package io.azimuth.bootstrap.auditlog;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The lines of a stream, of which it holds one at a time. A stream that has ended may go on later,
 * as a file does to which others append.
 */
final class BoundedLines implements Closeable {

  /** The longest line that is read. The longest record has about 100 KiB. */
  static final int MOST_BYTES = 1 << 20;

  private static final int FIRST_BUFFER = 1 << 16;

  private final InputStream in;
  private byte[] buffer = new byte[FIRST_BUFFER];
  private int start; // of the present line
  private int searched; // up to here the line has no end
  private int filled;
  private int length;
  private long number;
  private long position;
  private boolean skipping;

  BoundedLines(InputStream in) {
    this.in = in;
  }

  /** What {@link #next} found. */
  enum Found {
    /** A line. */
    LINE,
    /** A line that is too long; its content is lost. */
    TOO_LONG,
    /** The present end of the stream, perhaps within a line. */
    END
  }

  /** Goes to the next whole line. */
  Found next() throws IOException {
    start += length;
    searched = Math.max(searched, start);
    length = 0;
    while (true) {
      for (; searched < filled; searched++) {
        if (buffer[searched] == '\n') {
          return found(++searched);
        }
      }
      if (filled - start >= MOST_BYTES || skipping) {
        skipping = true;
        start = 0;
        searched = 0;
        filled = 0;
      }
      if (!fill()) {
        return Found.END;
      }
    }
  }

  /** Takes what follows the last line end as a line; false if nothing does. */
  boolean rest() {
    boolean some = filled > start && !skipping;
    if (some) {
      found(filled);
    }
    return some;
  }

  private Found found(int end) {
    number++;
    length = end - start;
    boolean tooLong = skipping || length > MOST_BYTES;
    skipping = false;
    return tooLong ? Found.TOO_LONG : Found.LINE;
  }

  private boolean fill() throws IOException {
    if (start > 0) {
      System.arraycopy(buffer, start, buffer, 0, filled - start);
      filled -= start;
      searched -= start;
      start = 0;
    }
    if (filled == buffer.length) {
      buffer = Arrays.copyOf(buffer, buffer.length * 2);
    }
    int read = in.read(buffer, filled, buffer.length - filled);
    if (read < 0) {
      return false;
    }
    filled += read;
    position += read;
    return true;
  }

  /** Whether the present line may match the filter. */
  boolean mayMatch(EntryFilter filter) {
    return filter.mayMatch(buffer, start, start + length);
  }

  /** Whether the present line has only spaces. */
  boolean isBlank() {
    for (int at = start; at < start + length; at++) {
      if (buffer[at] != ' ' && buffer[at] != '\t' && buffer[at] != '\r' && buffer[at] != '\n') {
        return false;
      }
    }
    return true;
  }

  /** The present line, without its end. */
  String text() {
    return new String(buffer, start, length, StandardCharsets.UTF_8).stripTrailing();
  }

  /** The number of the present line; the first one is 1. */
  long number() {
    return number;
  }

  /** How many bytes were read. */
  long position() {
    return position;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}

package io.azimuth.bootstrap.auditlog;

import io.azimuth.bootstrap.client.Printable;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reports what could not be read: a few lines of each file one by one, the others as a number. */
public final class LogNotes {

  private static final int SINGLE = 5;

  private final PrintWriter out;
  private final Map<String, Long> skipped = new LinkedHashMap<>();
  private boolean incomplete;

  /** Creates notes that are written there. */
  public LogNotes(PrintWriter out) {
    this.out = out;
  }

  /** Notes a line that is not a record. */
  void skipped(String file, long line, String why) {
    if (skipped.merge(file, 1L, Long::sum) <= SINGLE) {
      say(file + ":" + line + ": " + why + "; skipped");
    }
  }

  /** Notes a file that could not be read, or only in part. */
  void failed(String file, IOException cause) {
    failed(file, reason(cause));
  }

  /** Notes a file that could not be read, or only in part. */
  void failed(String file, String why) {
    incomplete = true;
    say(file + ": " + why);
  }

  /** Writes the numbers. */
  public void end() {
    skipped.forEach(
        (file, lines) -> {
          if (lines > SINGLE) {
            say(file + ": " + lines + " lines are not audit records; skipped");
          }
        });
    skipped.clear();
  }

  /** Whether a file could not be read to its end. */
  public boolean isIncomplete() {
    return incomplete;
  }

  private void say(String sentence) {
    out.println(Printable.of(sentence));
  }

  private static String reason(IOException cause) {
    if (cause instanceof NoSuchFileException) {
      return "there is no such file";
    }
    if (cause instanceof AccessDeniedException) {
      return "this user may not read it";
    }
    if (cause instanceof java.io.EOFException) {
      return "the compressed file is cut off; what it has was read";
    }
    return "cannot be read (" + cause.getClass().getSimpleName() + ")";
  }
}

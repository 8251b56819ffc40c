package io.azimuth.bootstrap.process;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;

/**
 * Shows a person at a terminal how many bytes a command has read, on one line that disappears at
 * the end. Shows nothing when there is no terminal.
 */
public final class ByteProgress implements AutoCloseable {

  private static final long STEP = 1 << 20;
  private static final int PERCENT = 100;
  private static final String ERASED = "\r\u001b[K";

  private final PrintWriter err;
  private final boolean watched;
  private final String what;
  private final long total;
  private long bytes;
  private long shown;

  private ByteProgress(PrintWriter err, boolean watched, String what, long total) {
    this.err = err;
    this.watched = watched;
    this.what = what;
    this.total = total;
  }

  /**
   * Begins to show progress.
   *
   * @param what what the command does, such as {@code saving}
   * @param total the number of all bytes; 0 if it is not known
   */
  public static ByteProgress on(Console console, String what, long total) {
    return new ByteProgress(console.err(), console.isWatched(), what, total);
  }

  /** A stream whose bytes count. */
  public InputStream over(InputStream in) {
    return new FilterInputStream(in) {
      @Override
      public int read() throws IOException {
        int one = in.read();
        count(one < 0 ? 0 : 1);
        return one;
      }

      @Override
      public int read(byte[] into, int offset, int length) throws IOException {
        int read = in.read(into, offset, length);
        count(Math.max(0, read));
        return read;
      }
    };
  }

  private void count(int read) {
    bytes += read;
    if (watched && bytes - shown >= STEP) {
      shown = bytes;
      String share = total > 0 ? ", " + Math.min(PERCENT, bytes * PERCENT / total) + " %" : "";
      err.print(ERASED + what + ": " + bytes / STEP + " MiB" + share);
      err.flush();
    }
  }

  @Override
  public void close() {
    end();
  }

  /** Removes the line. May be called more than once. */
  public void end() {
    if (shown > 0) {
      shown = 0;
      err.print(ERASED);
      err.flush();
    }
  }
}

package io.azimuth.bootstrap.process;

import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/**
 * The output of a command: results and errors. Both streams are UTF-8 and flush after each line.
 */
public final class Console {

  private final PrintWriter out;
  private final PrintWriter err;
  private final OutputStream bytes;
  private final OutputStream log;

  private final boolean watched;

  /** Creates a console that writes to these streams, which are no terminal. */
  public Console(OutputStream out, OutputStream err) {
    this(out, err, false);
  }

  /**
   * Creates a console that writes to these streams.
   *
   * @param watched whether a person sees the errors as they are written
   */
  public Console(OutputStream out, OutputStream err, boolean watched) {
    this.watched = watched;
    this.out = new PrintWriter(out, true, StandardCharsets.UTF_8);
    this.err = new PrintWriter(err, true, StandardCharsets.UTF_8);
    this.bytes = out;
    this.log = err;
  }

  public PrintWriter out() {
    return out;
  }

  /** The stream for results that are not text. */
  public OutputStream bytes() {
    return bytes;
  }

  /** The writer for errors and warnings. */
  public PrintWriter err() {
    return err;
  }

  /** Whether errors and warnings go to a terminal. */
  public boolean isWatched() {
    return watched;
  }

  /** The stream for the log, the same as that of {@link #err}. */
  public OutputStream log() {
    return log;
  }
}

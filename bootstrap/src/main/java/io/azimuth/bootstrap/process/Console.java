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

  /** Creates a console that writes to these streams. */
  public Console(OutputStream out, OutputStream err) {
    this.out = new PrintWriter(out, true, StandardCharsets.UTF_8);
    this.err = new PrintWriter(err, true, StandardCharsets.UTF_8);
    this.bytes = out;
    this.log = err;
  }

  /** The writer for results. */
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

  /** The stream for the log, the same as that of {@link #err}. */
  public OutputStream log() {
    return log;
  }
}

package io.azimuth.bootstrap.process;

import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/** Where a command writes: results, and what went wrong. Both are UTF-8 and flush at each line. */
public final class Console {

  private final PrintWriter out;
  private final PrintWriter err;
  private final OutputStream bytes;
  private final OutputStream log;

  /** A console on the streams of the process, or on a test's. */
  public Console(OutputStream out, OutputStream err) {
    this.out = new PrintWriter(out, true, StandardCharsets.UTF_8);
    this.err = new PrintWriter(err, true, StandardCharsets.UTF_8);
    this.bytes = out;
    this.log = err;
  }

  /** For what was asked for. */
  public PrintWriter out() {
    return out;
  }

  /** For what was asked for, where that is no text. */
  public OutputStream bytes() {
    return bytes;
  }

  /** For what went wrong. */
  public PrintWriter err() {
    return err;
  }

  /** Where the log goes: the same place as {@link #err}. */
  public OutputStream log() {
    return log;
  }
}

package io.azimuth.adapters.storage.audit;

import java.io.IOException;
import java.io.OutputStream;

/** The standard output of the process. It takes whole lines and is never closed. */
final class StandardOutput {

  private final OutputStream stream;

  /**
   * Writes to this stream.
   *
   * @param stream has no buffer of its own
   */
  StandardOutput(OutputStream stream) {
    this.stream = stream;
  }

  /** Writes lines with their line ends before it returns. Lines of other threads do not mix in. */
  synchronized void write(byte[] lines) throws IOException {
    stream.write(lines);
    stream.flush();
  }
}

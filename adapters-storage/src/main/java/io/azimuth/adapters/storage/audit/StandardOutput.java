package io.azimuth.adapters.storage.audit;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Objects;

/** The standard output of the process, which whole lines are written to. Never closed. */
final class StandardOutput {

  private final OutputStream stream;

  /** Over a stream without a buffer. */
  StandardOutput(OutputStream stream) {
    this.stream = Objects.requireNonNull(stream, "stream");
  }

  /** Writes lines, with their ends, before it returns; those of other threads do not mix in. */
  synchronized void write(byte[] lines) throws IOException {
    stream.write(lines);
    stream.flush();
  }
}

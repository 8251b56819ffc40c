package io.azimuth.bootstrap.logging;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** A stream that ignores {@code close}, because the process owns the stream below. */
final class CloseShieldOutputStream extends FilterOutputStream {

  CloseShieldOutputStream(OutputStream out) {
    super(out);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    out.write(bytes, offset, length);
  }

  @Override
  public void close() throws IOException {
    flush();
  }
}

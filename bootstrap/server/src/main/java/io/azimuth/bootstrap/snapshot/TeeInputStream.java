package io.azimuth.bootstrap.snapshot;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Copies everything that is read to another stream. */
final class TeeInputStream extends FilterInputStream {

  private final OutputStream target;

  TeeInputStream(InputStream source, OutputStream target) {
    super(source);
    this.target = target;
  }

  @Override
  public int read() throws IOException {
    int read = super.read();
    if (read >= 0) {
      target.write(read);
    }
    return read;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    int read = super.read(into, offset, length);
    if (read > 0) {
      target.write(into, offset, read);
    }
    return read;
  }
}

package io.azimuth.application.snapshot;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;

/** Counts the bytes that are read and hashes them until {@link #hash} is called. */
final class MeasuredInput extends FilterInputStream {

  private final MessageDigest running = SnapshotFormat.sha256();
  private boolean hashing = true;
  private long count;

  MeasuredInput(InputStream source) {
    super(source);
  }

  long count() {
    return count;
  }

  /** The hash of the bytes so far; hashing continues. */
  byte[] soFar() {
    return SnapshotFormat.soFar(running);
  }

  /** The hash of all bytes; hashing ends. */
  byte[] hash() {
    hashing = false;
    return running.digest();
  }

  @Override
  public int read() throws IOException {
    int read = super.read();
    if (read >= 0) {
      count++;
      if (hashing) {
        running.update((byte) read);
      }
    }
    return read;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    int read = super.read(into, offset, length);
    if (read > 0) {
      count += read;
      if (hashing) {
        running.update(into, offset, read);
      }
    }
    return read;
  }
}

package io.azimuth.testkit.fake;

import io.azimuth.application.port.store.Spool;
import io.azimuth.application.port.store.SpoolFile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/** Keeps in memory what a server keeps in temporary files. */
public final class HeldSpool implements Spool {

  private volatile boolean full;

  /** No file has space any more. */
  public void fill() {
    full = true;
  }

  @Override
  public SpoolFile open(String name, Runnable whenClosed) {
    return new HeldFile(name, whenClosed);
  }

  private final class HeldFile implements SpoolFile {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final String name;
    private final Runnable whenClosed;
    private int position;
    private boolean closed;

    HeldFile(String name, Runnable whenClosed) {
      this.name = name;
      this.whenClosed = whenClosed;
    }

    @Override
    public OutputStream output() {
      return bytes;
    }

    @Override
    public InputStream input() {
      return new ByteArrayInputStream(bytes.toByteArray());
    }

    @Override
    public void requireSpace() throws IOException {
      if (full) {
        throw new IOException("full");
      }
    }

    @Override
    public String fileName() {
      return name;
    }

    @Override
    public long length() {
      return bytes.size();
    }

    @Override
    public int read(ByteBuffer into) {
      if (position == bytes.size()) {
        return -1;
      }
      int read = Math.min(into.remaining(), bytes.size() - position);
      into.put(bytes.toByteArray(), position, read);
      position += read;
      return read;
    }

    @Override
    public void close() {
      if (!closed) {
        closed = true;
        whenClosed.run();
      }
    }
  }
}

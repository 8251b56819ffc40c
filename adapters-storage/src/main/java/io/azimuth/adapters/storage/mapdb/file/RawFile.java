package io.azimuth.adapters.storage.mapdb.file;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A file written at positions. Tests put one in its place that fails or remembers. */
public interface RawFile extends Closeable {

  long length() throws IOException;

  /** Fills the buffer; fails when the file ends before. */
  void read(ByteBuffer into, long position) throws IOException;

  /** Writes all that the buffer has left. */
  void write(ByteBuffer from, long position) throws IOException;

  void truncate(long length) throws IOException;

  /** Returns when all that was written is on the disk, with {@code metadata} the length too. */
  void force(boolean metadata) throws IOException;
}

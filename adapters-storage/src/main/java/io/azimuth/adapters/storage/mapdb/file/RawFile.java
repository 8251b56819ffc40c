package io.azimuth.adapters.storage.mapdb.file;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * A file that is read and written at positions. Tests replace it to make it fail or to record what
 * happens.
 */
public interface RawFile extends Closeable {

  long length() throws IOException;

  /** Fills the buffer; fails when the file ends before it is full. */
  void read(ByteBuffer into, long position) throws IOException;

  /** Writes all remaining bytes of the buffer. */
  void write(ByteBuffer from, long position) throws IOException;

  void truncate(long length) throws IOException;

  /** Returns when everything written is on the disk; with {@code metadata} also the length. */
  void force(boolean metadata) throws IOException;
}

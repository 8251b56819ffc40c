package io.azimuth.adapters.storage.mapdb.file;

import java.io.Closeable;
import java.io.IOException;
import org.mapdb.DataInput2;

/**
 * The main file behind its header: what is committed. Offsets count from behind the header. Reading
 * needs no lock of the file's own; no access crosses the 1 MiB slices that MapDB keeps to.
 */
public interface BaseFile extends Closeable {

  /** How the file grows, and what no access crosses. */
  int SLICE = 1 << 20;

  /** How many bytes can be read and written. */
  long length();

  /**
   * Makes it at least this long, in whole slices of real zeros, so that a full disk shows here and
   * not as a fault in a mapped page. Leaves the length as it was when it fails.
   */
  void grow(long length) throws IOException;

  byte getByte(long offset);

  int getInt(long offset);

  long getLong(long offset);

  void getData(long offset, byte[] into, int position, int size);

  DataInput2 getDataInput(long offset, int size);

  void put(long offset, byte[] from, int position, int size);

  /** Returns when all that was put before the call is on the disk. */
  void force() throws IOException;
}

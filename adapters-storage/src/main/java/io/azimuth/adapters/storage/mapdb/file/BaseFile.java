package io.azimuth.adapters.storage.mapdb.file;

import java.io.Closeable;
import java.io.IOException;
import org.mapdb.DataInput2;

/**
 * The main file without its header: the committed content. Offset 0 is the first byte after the
 * header. Reads take no lock here. No access crosses a border between the 1 MiB slices that MapDB
 * uses.
 */
public interface BaseFile extends Closeable {

  /** The file grows by this many bytes, and no access crosses such a border. */
  int SLICE = 1 << 20;

  /** The number of bytes that can be read and written. */
  long length();

  /**
   * Makes the file at least this long. The new whole slices are written as zeros, so a full disk
   * fails here and not later as a fault in a mapped page. After a failure the length is unchanged.
   */
  void grow(long length) throws IOException;

  byte getByte(long offset);

  int getInt(long offset);

  long getLong(long offset);

  void getData(long offset, byte[] into, int position, int size);

  DataInput2 getDataInput(long offset, int size);

  void put(long offset, byte[] from, int position, int size);

  /** Returns when everything that was put before the call is on the disk. */
  void force() throws IOException;
}

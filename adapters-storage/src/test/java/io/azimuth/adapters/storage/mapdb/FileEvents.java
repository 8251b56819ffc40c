package io.azimuth.adapters.storage.mapdb;

import java.io.IOException;

/** Events of the two files. A method may also fail or block; the operation then does the same. */
public interface FileEvents {

  /**
   * Bytes are about to be written. Offsets in the main file are counted from the end of its header.
   */
  default void write(String file, long offset, byte[] bytes) throws IOException {}

  /** The main file is about to become at least this long. */
  default void grow(long length) throws IOException {}

  /** A sync begins. */
  default void forcing(String file) throws IOException {}

  /** A sync has returned. */
  default void forced(String file) throws IOException {}

  /** A file was closed. */
  default void closed(String file) throws IOException {}
}

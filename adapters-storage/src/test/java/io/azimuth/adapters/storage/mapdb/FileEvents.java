package io.azimuth.adapters.storage.mapdb;

import java.io.IOException;

/** What happens to the two files; each method may also fail or take its time in their place. */
public interface FileEvents {

  /** Bytes are about to be written. Offsets in the main file count from behind its header. */
  default void write(String file, long offset, byte[] bytes) throws IOException {}

  /** The main file is about to be at least this long. */
  default void grow(long length) throws IOException {}

  /** A sync begins. */
  default void forcing(String file) throws IOException {}

  /** A sync has returned. */
  default void forced(String file) throws IOException {}
}

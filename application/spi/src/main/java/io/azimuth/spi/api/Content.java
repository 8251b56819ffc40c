package io.azimuth.spi.api;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Long content, ready to be sent in parts: reading it waits only for a local disk. The last owner
 * of an answer with content closes it, whether it was sent or not.
 */
public interface Content extends AutoCloseable {

  /** The media type. */
  String mediaType();

  /** The name for a file with the content: letters, digits, dots and hyphens. */
  String fileName();

  /** The length in bytes. */
  long length();

  /** How many bytes of memory the content holds until it is closed, beside what is being sent. */
  default long heldInMemory() {
    return 0;
  }

  /**
   * Reads the next bytes into the buffer and returns their number; -1 at the end. For use by one
   * thread at a time.
   */
  int read(ByteBuffer into) throws IOException;

  /** Releases the resources of the content; calling it again does nothing. */
  @Override
  void close();
}

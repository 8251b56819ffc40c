package io.azimuth.spi.api;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Bytes that are too many for memory, ready to be sent: reading them waits for nothing but a local
 * disk. Whoever ends up with an answer that has content closes it, whether it was sent or not.
 */
public interface Content extends AutoCloseable {

  /** The media type. */
  String mediaType();

  /** The name that a file of it should have: letters, digits, dots and hyphens. */
  String fileName();

  /** How many bytes there are. */
  long length();

  /** Reads the next bytes into the buffer; -1 at the end. For one thread at a time. */
  int read(ByteBuffer into) throws IOException;

  /** Lets go of what it takes; calling it again does nothing. */
  @Override
  void close();
}

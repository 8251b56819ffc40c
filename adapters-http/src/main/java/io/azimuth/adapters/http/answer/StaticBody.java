package io.azimuth.adapters.http.answer;

import java.nio.ByteBuffer;

/**
 * A body that is the same for all clients.
 *
 * @param bytes its bytes; only copies of the buffer are read
 */
public record StaticBody(String mediaType, ByteBuffer bytes) {

  public StaticBody {
    bytes = bytes.asReadOnlyBuffer();
  }
}

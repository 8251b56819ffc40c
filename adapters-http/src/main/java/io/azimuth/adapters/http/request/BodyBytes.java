package io.azimuth.adapters.http.request;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The bytes of a body as they arrive, in chunks. It grows with what was received, not with the
 * announced length.
 */
final class BodyBytes {

  private static final int FIRST_CHUNK = 2 * 1024;
  private static final int LARGEST_CHUNK = 64 * 1024;

  private final List<byte[]> chunks = new ArrayList<>();
  private ByteBuffer last = ByteBuffer.allocate(0);
  private int size;

  int size() {
    return size;
  }

  /** Free room to read into. {@link #advance} then adds what was read. */
  ByteBuffer room() {
    if (!last.hasRemaining()) {
      byte[] chunk = new byte[Math.min(LARGEST_CHUNK, Math.max(FIRST_CHUNK, size))];
      chunks.add(chunk);
      last = ByteBuffer.wrap(chunk);
    }
    return last;
  }

  void advance(int bytes) {
    size += bytes;
  }

  /** All of it, where it is short enough to be in one piece. */
  Optional<ByteBuffer> piece() {
    return chunks.size() == 1
        ? Optional.of(ByteBuffer.wrap(chunks.get(0), 0, size))
        : Optional.empty();
  }

  InputStream stream() {
    List<InputStream> parts = new ArrayList<>();
    int left = size;
    for (byte[] chunk : chunks) {
      int length = Math.min(left, chunk.length);
      parts.add(new ByteArrayInputStream(chunk, 0, length));
      left -= length;
    }
    return new SequenceInputStream(Collections.enumeration(parts));
  }
}

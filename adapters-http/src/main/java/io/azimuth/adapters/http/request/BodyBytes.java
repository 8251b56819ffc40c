package io.azimuth.adapters.http.request;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Bytes as they arrive, in chunks: grows with what was sent, not with what was announced. */
final class BodyBytes {

  private static final int FIRST_CHUNK = 2 * 1024;
  private static final int LARGEST_CHUNK = 64 * 1024;

  private final List<byte[]> chunks = new ArrayList<>();
  private ByteBuffer last = ByteBuffer.allocate(0);
  private int size;

  int size() {
    return size;
  }

  /** Room to read into; what was put there is taken over by {@link #advance}. */
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

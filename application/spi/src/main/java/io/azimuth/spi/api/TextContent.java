package io.azimuth.spi.api;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** A text that is sent unchanged. */
public final class TextContent implements Content {

  private final String mediaType;
  private final String fileName;
  private final ByteBuffer bytes;
  private final int length;

  /** The text as UTF-8. */
  public TextContent(String mediaType, String fileName, String text) {
    this.mediaType = Objects.requireNonNull(mediaType, "mediaType");
    this.fileName = Objects.requireNonNull(fileName, "fileName");
    this.bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    this.length = bytes.remaining();
  }

  @Override
  public String mediaType() {
    return mediaType;
  }

  @Override
  public String fileName() {
    return fileName;
  }

  @Override
  public long length() {
    return length;
  }

  @Override
  public long heldInMemory() {
    return length;
  }

  @Override
  public int read(ByteBuffer into) {
    if (!bytes.hasRemaining()) {
      return -1;
    }
    int count = Math.min(bytes.remaining(), into.remaining());
    ByteBuffer part = bytes.slice();
    part.limit(count);
    into.put(part);
    bytes.position(bytes.position() + count);
    return count;
  }

  @Override
  public void close() {}
}

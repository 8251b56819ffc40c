package io.azimuth.adapters.storage.mapdb.file;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * The frame of every header: a magic number, the format, a checksum, and 496 bytes of content, in
 * one sector. Magic number and format keep their places in every later format.
 */
public final class FileHeader {

  /** The format that this code writes, and the newest that it reads. */
  static final int FORMAT = 1;

  /** The length of the frame: one sector. */
  public static final int BYTES = 512;

  private static final int FORMAT_AT = 8;
  private static final int CHECKSUM_AT = 12;
  private static final int CONTENT_AT = 16;

  private FileHeader() {}

  /** A new frame, positioned at its content. */
  public static ByteBuffer begin(long magic) {
    return ByteBuffer.allocate(BYTES).putLong(magic).putInt(FORMAT).position(CONTENT_AT);
  }

  /** Writes the checksum. The frame is then ready to be written as a whole. */
  public static ByteBuffer finish(ByteBuffer frame) {
    frame.putInt(CHECKSUM_AT, checksum(frame));
    return frame.clear();
  }

  /**
   * The content; empty when the frame is incomplete or has another magic number.
   *
   * @throws io.azimuth.domain.error.ServiceException when a newer version wrote it
   */
  public static Optional<ByteBuffer> content(ByteBuffer frame, long magic, String file) {
    if (frame.getLong(0) != magic) {
      return Optional.empty();
    }
    if (frame.getInt(FORMAT_AT) > FORMAT) {
      throw StoreErrors.unusable(
          file + " has format " + frame.getInt(FORMAT_AT) + "; this version reads up to " + FORMAT);
    }
    if (frame.getInt(CHECKSUM_AT) != checksum(frame)) {
      return Optional.empty();
    }
    return Optional.of(frame.clear().position(CONTENT_AT));
  }

  private static int checksum(ByteBuffer frame) {
    CRC32C crc = new CRC32C();
    crc.update(frame.slice(0, CHECKSUM_AT));
    crc.update(frame.slice(CONTENT_AT, BYTES - CONTENT_AT));
    return (int) crc.getValue();
  }
}

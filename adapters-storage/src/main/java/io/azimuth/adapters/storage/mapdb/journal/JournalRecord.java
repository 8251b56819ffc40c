package io.azimuth.adapters.storage.mapdb.journal;

import io.azimuth.adapters.storage.mapdb.file.BaseFile;
import io.azimuth.adapters.storage.mapdb.file.RawFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * One commit in the journal: the changed blocks, page by page, after a header with a checksum of
 * the whole record.
 *
 * @param epoch of the opening that wrote it
 * @param sequence one more than that of the record before
 * @param dataLength how many bytes of the main file MapDB uses after this commit
 * @param payload page number, mask of the changed blocks, the blocks; repeated
 */
public record JournalRecord(long epoch, long sequence, long dataLength, ByteBuffer payload) {

  static final int HEADER_BYTES = 40;

  /** Records begin at sectors, so that an incomplete write never damages the record before. */
  public static final int ALIGNMENT = 512;

  private static final int MAGIC = 0x415a_4a52;
  private static final int CHECKSUM_AT = 32;

  /** Writes the header into the first 40 bytes. The payload follows it up to the buffer's limit. */
  static void seal(ByteBuffer record, long epoch, long sequence, long dataLength) {
    record.putInt(0, MAGIC).putInt(4, record.limit() - HEADER_BYTES);
    record.putLong(8, epoch).putLong(16, sequence).putLong(24, dataLength).putInt(36, 0);
    record.putInt(CHECKSUM_AT, checksum(record));
  }

  static int paddedSize(int size) {
    return (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  }

  int paddedSize() {
    return paddedSize(HEADER_BYTES + payload.limit());
  }

  /** The record at the position; empty when there is no complete one before the end. */
  static Optional<JournalRecord> read(RawFile file, long position, long end) throws IOException {
    long room = end - position - HEADER_BYTES;
    if (room < 0) {
      return Optional.empty();
    }
    ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES);
    file.read(header, position);
    int size = header.getInt(4);
    if (header.getInt(0) != MAGIC || size < 0 || size > room) {
      return Optional.empty();
    }
    ByteBuffer record = ByteBuffer.allocate(HEADER_BYTES + size);
    file.read(record, position);
    if (record.getInt(CHECKSUM_AT) != checksum(record)) {
      return Optional.empty();
    }
    ByteBuffer payload = record.slice(HEADER_BYTES, size);
    return Optional.of(
        new JournalRecord(record.getLong(8), record.getLong(16), record.getLong(24), payload));
  }

  private static int checksum(ByteBuffer record) {
    CRC32C crc = new CRC32C();
    crc.update(record.slice(0, CHECKSUM_AT));
    crc.update(record.slice(CHECKSUM_AT + 4, record.limit() - CHECKSUM_AT - 4));
    return (int) crc.getValue();
  }

  /** Copies the blocks into the main file. */
  void redo(BaseFile base) throws IOException {
    base.grow(dataLength);
    byte[] block = new byte[Page.BLOCK];
    while (payload.hasRemaining()) {
      long start = payload.getLong() * Page.BYTES;
      for (long left = payload.getLong(); left != 0; left &= left - 1) {
        payload.get(block);
        base.put(
            start + (long) Long.numberOfTrailingZeros(left) * Page.BLOCK, block, 0, Page.BLOCK);
      }
    }
  }
}

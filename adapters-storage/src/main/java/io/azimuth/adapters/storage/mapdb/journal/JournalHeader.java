package io.azimuth.adapters.storage.mapdb.journal;

import io.azimuth.adapters.storage.mapdb.file.FileHeader;
import io.azimuth.adapters.storage.mapdb.file.StoreId;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * The place where recovery begins. Two slots are written in turn. Of the complete ones, the slot
 * with the higher counter is valid.
 *
 * @param segmentBytes the size of each of the two segments
 * @param counter of header writes
 * @param epoch of openings; recovery uses only records of the same epoch
 * @param firstSequence the first record that may be missing in the main file
 * @param region the place of that record, now or later: a segment, or {@link JournalFile#OVERSIZE}
 * @param baseLength the least length of the main file without its header, in bytes
 * @param dataLength how many of these bytes MapDB uses
 */
public record JournalHeader(
    StoreId id,
    long segmentBytes,
    long counter,
    long epoch,
    long firstSequence,
    int region,
    long baseLength,
    long dataLength) {

  private static final long MAGIC = 0x415a_4d4a_524e_4c31L;

  static JournalHeader fresh(StoreId id, long segmentBytes) {
    return new JournalHeader(id, segmentBytes, 0, 0, 0, 0, 0, 0);
  }

  JournalHeader next(long newEpoch, long sequence, int newRegion, long base, long data) {
    return new JournalHeader(
        id, segmentBytes, counter + 1, newEpoch, sequence, newRegion, base, data);
  }

  /** Whether no store was ever opened with this journal. Then there is nothing to lose. */
  public boolean isFresh() {
    return epoch == 0;
  }

  ByteBuffer encode() {
    ByteBuffer frame = FileHeader.begin(MAGIC);
    id.write(frame);
    frame.putLong(segmentBytes).putLong(counter).putLong(epoch).putLong(firstSequence);
    frame.putInt(region).putLong(baseLength).putLong(dataLength);
    return FileHeader.finish(frame);
  }

  static Optional<JournalHeader> decode(ByteBuffer frame) {
    return FileHeader.content(frame, MAGIC, JournalFile.NAME).map(JournalHeader::read);
  }

  private static JournalHeader read(ByteBuffer content) {
    return new JournalHeader(
        StoreId.read(content),
        content.getLong(),
        content.getLong(),
        content.getLong(),
        content.getLong(),
        content.getInt(),
        content.getLong(),
        content.getLong());
  }
}

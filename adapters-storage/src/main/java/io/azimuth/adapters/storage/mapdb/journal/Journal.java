package io.azimuth.adapters.storage.mapdb.journal;

import io.azimuth.adapters.storage.mapdb.file.BaseFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Appends records. A record is never overwritten before the main file holds its content durably.
 *
 * <p>When a segment is full, the writer continues in the other one. Meanwhile the checkpointer
 * syncs the main file and then writes the header that makes recovery begin in the other segment.
 * The first segment may be written again only when that header is durable. This order keeps
 * recovery correct.
 */
public final class Journal implements Closeable {

  private final JournalFile file;
  private final BaseFile base;
  private final Checkpointer checkpointer;
  private JournalHeader header;
  private int region;
  private long position;
  private long sequence;
  private volatile long dataLength;

  /**
   * A journal of a recovered store.
   *
   * @param header written by {@link Recovery}; nothing before it is needed
   */
  public Journal(JournalFile file, BaseFile base, JournalHeader header, StoreHealth health) {
    this.file = file;
    this.base = base;
    this.header = header;
    this.region = header.region();
    this.sequence = header.firstSequence();
    this.dataLength = header.dataLength();
    this.checkpointer = new Checkpointer(health);
  }

  /** How many bytes of the main file the last commit used. */
  long dataLength() {
    return dataLength;
  }

  /**
   * Appends a record. When it returns, the record is durable and may be copied into the main file.
   *
   * @param record its payload is filled in, its header is empty
   */
  void append(ByteBuffer record, long newDataLength) throws IOException {
    int size = JournalRecord.paddedSize(record.limit());
    makeRoom(size);
    JournalRecord.seal(record, header.epoch(), sequence, newDataLength);
    file.append(record.position(0).limit(size), region, position);
    position += size;
    sequence++;
    dataLength = newDataLength;
  }

  private void makeRoom(int size) throws IOException {
    if (size > file.segmentBytes()) {
      moveTo(JournalFile.OVERSIZE);
    } else if (region == JournalFile.OVERSIZE) {
      moveTo(0);
      file.trim();
    } else if (position + size > file.segmentBytes()) {
      switchSegment();
    }
  }

  /** The other segment is free when the checkpoint has ended that began at the last switch. */
  private void switchSegment() throws IOException {
    checkpointer.await();
    region = 1 - region;
    position = 0;
    JournalHeader target = header(region);
    checkpointer.start(() -> checkpoint(target));
    header = target;
  }

  /** Syncs the main file and continues in that region. The writer waits for the disk. */
  private void moveTo(int target) throws IOException {
    checkpointer.await();
    region = target;
    position = 0;
    header = header(target);
    checkpoint(header);
  }

  private JournalHeader header(int target) {
    return header.next(header.epoch(), sequence, target, base.length(), dataLength);
  }

  private void checkpoint(JournalHeader target) throws IOException {
    base.force();
    file.writeHeader(target);
  }

  /** Syncs the main file and leaves nothing to recover. Must not be called after a failure. */
  public void finish() throws IOException {
    moveTo(0);
  }

  @Override
  public void close() throws IOException {
    checkpointer.close();
    file.close();
  }
}

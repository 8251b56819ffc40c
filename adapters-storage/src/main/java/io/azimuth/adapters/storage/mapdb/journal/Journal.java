package io.azimuth.adapters.storage.mapdb.journal;

import io.azimuth.adapters.storage.mapdb.file.BaseFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Appends records and sees to it that no record is overwritten before the main file holds it
 * durably.
 *
 * <p>When a segment is full the writer goes on in the other one while the checkpointer syncs the
 * main file and then writes the header that makes recovery begin there. Only when that header is
 * durable may the first segment be written again: this order is what keeps recovery right.
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

  /** The header was written by {@link Recovery}: nothing before it is needed any more. */
  public Journal(JournalFile file, BaseFile base, JournalHeader header, StoreHealth health) {
    this.file = file;
    this.base = base;
    this.header = header;
    this.region = header.region();
    this.sequence = header.firstSequence();
    this.dataLength = header.dataLength();
    this.checkpointer = new Checkpointer(health);
  }

  /** How much of the main file the last commit used. */
  long dataLength() {
    return dataLength;
  }

  /**
   * Returns when the record is durable; it may then be copied into the main file.
   *
   * @param record its payload filled in, its header not yet
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

  /** The other segment is free once the checkpoint that began at the last switch is through. */
  private void switchSegment() throws IOException {
    checkpointer.await();
    region = 1 - region;
    position = 0;
    JournalHeader target = header(region);
    checkpointer.start(() -> checkpoint(target));
    header = target;
  }

  /**
   * Everything so far into the main file, then on in that region; the writer waits for the disk.
   */
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

  /** Leaves nothing to recover. Not after a failure. */
  public void finish() throws IOException {
    moveTo(0);
  }

  @Override
  public void close() throws IOException {
    checkpointer.close();
    file.close();
  }
}

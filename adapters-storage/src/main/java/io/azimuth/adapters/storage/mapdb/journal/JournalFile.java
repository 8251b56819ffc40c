package io.azimuth.adapters.storage.mapdb.journal;

import io.azimuth.adapters.storage.mapdb.file.FileHeader;
import io.azimuth.adapters.storage.mapdb.file.RawFile;
import io.azimuth.adapters.storage.mapdb.file.StoreId;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The layout of the journal: two header slots, two segments, and after them room for one record
 * that is larger than a segment. The segments are filled with zeros when the file is created. A
 * sync then changes no metadata, which halves its time.
 */
public final class JournalFile implements Closeable {

  /** The name of the journal in the directory of a store. */
  public static final String NAME = "store.journal";

  /** The region after the segments. */
  static final int OVERSIZE = 2;

  private static final int SLOT = 4096;
  private static final long SEGMENTS_AT = 2L * SLOT;
  private static final int ZEROS = 1 << 20;

  private final RawFile file;
  private final long segmentBytes;

  private JournalFile(RawFile file, long segmentBytes) {
    this.file = file;
    this.segmentBytes = segmentBytes;
  }

  /** Writes a new journal into an empty file and syncs it. */
  public static void create(RawFile file, StoreId id, long segmentBytes) throws IOException {
    long length = SEGMENTS_AT + 2 * segmentBytes;
    ByteBuffer zeros = ByteBuffer.allocateDirect(ZEROS);
    for (long at = 0; at < length; at += zeros.limit()) {
      zeros.clear().limit((int) Math.min(ZEROS, length - at));
      file.write(zeros, at);
    }
    file.write(JournalHeader.fresh(id, segmentBytes).encode(), 0);
    file.force(true);
  }

  /** The newest complete header; empty when there is none. */
  public static Optional<JournalHeader> header(RawFile file) throws IOException {
    if (file.length() < SEGMENTS_AT) {
      return Optional.empty();
    }
    return Stream.of(slot(file, 0), slot(file, 1))
        .flatMap(Optional::stream)
        .max(Comparator.comparingLong(JournalHeader::counter));
  }

  private static Optional<JournalHeader> slot(RawFile file, int slot) throws IOException {
    ByteBuffer frame = ByteBuffer.allocate(FileHeader.BYTES);
    file.read(frame, (long) slot * SLOT);
    return JournalHeader.decode(frame);
  }

  /** The journal with that header; empty when the file is too short for it. */
  public static Optional<JournalFile> over(RawFile file, JournalHeader header) throws IOException {
    boolean whole = file.length() >= SEGMENTS_AT + 2 * header.segmentBytes();
    return whole ? Optional.of(new JournalFile(file, header.segmentBytes())) : Optional.empty();
  }

  long segmentBytes() {
    return segmentBytes;
  }

  /** Writes the header into its slot and syncs it. The counter's lowest bit selects the slot. */
  void writeHeader(JournalHeader header) throws IOException {
    file.write(header.encode(), (header.counter() & 1) * SLOT);
    file.force(false);
  }

  /** The record at that place; empty when there is no complete one. */
  Optional<JournalRecord> read(int region, long position) throws IOException {
    long start = start(region);
    long end = region == OVERSIZE ? file.length() : start + segmentBytes;
    return JournalRecord.read(file, start + position, end);
  }

  /** Writes a record and syncs it. */
  void append(ByteBuffer record, int region, long position) throws IOException {
    file.write(record, start(region) + position);
    file.force(region == OVERSIZE);
  }

  /** Removes the room of an oversize record. */
  void trim() throws IOException {
    file.truncate(start(OVERSIZE));
  }

  private long start(int region) {
    return SEGMENTS_AT + region * segmentBytes;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}

package io.azimuth.adapters.storage.mapdb.journal;

import io.azimuth.adapters.storage.mapdb.file.BaseFile;
import io.azimuth.adapters.storage.mapdb.file.StoreErrors;
import java.io.IOException;
import java.util.Optional;

/**
 * Brings the main file to the last commit: replays the records that may be missing in it, syncs it,
 * and begins a new epoch, so that no old record is used again. A recovery that was interrupted, for
 * example by a full disk, can be repeated.
 */
public final class Recovery {

  private final JournalFile journal;
  private final BaseFile base;
  private final JournalHeader header;
  private long expected;
  private long dataLength;
  private int redone;

  /**
   * A recovery that has not run yet.
   *
   * @param header the newest complete header of the journal
   */
  public Recovery(JournalFile journal, BaseFile base, JournalHeader header) {
    this.journal = journal;
    this.base = base;
    this.header = header;
    this.expected = header.firstSequence();
    this.dataLength = header.dataLength();
  }

  /**
   * Recovers.
   *
   * @return the durable header with which the journal begins its new epoch
   */
  public JournalHeader run() throws IOException {
    redo(header.region());
    if (header.region() != JournalFile.OVERSIZE) {
      redo(1 - header.region());
    }
    base.force();
    JournalHeader next = header.next(header.epoch() + 1, expected, 0, base.length(), dataLength);
    journal.writeHeader(next);
    return next;
  }

  /** The number of records that were replayed. */
  public int redone() {
    return redone;
  }

  private void redo(int region) throws IOException {
    Optional<JournalRecord> record = journal.read(region, 0);
    record.ifPresent(this::refuseLaterOne);
    for (long at = 0; record.filter(this::isExpected).isPresent(); ) {
      JournalRecord found = record.get();
      found.redo(base);
      dataLength = found.dataLength();
      expected++;
      redone++;
      at += found.paddedSize();
      record = journal.read(region, at);
    }
  }

  private boolean isExpected(JournalRecord record) {
    return record.epoch() == header.epoch() && record.sequence() == expected;
  }

  /**
   * A record is written only when the header and all records before it are durable. So if a segment
   * begins with a later record than the expected one, one of these was damaged since. To continue
   * would silently lose commits.
   */
  private void refuseLaterOne(JournalRecord record) {
    boolean later =
        record.epoch() > header.epoch()
            || (record.epoch() == header.epoch() && record.sequence() > expected);
    if (later) {
      throw StoreErrors.unusable(
          JournalFile.NAME
              + " is damaged: record "
              + expected
              + " is missing, but record "
              + record.sequence()
              + " is there; restore the directory from a backup");
    }
  }
}

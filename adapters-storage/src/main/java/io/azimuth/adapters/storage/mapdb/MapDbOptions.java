package io.azimuth.adapters.storage.mapdb;

import io.azimuth.adapters.storage.mapdb.file.FileAccess;
import io.azimuth.adapters.storage.mapdb.journal.JournalRecord;
import io.azimuth.adapters.storage.mapdb.journal.Page;
import java.nio.file.Path;

/**
 * The options of an engine.
 *
 * @param directory of the store; created when missing
 * @param segmentBytes the size of each half of a new journal; an existing journal keeps its size
 * @param rebuildAbove the length in bytes of the main file above which a rebuild is considered
 * @param files how the files are accessed
 */
public record MapDbOptions(Path directory, long segmentBytes, long rebuildAbove, FileAccess files) {

  /** 64 MiB of journal in all, which is a checkpoint every few thousand commits. */
  static final long SEGMENT_BYTES = 32L << 20;

  private static final long REBUILD_ABOVE = 64L << 20;

  /** About the most bytes of one commit, unless a single batch is larger. */
  static final long MOST_GROUP_COST = 8L << 20;

  public MapDbOptions {
    if (segmentBytes < Page.BYTES || segmentBytes % JournalRecord.ALIGNMENT != 0) {
      throw new IllegalArgumentException("a segment is a multiple of 512 bytes, 4,096 or more");
    }
  }

  static MapDbOptions of(Path directory) {
    return new MapDbOptions(directory, SEGMENT_BYTES, REBUILD_ABOVE, FileAccess.REAL);
  }
}

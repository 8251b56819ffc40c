package io.azimuth.adapters.storage.mapdb;

import io.azimuth.adapters.storage.mapdb.directory.StoreDirectory;
import io.azimuth.adapters.storage.mapdb.directory.StorePaths;
import io.azimuth.adapters.storage.mapdb.tree.EntryTree;
import java.io.IOException;
import java.time.Clock;
import org.slf4j.Logger;

/**
 * Writes a store again when it is much larger than its entries. MapDB gives no space back to the
 * file system, loses some bytes at each delete, and keeps empty tree nodes, which slow down reading
 * when new keys are always higher than old ones.
 *
 * <p>A rebuild happens while the store is opened. The new pair of files is complete and synced
 * before the first rename, so a kill at any moment leaves the old store or the new one.
 */
final class Rebuild {

  private static final int WORTHWHILE = 2;

  private final StoreDirectory directory;
  private final MapDbOptions options;
  private final Clock clock;
  private final Logger logger;

  Rebuild(StoreDirectory directory, MapDbOptions options, Clock clock, Logger logger) {
    this.directory = directory;
    this.options = options;
    this.clock = clock;
    this.logger = logger;
  }

  /** The same store, or a smaller one with the same entries if that saves enough. */
  OpenFiles ifWorthwhile(OpenFiles old) throws IOException {
    long length = old.volume().dataLength();
    long expected = old.tree().expectedLength();
    if (length <= options.rebuildAbove() || length <= WORTHWHILE * expected) {
      return old;
    }
    logger.info("rebuilding the store: {} bytes long, {} expected", length, expected);
    try {
      copy(old.tree());
    } catch (IOException | RuntimeException e) {
      logger.warn("the store was not rebuilt and is used as it is", e);
      directory.discardUnfinished();
      return old;
    }
    old.close();
    directory.replace();
    return open(directory.paths());
  }

  private void copy(EntryTree tree) throws IOException {
    directory.unfinished().create(clock, options.segmentBytes());
    try (OpenFiles fresh = open(directory.unfinished())) {
      tree.copyTo(fresh.tree());
    }
  }

  private OpenFiles open(StorePaths paths) throws IOException {
    return OpenFiles.open(paths, options.files(), logger);
  }
}

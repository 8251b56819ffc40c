package io.azimuth.adapters.storage.mapdb;

import io.azimuth.adapters.storage.mapdb.directory.StoreDirectory;
import io.azimuth.adapters.storage.mapdb.directory.StorePaths;
import io.azimuth.adapters.storage.mapdb.tree.EntryTree;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import org.slf4j.Logger;

/**
 * Writes a store again when it is much larger than its entries. MapDB gives no space back to the
 * file system, loses some bytes at each delete, and keeps empty tree nodes, which slow down reading
 * when new keys are always higher than old ones. It is also written again when MapDB found its own
 * structures damaged at a write: the entries that can be read do without its lists of free space.
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

  /** The same store, or a new one with the same entries if that saves enough or mends damage. */
  OpenFiles ifWorthwhile(OpenFiles old) throws IOException {
    boolean marked = directory.isMarkedForRebuild();
    if (!marked && !isTooLong(old)) {
      return old;
    }
    try {
      copy(old.tree());
      if (marked) {
        logger.warn("rebuilding a damaged store; the old files are kept in {}", kept());
      }
    } catch (IOException | RuntimeException | AssertionError e) {
      logger.warn("the store was not rebuilt and is used as it is", e);
      directory.discardUnfinished();
      return old;
    }
    old.close();
    directory.replace();
    return open(directory.paths());
  }

  private boolean isTooLong(OpenFiles files) {
    long length = files.volume().dataLength();
    long expected = files.tree().expectedLength();
    if (length <= options.rebuildAbove() || length <= WORTHWHILE * expected) {
      return false;
    }
    logger.info("rebuilding the store: {} bytes long, {} expected", length, expected);
    return true;
  }

  private Path kept() throws IOException {
    return new Restoration(options, clock, logger).keep(directory);
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

package io.azimuth.adapters.storage.mapdb;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import org.mapdb.DBException;
import org.slf4j.Logger;

/** A store that was checked, recovered and opened, with all that has to be closed again. */
final class OpenStore implements Closeable {

  private final MapDbOptions options;
  private final Health health;
  private final Deque<Closeable> resources = new ArrayDeque<>();
  private final Journal journal;
  private final JournalVolume volume;
  private final Tree tree;

  private OpenStore(MapDbOptions options, Clock clock, Logger logger) throws IOException {
    this.options = options;
    this.health = new Health(logger);
    try {
      StoreDirectory directory = opened(StoreDirectory.lock(options.directory()));
      directory.createIfAbsent(clock, options.segmentBytes());
      directory.report(logger);
      RawFile journalFile = opened(options.files().journal(directory.journal()));
      JournalHeader header = directory.check(journalFile);
      JournalFile layout = JournalFile.over(journalFile, header).orElseThrow();
      BaseFile base = opened(options.files().base(directory.main()));
      Recovery recovery = new Recovery(layout, base, header);
      this.journal = opened(new Journal(layout, base, recovery.run(), health));
      logger.debug("opened {}, {} commits replayed", directory, recovery.redone());
      this.volume = opened(new JournalVolume(base, journal, health));
      this.tree = openTree(directory);
    } catch (IOException | RuntimeException | Error e) {
      release();
      throw e;
    }
  }

  /**
   * Opens the store of the directory, or makes an empty one.
   *
   * @throws io.azimuth.domain.error.ServiceException with {@code STORE_UNUSABLE} when it is locked,
   *     damaged, foreign or too new, {@code STORE_FULL} when the disk has no room to recover it
   */
  static OpenStore open(MapDbOptions options, Clock clock, Logger logger) {
    try {
      return new OpenStore(options, clock, logger);
    } catch (IOException | DBException | UncheckedIOException e) {
      throw Refusal.opening(options.directory().toString(), e);
    }
  }

  /** What MapDB throws at a tree that makes no sense depends on where it stumbles. */
  private Tree openTree(StoreDirectory directory) {
    try {
      return Tree.open(volume);
    } catch (UncheckedIOException diskFailed) {
      throw diskFailed;
    } catch (RuntimeException | AssertionError e) {
      throw Refusal.damaged(directory.main() + " holds no tree that can be read", e);
    }
  }

  private <T extends Closeable> T opened(T resource) {
    resources.push(resource);
    return resource;
  }

  Tree tree() {
    return tree;
  }

  JournalVolume volume() {
    return volume;
  }

  Health health() {
    return health;
  }

  Logger logger() {
    return health.logger();
  }

  /** What a group may take: half a segment, so that most fit the rest of one. */
  long groupCost() {
    return Math.min(options.segmentBytes() / 2, MapDbOptions.MOST_GROUP_COST);
  }

  /**
   * Leaves nothing to recover if all went well, then lets go of the files. The writer has ended.
   */
  @Override
  public void close() throws IOException {
    try {
      if (!health.hasFailed()) {
        journal.finish();
      }
    } finally {
      release();
    }
  }

  /** Closes in reverse order, each whatever becomes of the others. */
  private void release() throws IOException {
    IOException first = null;
    while (!resources.isEmpty()) {
      try {
        resources.pop().close();
      } catch (IOException e) {
        first = first == null ? e : first;
      }
    }
    if (first != null) {
      throw first;
    }
  }
}

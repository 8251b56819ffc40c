package io.azimuth.adapters.storage.mapdb;

import io.azimuth.adapters.storage.mapdb.directory.StoreDirectory;
import io.azimuth.adapters.storage.mapdb.directory.StorePaths;
import io.azimuth.adapters.storage.mapdb.file.StoreErrors;
import io.azimuth.adapters.storage.queue.ContentHash;
import io.azimuth.spi.engine.Batch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Iterator;
import java.util.Optional;
import org.mapdb.DBException;
import org.slf4j.Logger;

/**
 * Replaces the content of a store. The new pair of files is written beside the old one, synced,
 * opened again and compared with the given content before the first rename. A kill at any moment
 * leaves the old store or the new one. The directory is locked during the whole restore.
 */
final class Restoration {

  private static final DateTimeFormatter KEPT =
      DateTimeFormatter.ofPattern("'replaced-'yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

  private final MapDbOptions options;
  private final Clock clock;
  private final Logger logger;

  Restoration(MapDbOptions options, Clock clock, Logger logger) {
    this.options = options;
    this.clock = clock;
    this.logger = logger;
  }

  /** See {@link io.azimuth.spi.KeyValueEngineFactory#restore}. */
  Optional<Path> run(Iterator<Batch> content, boolean replace) {
    try (StoreDirectory directory = StoreDirectory.lock(options.directory())) {
      directory.finishInterrupted();
      boolean used = directory.isUsed() && !isEmpty(directory);
      if (used && !replace) {
        throw StoreErrors.unusable(
            "there is a store in " + options.directory() + " already; --force sets it aside");
      }
      write(directory, content, 0);
      Optional<Path> kept = used ? Optional.of(keep(directory)) : Optional.empty();
      directory.replace();
      return kept;
    } catch (IOException | DBException | UncheckedIOException e) {
      throw StoreErrors.opening(options.directory().toString(), e);
    }
  }

  /** A store that cannot be read counts as not empty. */
  private boolean isEmpty(StoreDirectory directory) throws IOException {
    try (OpenFiles files = OpenFiles.open(directory.paths(), options.files(), logger)) {
      return !files.tree().entriesAfter(Optional.empty()).hasNext();
    } catch (RuntimeException | IOException e) {
      logger.debug("the store in {} cannot be read", options.directory(), e);
      return false;
    }
  }

  /** Keeps the files in use under another name; returns it. */
  Path keep(StoreDirectory directory) throws IOException {
    return directory.keepAs(KEPT.format(clock.instant()));
  }

  /**
   * Writes a complete new pair of files beside those in use, syncs it and reads it back.
   *
   * @param floor all revisions are above this one
   */
  void write(StoreDirectory directory, Iterator<Batch> content, long floor) throws IOException {
    boolean done = false;
    try {
      directory.unfinished().create(clock, options.segmentBytes());
      byte[] given = fill(directory.unfinished(), content, floor);
      try (OpenFiles files = OpenFiles.open(directory.unfinished(), options.files(), logger)) {
        ContentHash found = new ContentHash();
        files
            .tree()
            .entriesAfter(Optional.empty())
            .forEachRemaining(e -> found.add(e.key(), e.value()));
        if (!found.matches(given)) {
          throw StoreErrors.unusable(
              "what was written is not what is read back: the disk is faulty");
        }
      }
      done = true;
    } finally {
      if (!done) {
        directory.discardUnfinished();
      }
    }
  }

  private byte[] fill(StorePaths paths, Iterator<Batch> content, long floor) throws IOException {
    ContentHash given = new ContentHash();
    try (OpenFiles files = OpenFiles.open(paths, options.files(), logger)) {
      files.tree().giveRevisionsAbove(floor);
      while (content.hasNext()) {
        Batch batch = content.next();
        batch.writes().forEach((key, value) -> given.add(key, value.orElseThrow()));
        files.tree().apply(batch);
        files.tree().commit();
      }
    }
    return given.sum();
  }
}

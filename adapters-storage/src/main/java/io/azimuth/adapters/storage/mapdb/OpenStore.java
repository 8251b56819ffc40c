package io.azimuth.adapters.storage.mapdb;

import io.azimuth.adapters.storage.mapdb.directory.StoreDirectory;
import io.azimuth.adapters.storage.mapdb.file.StoreErrors;
import io.azimuth.adapters.storage.mapdb.journal.JournalVolume;
import io.azimuth.adapters.storage.mapdb.journal.StoreHealth;
import io.azimuth.adapters.storage.mapdb.tree.EntryTree;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.engine.Batch;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Iterator;
import org.mapdb.DBException;
import org.slf4j.Logger;

/** A locked directory with its open store. */
public final class OpenStore implements Closeable {

  /** The space on the disk that a restore leaves for the store that serves. */
  static final long SPARED = 64L << 20;

  private final MapDbOptions options;
  private final Clock clock;
  private final Logger logger;
  private final OpenResources resources = new OpenResources();
  private final StoreDirectory directory;
  private volatile OpenFiles files;

  private OpenStore(MapDbOptions options, Clock clock, Logger logger) throws IOException {
    this.options = options;
    this.clock = clock;
    this.logger = logger;
    try {
      this.directory = resources.add(StoreDirectory.lock(options.directory()));
      if (directory.prepare(clock, options.segmentBytes())) {
        OpenFiles.open(directory.unfinished(), options.files(), logger).close(); // makes the tree
        directory.replace();
      }
      directory.report(logger);
      OpenFiles found = OpenFiles.open(directory.paths(), options.files(), logger);
      Rebuild rebuild = new Rebuild(directory, options, clock, logger);
      this.files = rebuild.ifWorthwhile(found);
    } catch (IOException | RuntimeException | Error e) {
      resources.close();
      throw e;
    }
  }

  /**
   * Opens the store of the directory, or creates an empty one.
   *
   * @throws io.azimuth.domain.error.ServiceException with {@code STORE_UNUSABLE} when it is locked,
   *     damaged, foreign or too new, {@code STORE_FULL} when the disk has no room to recover it
   */
  static OpenStore open(MapDbOptions options, Clock clock, Logger logger) {
    try {
      return new OpenStore(options, clock, logger);
    } catch (IOException | DBException | UncheckedIOException e) {
      throw StoreErrors.opening(options.directory().toString(), e);
    }
  }

  /** The files in use: others after a restore. */
  OpenFiles files() {
    return files;
  }

  public EntryTree tree() {
    return files.tree();
  }

  /**
   * Writes a complete new pair of files beside those in use.
   *
   * @param floor all revisions are above this one
   * @throws ServiceException with {@code STORE_FULL} when there is no room for a journal
   */
  void writeBeside(Iterator<Batch> content, long floor) throws IOException {
    directory.discardUnfinished();
    requireRoom(2 * options.segmentBytes());
    restoration().write(directory, content, floor);
  }

  /**
   * Checks that the store keeps the room that it needs to grow when so many bytes are written
   * beside it.
   *
   * @throws ServiceException with {@code STORE_FULL}
   */
  void requireRoom(long bytes) throws IOException {
    if (options.files().usableSpace(options.directory()) < SPARED + bytes) {
      throw new ServiceException(
          ErrorCode.STORE_FULL, "a restore leaves 64 MiB of the disk free, and there is not more");
    }
  }

  /**
   * Puts the new pair of files in the place of those in use, which are kept. For the writer alone,
   * between two commits. A kill at any moment leaves the old store or the new one.
   *
   * @return where the old files are
   * @throws ServiceException with {@code STORE_UNCERTAIN} when the store of before may not be the
   *     one that the next start opens; after any other error it is
   */
  Path switchFiles() throws IOException {
    OpenFiles old = files;
    Path kept = kept();
    try {
      directory.replace();
      files = OpenFiles.open(directory.paths(), options.files(), logger);
    } catch (IOException | RuntimeException | Error e) {
      old.health().fail(e); // the files of the directory may not be those in use any more
      throw new ServiceException(
          ErrorCode.STORE_UNCERTAIN, "the new files may be those that the next start opens", e);
    }
    closeReplaced(old);
    return kept;
  }

  /** The restore is done by then, and where the old files are kept an opening recovers them. */
  private void closeReplaced(OpenFiles old) {
    try {
      old.close();
    } catch (IOException | RuntimeException e) {
      logger.warn("the replaced files were not closed as they should be", e);
    }
  }

  private Path kept() throws IOException {
    try {
      return restoration().keep(directory);
    } catch (IOException | RuntimeException e) {
      directory.discardUnfinished();
      throw e;
    }
  }

  private Restoration restoration() {
    return new Restoration(options, clock, logger);
  }

  /** Deletes a new pair of files that is not used. */
  void discardBeside() throws IOException {
    directory.discardUnfinished();
  }

  JournalVolume volume() {
    return files.volume();
  }

  /**
   * The store refuses everything from now on. When MapDB reports that its own structures are
   * damaged, the next opening writes the store again.
   */
  void failWrite(Throwable cause) {
    health().fail(cause);
    if (cause instanceof DBException.DataCorruption) {
      try {
        directory.markForRebuild();
      } catch (IOException e) {
        logger.warn("the next start will not rebuild the store", e);
      }
    }
  }

  /** Whether the store still serves. */
  public StoreHealth health() {
    return files.health();
  }

  Path directory() {
    return options.directory();
  }

  Logger logger() {
    return logger;
  }

  /**
   * The most bytes that a group may cost. At half a segment, most groups fit into the rest of one.
   */
  long groupCost() {
    return Math.min(options.segmentBytes() / 2, MapDbOptions.MOST_GROUP_COST);
  }

  /** Closes everything. The writer must have ended before. */
  @Override
  public void close() throws IOException {
    try {
      files.close();
    } finally {
      resources.close();
    }
  }
}

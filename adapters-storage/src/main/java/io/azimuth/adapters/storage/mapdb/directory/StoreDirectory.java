package io.azimuth.adapters.storage.mapdb.directory;

import io.azimuth.adapters.storage.mapdb.file.StoreErrors;
import io.azimuth.adapters.storage.mapdb.journal.JournalHeader;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.List;
import org.slf4j.Logger;

/**
 * The directory with the files of a store, locked by this process.
 *
 * <p>A new pair of files is written under other names, synced and renamed. Creating: the journal
 * first, so that once there is a main file the store is whole. Replacing: the main file first; it
 * decides, and whoever opens the directory next brings its journal after it.
 */
public final class StoreDirectory implements Closeable {

  public static final String MAIN = "store.db";
  public static final String JOURNAL = "store.journal";
  public static final String LOCK = "store.lock";

  private static final String UNFINISHED = ".new";

  private final Path directory;
  private final DirectoryLock lock;

  private StoreDirectory(Path directory, DirectoryLock lock) {
    this.directory = directory;
    this.lock = lock;
  }

  /**
   * Makes the directory if need be and locks it.
   *
   * @throws io.azimuth.domain.error.ServiceException when another process holds it
   */
  public static StoreDirectory lock(Path directory) throws IOException {
    PrivateFiles.createDirectory(directory);
    return new StoreDirectory(directory, DirectoryLock.take(directory.resolve(LOCK)));
  }

  public StorePaths paths() {
    return new StorePaths(directory.resolve(MAIN), directory.resolve(JOURNAL));
  }

  /** Where a new pair is written. */
  public StorePaths unfinished() {
    return new StorePaths(
        directory.resolve(MAIN + UNFINISHED), directory.resolve(JOURNAL + UNFINISHED));
  }

  /** Warns of files that others may use too. */
  public void report(Logger logger) throws IOException {
    PrivateFiles.report(directory, logger, MAIN, JOURNAL, LOCK);
  }

  /** Ends or throws away what was interrupted, and makes an empty store where there is none. */
  public void prepare(Clock clock, long segmentBytes) throws IOException {
    finishInterrupted();
    if (Files.exists(paths().main())) {
      refuseMissingJournal();
      return;
    }
    refuseOrphan();
    unfinished().create(clock, segmentBytes);
    rename(unfinished().journal(), paths().journal());
    rename(unfinished().main(), paths().main());
  }

  /** Ends a replacement that was interrupted behind its first step, else throws it away. */
  public void finishInterrupted() throws IOException {
    if (new StorePaths(paths().main(), unfinished().journal()).match()) {
      rename(unfinished().journal(), paths().journal());
    }
    discardUnfinished();
  }

  /** Whether there is a store, or anything that may be part of one. */
  public boolean isUsed() throws IOException {
    boolean orphan = Files.exists(paths().journal());
    return Files.exists(paths().main())
        || (orphan && !paths().journalHeader().map(JournalHeader::isFresh).orElse(false));
  }

  /**
   * Gives the files of the store a second name each, in a directory of their own below this one, so
   * that they outlive their replacement.
   *
   * @param name of that directory, which does not exist yet
   */
  public Path keepAs(String name) throws IOException {
    Path kept = directory.resolve(name);
    PrivateFiles.createDirectory(kept);
    for (Path file : List.of(paths().main(), paths().journal())) {
      if (Files.exists(file)) {
        Files.createLink(kept.resolve(file.getFileName()), file);
      }
    }
    PrivateFiles.syncDirectory(kept);
    PrivateFiles.syncDirectory(directory);
    return kept;
  }

  /** Puts the new pair, which is whole and synced, in the place of the old one. */
  public void replace() throws IOException {
    rename(unfinished().main(), paths().main());
    rename(unfinished().journal(), paths().journal());
  }

  public void discardUnfinished() throws IOException {
    Files.deleteIfExists(unfinished().main());
    Files.deleteIfExists(unfinished().journal());
  }

  private void rename(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    PrivateFiles.syncDirectory(directory);
  }

  private void refuseMissingJournal() {
    if (!Files.exists(paths().journal())) {
      throw StoreErrors.unusable(
          paths().journal() + " is missing; restore the directory from a backup");
    }
  }

  /** A journal alone is what a crash during creation leaves, or half of a store: look which. */
  private void refuseOrphan() throws IOException {
    if (!Files.exists(paths().journal())) {
      return;
    }
    if (!paths().journalHeader().map(JournalHeader::isFresh).orElse(false)) {
      throw StoreErrors.unusable(directory + " has a " + JOURNAL + " but no " + MAIN);
    }
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }
}

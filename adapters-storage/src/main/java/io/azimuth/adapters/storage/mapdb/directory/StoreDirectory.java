package io.azimuth.adapters.storage.mapdb.directory;

import io.azimuth.adapters.storage.mapdb.file.StoreErrors;
import io.azimuth.adapters.storage.mapdb.journal.JournalFile;
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
 * <p>A new pair of files is written under other names, synced and renamed. The order makes a kill
 * between the two renames safe: the main file is renamed first and decides, and the next process
 * that opens the directory renames the journal that belongs to it. A new store is renamed when its
 * tree is there, so that a start that was interrupted before is repeated.
 */
public final class StoreDirectory implements Closeable {

  /** The name of the main file. */
  public static final String MAIN = "store.db";

  public static final String JOURNAL = JournalFile.NAME;

  /** The name of the lock file. */
  public static final String LOCK = "store.lock";

  /** The name of the file that has the next opening write the store again. */
  public static final String REBUILD = "store.rebuild";

  private static final String UNFINISHED = ".new";

  private final Path directory;
  private final DirectoryLock lock;

  private StoreDirectory(Path directory, DirectoryLock lock) {
    this.directory = directory;
    this.lock = lock;
  }

  /**
   * Creates the directory if it is missing, and locks it.
   *
   * @throws io.azimuth.domain.error.ServiceException when another process holds the lock
   */
  public static StoreDirectory lock(Path directory) throws IOException {
    PrivateFiles.createDirectory(directory);
    return new StoreDirectory(directory, DirectoryLock.take(directory.resolve(LOCK)));
  }

  /** The places of the files in use. */
  public StorePaths paths() {
    return new StorePaths(directory.resolve(MAIN), directory.resolve(JOURNAL));
  }

  /** The places where a new pair is written. */
  public StorePaths unfinished() {
    return new StorePaths(
        directory.resolve(MAIN + UNFINISHED), directory.resolve(JOURNAL + UNFINISHED));
  }

  /** Warns when other users may access the files. */
  public void report(Logger logger) throws IOException {
    PrivateFiles.report(directory, logger, MAIN, JOURNAL, LOCK);
  }

  /**
   * Completes or discards an interrupted creation or replacement. If there is no store, creates the
   * files of an empty one at the {@link #unfinished} places.
   *
   * @return whether it created them; they become the store by {@link #replace}
   */
  public boolean prepare(Clock clock, long segmentBytes) throws IOException {
    finishInterrupted();
    if (Files.exists(paths().main())) {
      refuseMissingJournal();
      return false;
    }
    refuseOrphan();
    unfinished().create(clock, segmentBytes);
    return true;
  }

  /** Completes a replacement that was interrupted between its two renames. Discards any other. */
  public void finishInterrupted() throws IOException {
    if (new StorePaths(paths().main(), unfinished().journal()).match()) {
      rename(unfinished().journal(), paths().journal());
    }
    discardUnfinished();
  }

  /** Whether there is a store, or a file that may be part of one. */
  public boolean isUsed() throws IOException {
    boolean orphan = Files.exists(paths().journal());
    return Files.exists(paths().main())
        || (orphan && !paths().journalHeader().map(JournalHeader::isFresh).orElse(false));
  }

  /**
   * Links the files of the store into a new directory below this one, so that they survive their
   * replacement.
   *
   * @param name of the new directory, which does not exist yet
   * @return the new directory
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

  /** Replaces the old pair, if there is one, by the new one, which is complete and synced. */
  public void replace() throws IOException {
    rename(unfinished().main(), paths().main());
    rename(unfinished().journal(), paths().journal());
    Files.deleteIfExists(directory.resolve(REBUILD));
  }

  /** Has the next opening write the store again from its entries. */
  public void markForRebuild() throws IOException {
    PrivateFiles.createFile(directory.resolve(REBUILD));
    PrivateFiles.syncDirectory(directory);
  }

  /** Whether this opening is to write the store again. */
  public boolean isMarkedForRebuild() {
    return Files.exists(directory.resolve(REBUILD));
  }

  /** Deletes the new pair. */
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

  /**
   * A journal without a main file is half of a store, or it remains from a crash of an earlier
   * version during creation. Only the latter may be replaced.
   */
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

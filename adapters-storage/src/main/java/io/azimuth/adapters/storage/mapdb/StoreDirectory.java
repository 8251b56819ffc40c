package io.azimuth.adapters.storage.mapdb;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;

/**
 * The directory with the three files of a store, locked by this process.
 *
 * <p>A new store is written under other names, synced and renamed, the journal first: once there is
 * a main file the store is whole.
 */
final class StoreDirectory implements Closeable {

  static final String MAIN = "store.db";
  static final String JOURNAL = "store.journal";
  static final String LOCK = "store.lock";

  private static final String UNFINISHED = ".new";
  private static final long MAIN_MAGIC = 0x415a_4d53_544f_5231L;

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
  static StoreDirectory lock(Path directory) throws IOException {
    PrivateFiles.createDirectory(directory);
    return new StoreDirectory(directory, DirectoryLock.take(directory.resolve(LOCK)));
  }

  Path main() {
    return directory.resolve(MAIN);
  }

  Path journal() {
    return directory.resolve(JOURNAL);
  }

  @Override
  public String toString() {
    return directory.toString();
  }

  /** Warns of files that others may use too. */
  void report(Logger logger) throws IOException {
    PrivateFiles.report(directory, logger, MAIN, JOURNAL, LOCK);
  }

  /** Makes an empty store where there is none. */
  void createIfAbsent(Clock clock, long segmentBytes) throws IOException {
    Files.deleteIfExists(unfinished(MAIN));
    Files.deleteIfExists(unfinished(JOURNAL));
    if (Files.exists(main())) {
      refuseMissingJournal();
      return;
    }
    refuseOrphan();
    StoreId id = StoreId.of(clock);
    try (RawFile file = createFile(JOURNAL)) {
      JournalFile.create(file, id, segmentBytes);
    }
    try (RawFile file = createFile(MAIN)) {
      file.write(ByteBuffer.allocate((int) MappedBase.HEADER), 0);
      file.write(mainHeader(id), 0);
      file.force(true);
    }
    finish(JOURNAL);
    finish(MAIN);
  }

  private void refuseMissingJournal() {
    if (!Files.exists(journal())) {
      throw Refusal.unusable(journal() + " is missing; restore the directory from a backup");
    }
  }

  /** A journal alone is what a crash during creation leaves, or half of a store: look which. */
  private void refuseOrphan() throws IOException {
    if (!Files.exists(journal())) {
      return;
    }
    try (RawFile file = ChannelFile.open(journal())) {
      if (!JournalFile.header(file).map(JournalHeader::isFresh).orElse(false)) {
        throw Refusal.unusable(directory + " has a " + JOURNAL + " but no " + MAIN);
      }
    }
  }

  private RawFile createFile(String name) throws IOException {
    PrivateFiles.createFile(unfinished(name));
    return ChannelFile.open(unfinished(name));
  }

  private void finish(String name) throws IOException {
    Files.move(
        unfinished(name),
        directory.resolve(name),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
    PrivateFiles.syncDirectory(directory);
  }

  private Path unfinished(String name) {
    return directory.resolve(name + UNFINISHED);
  }

  private static ByteBuffer mainHeader(StoreId id) {
    ByteBuffer frame = FileHeader.begin(MAIN_MAGIC);
    id.write(frame);
    return FileHeader.finish(frame);
  }

  /**
   * Checks both headers and that the files are long enough. Reads only.
   *
   * @throws io.azimuth.domain.error.ServiceException when they do not make a store
   */
  JournalHeader check(RawFile journal) throws IOException {
    StoreId id = mainId().orElseThrow(() -> damaged(MAIN, "its header is not whole"));
    JournalHeader header =
        JournalFile.header(journal).orElseThrow(() -> damaged(JOURNAL, "its header is not whole"));
    if (!header.id().equals(id)) {
      throw damaged(JOURNAL, "it belongs to another " + MAIN);
    }
    if (JournalFile.over(journal, header).isEmpty()) {
      throw damaged(JOURNAL, "it was cut short to " + journal.length() + " bytes");
    }
    long length = Files.size(main());
    if (length < MappedBase.HEADER + header.baseLength()) {
      throw damaged(MAIN, "it was cut short to " + length + " bytes");
    }
    return header;
  }

  private Optional<StoreId> mainId() throws IOException {
    if (Files.size(main()) < MappedBase.HEADER) {
      return Optional.empty();
    }
    ByteBuffer frame = ByteBuffer.allocate(FileHeader.BYTES);
    try (RawFile file = ChannelFile.open(main())) {
      file.read(frame, 0);
    }
    return FileHeader.content(frame, MAIN_MAGIC, MAIN).map(StoreId::read);
  }

  private RuntimeException damaged(String file, String how) {
    return Refusal.unusable(
        directory.resolve(file) + " is damaged: " + how + "; restore the directory from a backup");
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }
}

package io.azimuth.adapters.storage.mapdb.directory;

import io.azimuth.adapters.storage.mapdb.file.ChannelFile;
import io.azimuth.adapters.storage.mapdb.file.FileHeader;
import io.azimuth.adapters.storage.mapdb.file.MappedBase;
import io.azimuth.adapters.storage.mapdb.file.RawFile;
import io.azimuth.adapters.storage.mapdb.file.StoreErrors;
import io.azimuth.adapters.storage.mapdb.file.StoreId;
import io.azimuth.adapters.storage.mapdb.journal.JournalFile;
import io.azimuth.adapters.storage.mapdb.journal.JournalHeader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/**
 * The places of the two files of a store.
 *
 * @param main the main file
 */
public record StorePaths(Path main, Path journal) {

  private static final long MAIN_MAGIC = 0x415a_4d53_544f_5231L;

  /** Writes an empty store and syncs it. */
  public void create(Clock clock, long segmentBytes) throws IOException {
    StoreId id = StoreId.of(clock);
    try (RawFile file = createFile(journal)) {
      JournalFile.create(file, id, segmentBytes);
    }
    try (RawFile file = createFile(main)) {
      file.write(ByteBuffer.allocate((int) MappedBase.HEADER), 0);
      ByteBuffer frame = FileHeader.begin(MAIN_MAGIC);
      id.write(frame);
      file.write(FileHeader.finish(frame), 0);
      file.force(true);
    }
  }

  private static RawFile createFile(Path file) throws IOException {
    PrivateFiles.createFile(file);
    return ChannelFile.open(file);
  }

  /** Whether both files exist and belong together. */
  boolean match() throws IOException {
    if (!Files.exists(main) || !Files.exists(journal)) {
      return false;
    }
    Optional<StoreId> id = mainId();
    return id.isPresent() && id.equals(journalHeader().map(JournalHeader::id));
  }

  Optional<JournalHeader> journalHeader() throws IOException {
    try (RawFile file = ChannelFile.open(journal)) {
      return JournalFile.header(file);
    }
  }

  /**
   * Checks both headers and the lengths of the files. Changes nothing.
   *
   * @throws io.azimuth.domain.error.ServiceException when they are no complete store
   */
  public JournalHeader check(RawFile journalFile) throws IOException {
    StoreId id = mainId().orElseThrow(() -> damaged(main, "its header is not whole"));
    JournalHeader header =
        JournalFile.header(journalFile)
            .orElseThrow(() -> damaged(journal, "its header is not whole"));
    if (!header.id().equals(id)) {
      throw damaged(journal, "it belongs to another " + main.getFileName());
    }
    if (JournalFile.over(journalFile, header).isEmpty()) {
      throw damaged(journal, "it was cut short to " + journalFile.length() + " bytes");
    }
    long length = Files.size(main);
    if (length < MappedBase.HEADER + header.baseLength()) {
      throw damaged(main, "it was cut short to " + length + " bytes");
    }
    return header;
  }

  private Optional<StoreId> mainId() throws IOException {
    if (Files.size(main) < MappedBase.HEADER) {
      return Optional.empty();
    }
    ByteBuffer frame = ByteBuffer.allocate(FileHeader.BYTES);
    try (RawFile file = ChannelFile.open(main)) {
      file.read(frame, 0);
    }
    return FileHeader.content(frame, MAIN_MAGIC, main.getFileName().toString()).map(StoreId::read);
  }

  private static RuntimeException damaged(Path file, String how) {
    return StoreErrors.unusable(
        file + " is damaged: " + how + "; restore the directory from a backup");
  }
}

package io.azimuth.adapters.storage.mapdb.file;

import io.azimuth.adapters.storage.mapdb.directory.StoreDirectory;
import io.azimuth.adapters.storage.mapdb.journal.JournalFile;
import io.azimuth.adapters.storage.mapdb.journal.JournalHeader;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Shortens files. */
public final class Truncation {

  private Truncation() {}

  public static void cut(Path file, long length) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(length);
    }
  }

  /**
   * Cuts the main file to the length that the journal's header guarantees: a power cut may leave no
   * more.
   */
  public static void cutMainFileToItsHeaderLength(Path store) throws IOException {
    try (RawFile journal = FileAccess.REAL.journal(store.resolve(StoreDirectory.JOURNAL))) {
      JournalHeader header = JournalFile.header(journal).orElseThrow();
      cut(store.resolve(StoreDirectory.MAIN), MappedBase.HEADER + header.baseLength());
    }
  }
}

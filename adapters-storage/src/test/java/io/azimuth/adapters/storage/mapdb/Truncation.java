package io.azimuth.adapters.storage.mapdb;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Cuts files short. */
final class Truncation {

  private Truncation() {}

  static void cut(Path file, long length) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(length);
    }
  }

  /** What a loss of power may leave: no more than the journal's header knows to be durable. */
  static void cutMainFileToItsHeaderLength(Path store) throws IOException {
    try (RawFile journal = FileAccess.REAL.journal(store.resolve(StoreDirectory.JOURNAL))) {
      JournalHeader header = JournalFile.header(journal).orElseThrow();
      cut(store.resolve(StoreDirectory.MAIN), MappedBase.HEADER + header.baseLength());
    }
  }
}

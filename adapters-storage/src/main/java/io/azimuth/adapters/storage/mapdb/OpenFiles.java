package io.azimuth.adapters.storage.mapdb;

import io.azimuth.adapters.storage.mapdb.directory.StorePaths;
import io.azimuth.adapters.storage.mapdb.file.BaseFile;
import io.azimuth.adapters.storage.mapdb.file.FileAccess;
import io.azimuth.adapters.storage.mapdb.file.RawFile;
import io.azimuth.adapters.storage.mapdb.file.StoreErrors;
import io.azimuth.adapters.storage.mapdb.journal.Journal;
import io.azimuth.adapters.storage.mapdb.journal.JournalFile;
import io.azimuth.adapters.storage.mapdb.journal.JournalHeader;
import io.azimuth.adapters.storage.mapdb.journal.JournalVolume;
import io.azimuth.adapters.storage.mapdb.journal.Recovery;
import io.azimuth.adapters.storage.mapdb.journal.StoreHealth;
import io.azimuth.adapters.storage.mapdb.tree.EntryTree;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.slf4j.Logger;

/** A pair of files that was checked, recovered and opened. */
final class OpenFiles implements Closeable {

  private final StoreHealth health;
  private final OpenResources resources = new OpenResources();
  private final Journal journal;
  private final JournalVolume volume;
  private final EntryTree tree;

  private OpenFiles(StorePaths paths, FileAccess files, Logger logger) throws IOException {
    this.health = new StoreHealth(logger);
    try {
      RawFile journalFile = resources.add(files.journal(paths.journal()));
      JournalHeader header = paths.check(journalFile);
      JournalFile layout = JournalFile.over(journalFile, header).orElseThrow();
      BaseFile base = resources.add(files.base(paths.main()));
      Recovery recovery = new Recovery(layout, base, header);
      this.journal = resources.add(new Journal(layout, base, recovery.run(), health));
      logger.debug("{}: {} commits replayed", paths.main(), recovery.redone());
      this.volume = resources.add(new JournalVolume(base, journal, health));
      this.tree = openTree(paths.main());
    } catch (IOException | RuntimeException | Error e) {
      resources.close();
      throw e;
    }
  }

  static OpenFiles open(StorePaths paths, FileAccess files, Logger logger) throws IOException {
    return new OpenFiles(paths, files, logger);
  }

  /** Which exception MapDB throws for a damaged tree depends on where it finds the damage. */
  private EntryTree openTree(Path main) {
    try {
      return EntryTree.open(volume);
    } catch (UncheckedIOException diskFailed) {
      throw diskFailed;
    } catch (RuntimeException | AssertionError e) {
      throw StoreErrors.damaged(main + " holds no tree that can be read", e);
    }
  }

  EntryTree tree() {
    return tree;
  }

  StoreHealth health() {
    return health;
  }

  JournalVolume volume() {
    return volume;
  }

  /** Closes the files. Afterwards there is nothing to recover if nothing failed. */
  @Override
  public void close() throws IOException {
    try {
      if (!health.hasFailed()) {
        journal.finish();
      }
    } finally {
      resources.close();
    }
  }
}

package io.azimuth.adapters.storage.record;

import io.azimuth.adapters.storage.MemoryDirectory;
import io.azimuth.adapters.storage.mapdb.TestStore;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** Uses a small journal: filling one of the usual size takes longer than most tests. */
class MapDbStoreTest extends EngineStoreContract {

  @TempDir(factory = MemoryDirectory.class)
  Path directory;

  @Override
  protected Opened open() {
    return open(TestStore.open(TestStore.options(directory)));
  }
}

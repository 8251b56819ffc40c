package io.azimuth.adapters.storage.mapdb;

import io.azimuth.adapters.storage.MemoryDirectory;
import io.azimuth.spi.engine.KeyValueEngine;
import io.azimuth.testkit.contract.KeyValueEngineContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** Uses a small journal, so that segments are switched and large batches do not fit into one. */
class MapDbEngineTest extends KeyValueEngineContract {

  @TempDir(factory = MemoryDirectory.class)
  Path directory;

  @Override
  protected KeyValueEngine open() {
    return TestStore.open(TestStore.options(directory));
  }

  @Override
  protected KeyValueEngine reopen() {
    return open();
  }

  @Override
  protected boolean restores() {
    return true;
  }
}

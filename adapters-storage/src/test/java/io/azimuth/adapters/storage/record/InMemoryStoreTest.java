package io.azimuth.adapters.storage.record;

import io.azimuth.adapters.storage.memory.InMemoryEngineFactory;
import io.azimuth.spi.PluginSettings;
import java.nio.file.Path;
import java.util.Map;

class InMemoryStoreTest extends EngineStoreContract {

  @Override
  protected Opened open() {
    return open(new InMemoryEngineFactory(), new PluginSettings(Map.of(), Path.of("")));
  }
}

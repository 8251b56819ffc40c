package io.azimuth.adapters.storage.record;

import io.azimuth.adapters.storage.mapdb.MapDbEngineFactory;
import io.azimuth.spi.PluginSettings;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

class MapDbStoreTest extends EngineStoreContract {

  @TempDir Path directory;

  @Override
  protected Opened open() {
    return open(new MapDbEngineFactory(), new PluginSettings(Map.of("path", "store"), directory));
  }
}

package io.azimuth.adapters.storage.mapdb;

import io.azimuth.adapters.storage.mapdb.file.FileAccess;
import java.nio.file.Path;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens stores with a small journal. */
public final class TestStore {

  public static final long SEGMENT = 2L << 20;

  static final long REBUILD_ABOVE = 64L << 20;

  private static final Logger LOGGER = LoggerFactory.getLogger(TestStore.class);

  private TestStore() {}

  public static MapDbOptions options(Path directory) {
    return options(directory, FileAccess.REAL);
  }

  public static MapDbOptions options(Path directory, FileAccess files) {
    return new MapDbOptions(directory.resolve("store"), SEGMENT, REBUILD_ABOVE, files);
  }

  public static MapDbEngine open(MapDbOptions options) {
    return MapDbEngine.start(openStore(options));
  }

  public static OpenStore openStore(MapDbOptions options) {
    return OpenStore.open(options, Clock.systemUTC(), LOGGER);
  }
}

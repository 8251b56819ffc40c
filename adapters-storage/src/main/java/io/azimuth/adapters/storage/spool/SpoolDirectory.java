package io.azimuth.adapters.storage.spool;

import io.azimuth.application.port.store.Spool;
import io.azimuth.application.port.store.SpoolFile;
import io.azimuth.spi.engine.KeyValueEngine;
import java.io.IOException;
import java.nio.file.Path;

/** Keeps files beside the store, or where the system keeps such when the store has no directory. */
public final class SpoolDirectory implements Spool {

  private final KeyValueEngine engine;

  /** Files beside the store of that engine. */
  public SpoolDirectory(KeyValueEngine engine) {
    this.engine = engine;
  }

  @Override
  public SpoolFile open(String name, Runnable whenClosed) throws IOException {
    Path directory = engine.directory().orElse(Path.of(System.getProperty("java.io.tmpdir")));
    return TemporaryFile.in(directory, name, whenClosed);
  }
}

package io.azimuth.adapters.storage.memory;

import io.azimuth.spi.KeyValueEngineFactory;
import io.azimuth.spi.PluginContext;
import io.azimuth.spi.PluginSettings;
import io.azimuth.spi.engine.KeyValueEngine;
import java.util.Set;

/**
 * Opens the engine of {@code storage "inmem" {}}. It has no settings, and its content ends with the
 * process.
 */
public final class InMemoryEngineFactory implements KeyValueEngineFactory {

  /** For the service loader. */
  public InMemoryEngineFactory() {}

  @Override
  public String type() {
    return InMemoryEngine.TYPE;
  }

  @Override
  public KeyValueEngine open(PluginSettings settings, PluginContext context) {
    validate(settings);
    return new InMemoryEngine();
  }

  @Override
  public void validate(PluginSettings settings) {
    settings.allowOnly(Set.of());
  }
}

package io.azimuth.adapters.storage.mapdb;

import io.azimuth.spi.EngineContext;
import io.azimuth.spi.InvalidSettingsException;
import io.azimuth.spi.KeyValueEngineFactory;
import io.azimuth.spi.PluginContext;
import io.azimuth.spi.PluginSettings;
import io.azimuth.spi.engine.Batch;
import io.azimuth.spi.engine.KeyValueEngine;
import io.azimuth.spi.metrics.Metrics;
import io.azimuth.spi.metrics.NoMetrics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;

/** Opens the engine of {@code storage "mapdb" { path = "directory" }}. */
public final class MapDbEngineFactory implements KeyValueEngineFactory {

  private static final String PATH = "path";

  /** For the service loader. */
  public MapDbEngineFactory() {}

  @Override
  public String type() {
    return MapDbEngine.TYPE;
  }

  @Override
  public KeyValueEngine open(PluginSettings settings, PluginContext context) {
    return open(settings, context, new NoMetrics());
  }

  @Override
  public KeyValueEngine open(PluginSettings settings, EngineContext context) {
    return open(settings, context.plugin(), context.metrics());
  }

  private static KeyValueEngine open(
      PluginSettings settings, PluginContext context, Metrics metrics) {
    MapDbOptions options = MapDbOptions.of(directory(settings));
    return MapDbEngine.start(OpenStore.open(options, context.clock(), context.logger()), metrics);
  }

  @Override
  public Optional<Path> restore(
      PluginSettings settings, PluginContext context, Iterator<Batch> content, boolean replace) {
    MapDbOptions options = MapDbOptions.of(directory(settings));
    return new Restoration(options, context.clock(), context.logger()).run(content, replace);
  }

  @Override
  public void validate(PluginSettings settings) {
    directory(settings);
  }

  private static Path directory(PluginSettings settings) {
    settings.allowOnly(Set.of(PATH));
    if (settings.text(PATH).filter(text -> !text.isBlank()).isEmpty()) {
      throw new InvalidSettingsException(PATH, "the directory of the store is required");
    }
    Path directory = settings.path(PATH).orElseThrow();
    if (Files.exists(directory) && !Files.isDirectory(directory)) {
      throw new InvalidSettingsException(PATH, "is not a directory");
    }
    requireUsable(directory.toAbsolutePath());
    return directory;
  }

  // Creates nothing. A missing directory is created below the nearest one that exists.
  private static void requireUsable(Path directory) {
    Path nearest = directory;
    while (!Files.exists(nearest) && nearest.getParent() != null) {
      nearest = nearest.getParent();
    }
    if (!Files.isDirectory(nearest)) {
      throw new InvalidSettingsException(PATH, "cannot be created: a parent is not a directory");
    }
    if (!Files.isWritable(nearest)) {
      throw new InvalidSettingsException(
          PATH,
          nearest.equals(directory)
              ? "this user may not write to the directory"
              : "cannot be created: this user may not write to the directory above it");
    }
  }
}

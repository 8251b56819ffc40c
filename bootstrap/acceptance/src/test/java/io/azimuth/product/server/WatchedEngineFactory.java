package io.azimuth.product.server;

import io.azimuth.spi.EngineContext;
import io.azimuth.spi.KeyValueEngineFactory;
import io.azimuth.spi.PluginContext;
import io.azimuth.spi.PluginSettings;
import io.azimuth.spi.engine.KeyValueEngine;
import io.azimuth.spi.metrics.NoMetrics;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;

/**
 * Creates {@code storage "watched" { name = "…" over = "mapdb" path = "data" }}: the engine that
 * {@code over} names, wrapped in a {@link WatchedEngine}.
 */
public final class WatchedEngineFactory implements KeyValueEngineFactory {

  static final String TYPE = "watched";
  private static final String NAME = "name";
  private static final String OVER = "over";

  /** For the service loader. */
  public WatchedEngineFactory() {}

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public KeyValueEngine open(PluginSettings settings, PluginContext context) {
    return open(settings, new EngineContext(context, Optional.empty(), new NoMetrics()));
  }

  @Override
  public KeyValueEngine open(PluginSettings settings, EngineContext context) {
    KeyValueEngine engine = over(settings).open(rest(settings), context);
    return new WatchedEngine(settings.text(NAME).orElseThrow(), engine);
  }

  @Override
  public void validate(PluginSettings settings) {
    over(settings).validate(rest(settings));
  }

  private static KeyValueEngineFactory over(PluginSettings settings) {
    String type = settings.text(OVER).orElseThrow();
    return ServiceLoader.load(KeyValueEngineFactory.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(factory -> factory.type().equals(type))
        .findFirst()
        .orElseThrow();
  }

  private static PluginSettings rest(PluginSettings settings) {
    Map<String, String> values = new LinkedHashMap<>(settings.values());
    values.keySet().removeAll(Set.of(NAME, OVER));
    return new PluginSettings(values, settings.directory());
  }
}

package io.azimuth.bootstrap.config;

import io.azimuth.spi.PluginSettings;
import java.util.Map;
import java.util.Optional;

/**
 * A {@code plugin} block: the settings of an auth method or a secrets engine.
 *
 * @param threads how many threads of its jar run its handlers at a time, if the block sets it
 * @param settings the keys and values of the plugin; {@code env://} and {@code file://} values are
 *     already resolved
 * @param lines the line of each key; the line of {@code ""} is that of the block itself
 */
public record PluginBlock(
    String type, Optional<Integer> threads, PluginSettings settings, Map<String, Integer> lines) {

  /** The key for the threads, which the server reads itself in every such block. */
  public static final String THREADS = "max_threads";

  public PluginBlock {
    lines = Map.copyOf(lines);
  }

  /** The line of the key, or of the block if the key is absent. */
  public int lineOf(String key) {
    return lines.getOrDefault(key, lines.getOrDefault("", 0));
  }

  /** Omits the settings, because they may contain secrets. */
  @Override
  public String toString() {
    return "PluginBlock[" + type + "]";
  }
}

package io.azimuth.bootstrap.config;

import io.azimuth.spi.PluginSettings;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The {@code storage} block.
 *
 * @param type names the engine
 * @param settings its keys, values of {@code env://} and {@code file://} already read
 * @param hidden keys whose values came from elsewhere and must not be printed
 * @param lines where the keys stand, {@code ""} being the block itself
 */
public record StorageBlock(
    String type, PluginSettings settings, Set<String> hidden, Map<String, Integer> lines) {

  public StorageBlock {
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(settings, "settings");
    hidden = Set.copyOf(hidden);
    lines = Map.copyOf(lines);
  }

  /** Where the key stands, else where the block begins. */
  public int lineOf(String key) {
    return lines.getOrDefault(key, lines.getOrDefault("", 0));
  }

  /** Without the settings, which may be secret. */
  @Override
  public String toString() {
    return "StorageConfig[" + type + "]";
  }
}

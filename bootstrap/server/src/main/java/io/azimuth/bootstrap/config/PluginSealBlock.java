package io.azimuth.bootstrap.config;

import io.azimuth.spi.PluginSettings;
import java.util.Map;

/**
 * A seal of a plugin, which alone knows the keys of the block.
 *
 * @param settings the keys and values without {@code disabled} and {@code expected_store}; {@code
 *     env://} and {@code file://} values are already resolved
 * @param lines the line of each key; the line of {@code ""} is that of the block itself
 */
public record PluginSealBlock(String type, PluginSettings settings, Map<String, Integer> lines)
    implements SealBlock {

  public PluginSealBlock {
    lines = Map.copyOf(lines);
  }

  /** The line of the key, or of the block if the key is absent. */
  public int lineOf(String key) {
    return lines.getOrDefault(key, lines.getOrDefault("", 0));
  }

  /** Omits the settings, because they may contain secrets. */
  @Override
  public String toString() {
    return "PluginSealBlock[" + type + "]";
  }
}

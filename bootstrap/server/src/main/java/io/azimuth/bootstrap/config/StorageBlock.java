package io.azimuth.bootstrap.config;

import io.azimuth.spi.PluginSettings;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The {@code storage} block.
 *
 * @param type the type of the engine
 * @param settings the keys and values; {@code env://} and {@code file://} values are already
 *     resolved
 * @param hidden the keys whose values came from outside the file and must not be printed
 * @param lines the line of each key; the line of {@code ""} is that of the block itself
 * @param signIn how the server gets the access tokens with which it logs in to the store; its keys
 *     are not among the settings
 */
public record StorageBlock(
    String type,
    PluginSettings settings,
    Set<String> hidden,
    Map<String, Integer> lines,
    Optional<AzureSignInBlock> signIn) {

  public StorageBlock {
    hidden = Set.copyOf(hidden);
    lines = Map.copyOf(lines);
  }

  /** The line of the key, or of the block if the key is absent. */
  public int lineOf(String key) {
    return lines.getOrDefault(key, lines.getOrDefault("", 0));
  }

  /** Omits the settings, because they may contain secrets. */
  @Override
  public String toString() {
    return "StorageConfig[" + type + "]";
  }
}

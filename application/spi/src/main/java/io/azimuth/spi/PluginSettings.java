package io.azimuth.spi;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The keys and values of a plugin's block in the configuration file, all as text.
 *
 * @param values by key
 * @param directory the directory against which relative paths are resolved
 */
public record PluginSettings(Map<String, String> values, Path directory) {

  public PluginSettings {
    values = Map.copyOf(values);
  }

  /** The text of the key, if it was set. */
  public Optional<String> text(String key) {
    return Optional.ofNullable(values.get(key));
  }

  /** The path of the key, relative ones resolved against the file's directory. */
  public Optional<Path> path(String key) {
    return text(key).map(text -> directory.resolve(text).normalize());
  }

  /**
   * Rejects keys that the plugin does not know.
   *
   * @throws InvalidSettingsException naming the first unknown key
   */
  public void allowOnly(Set<String> known) {
    for (String key : new TreeSet<>(values.keySet())) {
      if (!known.contains(key)) {
        throw InvalidSettingsException.unknownKey(key, known);
      }
    }
  }

  /** The keys only, because values may be secret. */
  @Override
  public String toString() {
    return "PluginSettings" + values.keySet();
  }
}

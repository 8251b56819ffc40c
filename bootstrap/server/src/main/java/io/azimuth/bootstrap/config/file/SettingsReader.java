package io.azimuth.bootstrap.config.file;

import io.azimuth.bootstrap.configfile.BlockReader;
import io.azimuth.bootstrap.configfile.ConfigProblems;
import io.azimuth.bootstrap.configfile.ExternalValues;
import io.azimuth.domain.hcl.HclItem;
import io.azimuth.spi.PluginSettings;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads a block whose keys only the plugin knows. The plugin checks them. */
final class SettingsReader {

  private final ExternalValues source;
  private final ConfigProblems problems;

  SettingsReader(ExternalValues source, ConfigProblems problems) {
    this.source = source;
    this.problems = problems;
  }

  /**
   * The content of the block.
   *
   * @param settings the keys and values
   * @param references the keys whose values came from outside the file
   * @param lines the line of each key; the line of {@code ""} is that of the block itself
   */
  record Read(PluginSettings settings, Set<String> references, Map<String, Integer> lines) {}

  Read read(HclItem.Block block) {
    return read(block, Set.of());
  }

  /** The same without keys that others read; only their lines are noted. */
  Read read(HclItem.Block block, Set<String> otherKeys) {
    BlockReader reader = BlockReader.of(block, problems);
    Map<String, String> values = new HashMap<>();
    Set<String> references = new HashSet<>();
    Map<String, Integer> lines = new HashMap<>(Map.of("", block.position().line()));
    for (String key : reader.keys()) {
      lines.put(key, reader.lineOf(key));
      if (otherKeys.contains(key)) {
        continue;
      }
      Optional<String> text = reader.text(key);
      if (text.filter(ExternalValues::isReference).isPresent()) {
        references.add(key);
      }
      text.flatMap(value -> resolved(reader, key, value)).ifPresent(v -> values.put(key, v));
    }
    return new Read(new PluginSettings(values, source.directory()), references, lines);
  }

  private Optional<String> resolved(BlockReader reader, String key, String text) {
    if (!ExternalValues.isReference(text)) {
      return Optional.of(text);
    }
    try {
      return Optional.of(new String(source.bytes(text), StandardCharsets.UTF_8).strip());
    } catch (ExternalValues.UnreadableException e) {
      reader.error(key, e.sentence());
      return Optional.empty();
    }
  }
}

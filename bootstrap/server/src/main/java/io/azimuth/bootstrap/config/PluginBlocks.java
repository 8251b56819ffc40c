package io.azimuth.bootstrap.config;

import io.azimuth.spi.PluginSettings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All {@code plugin} blocks.
 *
 * @param blocks the blocks, at most one of each type
 * @param directory the directory of the configuration file
 */
public record PluginBlocks(List<PluginBlock> blocks, Path directory) {

  public PluginBlocks {
    blocks = List.copyOf(blocks);
  }

  /** The block of the type, if there is one. */
  public Optional<PluginBlock> ofType(String type) {
    return blocks.stream().filter(block -> block.type().equals(type)).findFirst();
  }

  /** How many threads run the handlers of a type, where its block sets it. */
  public Map<String, Integer> threads() {
    Map<String, Integer> byType = new HashMap<>();
    blocks.forEach(block -> block.threads().ifPresent(most -> byType.put(block.type(), most)));
    return byType;
  }

  /** The settings of the type; without values if there is no block. */
  public PluginSettings settings(String type) {
    return ofType(type)
        .map(PluginBlock::settings)
        .orElseGet(() -> new PluginSettings(Map.of(), directory));
  }
}

package io.azimuth.bootstrap.config.file;

import io.azimuth.bootstrap.config.PluginBlock;
import io.azimuth.bootstrap.config.PluginBlocks;
import io.azimuth.domain.hcl.HclItem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads {@code plugin} blocks. */
final class PluginReader {

  private final ExternalValues source;
  private final ConfigProblems problems;

  PluginReader(ExternalValues source, ConfigProblems problems) {
    this.source = source;
    this.problems = problems;
  }

  PluginBlocks read(List<HclItem.Block> blocks) {
    SettingsReader reader = new SettingsReader(source, problems);
    Map<String, PluginBlock> byType = new LinkedHashMap<>();
    for (HclItem.Block block : blocks) {
      String type = block.labels().get(0);
      SettingsReader.Read read = reader.read(block);
      PluginBlock plugin = new PluginBlock(type, read.settings(), read.lines());
      if (byType.putIfAbsent(type, plugin) != null) {
        problems.error(
            plugin.lineOf(""), "plugin \"" + type + "\": there is another of this type above");
      }
    }
    return new PluginBlocks(List.copyOf(byType.values()), source.directory());
  }
}

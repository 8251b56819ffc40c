package io.azimuth.bootstrap.config.file;

import io.azimuth.bootstrap.config.PluginBlock;
import io.azimuth.bootstrap.config.PluginBlocks;
import io.azimuth.bootstrap.configfile.BlockReader;
import io.azimuth.bootstrap.configfile.ConfigProblems;
import io.azimuth.bootstrap.configfile.ExternalValues;
import io.azimuth.domain.hcl.HclItem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code plugin} blocks. */
final class PluginReader {

  private static final int MOST_THREADS = 1_000;

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
      SettingsReader.Read read = reader.read(block, Set.of(PluginBlock.THREADS));
      PluginBlock plugin = new PluginBlock(type, threads(block), read.settings(), read.lines());
      if (byType.putIfAbsent(type, plugin) != null) {
        problems.error(
            plugin.lineOf(""), "plugin \"" + type + "\": there is another of this type above");
      }
    }
    return new PluginBlocks(List.copyOf(byType.values()), source.directory());
  }

  private Optional<Integer> threads(HclItem.Block block) {
    BlockReader own = BlockReader.of(block, problems);
    Optional<String> text = own.text(PluginBlock.THREADS);
    Optional<Integer> number =
        text.filter(it -> it.matches("[0-9]{1,4}"))
            .map(Integer::parseInt)
            .filter(it -> it >= 1 && it <= MOST_THREADS);
    if (text.isPresent() && number.isEmpty()) {
      own.error(PluginBlock.THREADS, "must be a whole number from 1 to " + MOST_THREADS);
    }
    return number;
  }
}

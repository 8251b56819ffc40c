package io.azimuth.bootstrap.config.file;

import io.azimuth.bootstrap.config.StorageBlock;
import io.azimuth.domain.hcl.HclItem;
import io.azimuth.spi.PluginSettings;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the {@code storage} block. The storage engine checks its keys. */
final class StorageReader {

  private final ExternalValues source;
  private final ConfigProblems problems;

  StorageReader(ExternalValues source, ConfigProblems problems) {
    this.source = source;
    this.problems = problems;
  }

  Optional<StorageBlock> read(List<HclItem.Block> blocks) {
    if (blocks.isEmpty()) {
      problems.error(0, "there is no storage block; add: storage \"mapdb\" { path = \"data\" }");
      return Optional.empty();
    }
    for (HclItem.Block extra : blocks.subList(1, blocks.size())) {
      problems.error(
          extra.position().line(),
          "storage: there can be one only; the first is in line "
              + blocks.get(0).position().line());
    }
    return Optional.of(read(blocks.get(0)));
  }

  private StorageBlock read(HclItem.Block block) {
    BlockReader reader = BlockReader.of(block, problems);
    Map<String, String> values = new HashMap<>();
    Set<String> hidden = new HashSet<>();
    Map<String, Integer> lines = new HashMap<>(Map.of("", block.position().line()));
    for (String key : reader.keys()) {
      lines.put(key, reader.lineOf(key));
      Optional<String> text = reader.text(key);
      if (text.filter(ExternalValues::isReference).isPresent()) {
        hidden.add(key);
      }
      text.flatMap(value -> resolved(reader, key, value)).ifPresent(v -> values.put(key, v));
    }
    PluginSettings settings = new PluginSettings(values, source.directory());
    return new StorageBlock(block.labels().get(0), settings, hidden, lines);
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

package io.azimuth.bootstrap.config.file;

import io.azimuth.bootstrap.config.StorageBlock;
import io.azimuth.domain.hcl.HclItem;
import java.util.List;
import java.util.Optional;

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
    SettingsReader.Read read = new SettingsReader(source, problems).read(block);
    return new StorageBlock(
        block.labels().get(0), read.settings(), read.references(), read.lines());
  }
}

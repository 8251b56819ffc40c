package io.azimuth.bootstrap.config.file;

import io.azimuth.bootstrap.config.AzureSignInBlock;
import io.azimuth.bootstrap.config.StorageBlock;
import io.azimuth.bootstrap.configfile.BlockReader;
import io.azimuth.bootstrap.configfile.ConfigProblems;
import io.azimuth.bootstrap.configfile.ExternalValues;
import io.azimuth.domain.hcl.HclItem;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the {@code storage} block. The storage engine checks its keys. */
final class StorageReader {

  /** Vault's name. An engine that logs in to nothing does not know the key. */
  private static final String AUTH_MODE = "auth_mode";

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
    String mode = authMode(block);
    AzureSignInReader reader = new AzureSignInReader(source, BlockReader.of(block, problems));
    Optional<AzureSignInBlock> signIn =
        switch (mode) {
          case "azure" -> Optional.of(reader.read());
          case "azure_msi" -> Optional.of(reader.managedIdentity());
          default -> Optional.empty();
        };
    SettingsReader.Read read = new SettingsReader(source, problems).read(block, keys(mode));
    return new StorageBlock(
        block.labels().get(0), read.settings(), read.references(), read.lines(), signIn);
  }

  private static Set<String> keys(String mode) {
    return switch (mode) {
      case "azure" -> AzureSignInReader.KEYS;
      case "azure_msi" -> AzureSignInReader.MANAGED_KEYS;
      default -> Set.of();
    };
  }

  // What cannot be read is reported with the other settings.
  private String authMode(HclItem.Block block) {
    try {
      Optional<String> written =
          block
              .body()
              .attribute(AUTH_MODE)
              .flatMap(attribute -> BlockReader.scalar(attribute.value()));
      return written.isPresent()
          ? new String(source.bytes(written.get()), StandardCharsets.UTF_8).strip()
          : "";
    } catch (ExternalValues.UnreadableException e) {
      return "";
    }
  }
}

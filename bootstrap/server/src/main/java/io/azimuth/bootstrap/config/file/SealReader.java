package io.azimuth.bootstrap.config.file;

import io.azimuth.adapters.storage.seal.SealKey;
import io.azimuth.adapters.storage.seal.StaticSealConfig;
import io.azimuth.application.port.seal.StoreFingerprint;
import io.azimuth.bootstrap.config.AzureKeyVaultSealBlock;
import io.azimuth.bootstrap.config.PluginSealBlock;
import io.azimuth.bootstrap.config.SealBlock;
import io.azimuth.bootstrap.config.SealBlocks;
import io.azimuth.bootstrap.config.StaticSealBlock;
import io.azimuth.bootstrap.configfile.BlockReader;
import io.azimuth.bootstrap.configfile.ConfigProblems;
import io.azimuth.bootstrap.configfile.ExternalValues;
import io.azimuth.bootstrap.configfile.FileCheck;
import io.azimuth.domain.hcl.HclBody;
import io.azimuth.domain.hcl.HclItem;
import io.azimuth.domain.secret.SecretBytes;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the {@code seal} block and its keys. */
final class SealReader {

  private static final String DISABLED = "disabled";
  private static final String EXPECTED_STORE = "expected_store";
  private static final String TYPE_VARIABLE = "VAULT_SEAL_TYPE";
  private static final int MAX_ID_BYTES = 255;

  private final ExternalValues source;
  private final ConfigProblems problems;

  SealReader(ExternalValues source, ConfigProblems problems) {
    this.source = source;
    this.problems = problems;
  }

  /** Reads the seals; those that have an error are left out. */
  SealBlocks read(List<HclItem.Block> blocks) {
    if (blocks.isEmpty()) {
      return new SealBlocks(ofEnvironment(), Optional.empty(), Optional.empty());
    }
    Optional<SealBlock> own = Optional.empty();
    Optional<SealBlock> disabled = Optional.empty();
    Optional<StoreFingerprint> expected = Optional.empty();
    Map<Boolean, Integer> lines = new HashMap<>();
    for (HclItem.Block block : blocks) {
      int line = block.position().line();
      BlockReader reader = BlockReader.of(block, problems);
      boolean isDisabled = reader.flag(DISABLED, false);
      Integer first = lines.putIfAbsent(isDisabled, line);
      if (first != null) {
        problems.error(
            line,
            isDisabled
                ? "seal: only one can be disabled; the first is in line " + first
                : "seal: only one can be enabled; the first is in line " + first);
      }
      expected = expectedStore(reader, expected);
      Optional<SealBlock> read = read(block, reader);
      if (isDisabled) {
        disabled = read;
      } else {
        own = read;
      }
    }
    return new SealBlocks(own, disabled, expected);
  }

  // A store that is to be moved is named in either block: one of them goes away after the move.
  private static Optional<StoreFingerprint> expectedStore(
      BlockReader reader, Optional<StoreFingerprint> earlier) {
    Optional<String> text = reader.text(EXPECTED_STORE);
    Optional<StoreFingerprint> found = text.flatMap(StoreFingerprint::parse);
    if (text.isPresent() && found.isEmpty()) {
      reader.error(
          EXPECTED_STORE,
          "must be azimuth_store_fingerprint of sys/seal-status: 64 hexadecimal digits");
    } else if (found.isPresent() && earlier.isPresent() && !found.equals(earlier)) {
      reader.error(EXPECTED_STORE, "differs from that of the other seal block");
    }
    return found.or(() -> earlier);
  }

  // As Vault does it: then all settings come from variables.
  private Optional<SealBlock> ofEnvironment() {
    boolean wanted =
        source
            .environment()
            .get(TYPE_VARIABLE)
            .filter(AzureKeyVaultSealBlock.TYPE::equals)
            .isPresent();
    return wanted
        ? new AzureKeyVaultSealReader(
                source, new BlockReader(TYPE_VARIABLE, 0, new HclBody(List.of()), problems))
            .read()
        : Optional.empty();
  }

  private Optional<SealBlock> read(HclItem.Block block, BlockReader reader) {
    return switch (block.labels().get(0)) {
      case StaticSealBlock.TYPE -> read(reader).map(StaticSealBlock::new);
      case AzureKeyVaultSealBlock.TYPE -> new AzureKeyVaultSealReader(source, reader).read();
      default -> Optional.of(ofPlugin(block));
    };
  }

  // Whether there is such a plugin is known when all are loaded.
  private PluginSealBlock ofPlugin(HclItem.Block block) {
    SettingsReader.Read read =
        new SettingsReader(source, problems).read(block, Set.of(DISABLED, EXPECTED_STORE));
    return new PluginSealBlock(block.labels().get(0), read.settings(), read.lines());
  }

  private Optional<StaticSealConfig> read(BlockReader block) {
    requireKey(block, "current_key_id", "the name under which the key is remembered");
    requireKey(block, "current_key", "32 bytes, as file:// or env://");
    if (block.has("previous_key") || block.has("previous_key_id")) {
      requireKey(block, "previous_key_id", "previous_key needs it");
      requireKey(block, "previous_key", "previous_key_id needs it");
    }
    Optional<SealKey> current = key(block, "current_key_id", "current_key");
    Optional<SealKey> previous = key(block, "previous_key_id", "previous_key");
    block.finish();
    if (current.isPresent() && current.map(SealKey::id).equals(previous.map(SealKey::id))) {
      block.error("previous_key_id", "must differ from current_key_id");
      return Optional.empty();
    }
    return current.map(key -> new StaticSealConfig(key, previous));
  }

  private static void requireKey(BlockReader block, String key, String why) {
    if (!block.has(key)) {
      block.missing(key, why);
    }
  }

  private Optional<SealKey> key(BlockReader block, String idKey, String keyKey) {
    Optional<String> id = block.text(idKey).filter(text -> shortEnough(block, idKey, text));
    Optional<SecretBytes> bytes = block.text(keyKey).flatMap(text -> bytes(block, keyKey, text));
    return id.flatMap(name -> bytes.map(key -> new SealKey(name, key)));
  }

  private static boolean shortEnough(BlockReader block, String key, String id) {
    boolean fits = id.getBytes(StandardCharsets.UTF_8).length <= MAX_ID_BYTES;
    if (!fits) {
      block.error(key, "must have at most 255 bytes");
    }
    return fits;
  }

  private Optional<SecretBytes> bytes(BlockReader block, String key, String text) {
    if (!ExternalValues.isReference(text)) {
      block.warning(key, "stands in the configuration file itself; use file:// or env://");
    }
    source
        .fileOf(text)
        .flatMap(file -> FileCheck.openToOthers(file, "0600"))
        .ifPresent(loose -> block.warning(key, loose));
    try {
      Optional<SecretBytes> decoded = decode(source.bytes(text));
      if (decoded.isEmpty()) {
        block.error(key, "must be 32 bytes, raw or as base64");
      }
      return decoded;
    } catch (ExternalValues.UnreadableException e) {
      block.error(key, e.sentence());
      return Optional.empty();
    }
  }

  /** Decodes 32 raw bytes, or base64 of 32 bytes with optional surrounding white space. */
  static Optional<SecretBytes> decode(byte[] bytes) {
    if (bytes.length == SealKey.LENGTH) {
      return Optional.of(SecretBytes.of(bytes));
    }
    String text = new String(bytes, StandardCharsets.ISO_8859_1).strip();
    try {
      byte[] decoded = Base64.getDecoder().decode(text);
      return decoded.length == SealKey.LENGTH
          ? Optional.of(SecretBytes.of(decoded))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}

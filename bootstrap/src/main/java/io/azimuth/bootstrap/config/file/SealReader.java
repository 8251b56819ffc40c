package io.azimuth.bootstrap.config.file;

import io.azimuth.adapters.storage.seal.SealKey;
import io.azimuth.adapters.storage.seal.StaticSealConfig;
import io.azimuth.domain.hcl.HclItem;
import io.azimuth.domain.secret.SecretBytes;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Reads the {@code seal} block and its keys. */
final class SealReader {

  private static final int MAX_ID_BYTES = 255;

  private final ExternalValues source;
  private final ConfigProblems problems;

  SealReader(ExternalValues source, ConfigProblems problems) {
    this.source = source;
    this.problems = problems;
  }

  /** Reads the seal; empty if the block is absent or has an error. */
  Optional<StaticSealConfig> read(List<HclItem.Block> blocks) {
    if (blocks.isEmpty()) {
      return Optional.empty();
    }
    for (HclItem.Block extra : blocks.subList(1, blocks.size())) {
      problems.error(
          extra.position().line(),
          "seal: there can be one only; the first is in line " + blocks.get(0).position().line());
    }
    HclItem.Block block = blocks.get(0);
    if (!block.labels().equals(List.of("static"))) {
      problems.error(
          block.position().line(),
          "seal \"%s\": the only kind is \"static\"; without a seal block, Shamir key shares are used"
              .formatted(block.labels().get(0)));
      return Optional.empty();
    }
    return read(BlockReader.of(block, problems));
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

package io.azimuth.application.kv;

import io.azimuth.domain.kv.KeySettings;
import io.azimuth.domain.kv.SecretMetadata;
import io.azimuth.domain.kv.SecretVersion;
import io.azimuth.domain.text.GoDuration;
import io.azimuth.spi.api.Value;
import java.time.Instant;
import java.util.Map;

/** KV v2 secrets as the API shows them. */
final class SecretView {

  private static final String CUSTOM = "custom_metadata";

  private SecretView() {}

  /** One version; 0 is the current one. */
  static Value.Obj version(SecretMetadata metadata, int number) {
    int shown = number == 0 ? metadata.current() : number;
    SecretVersion version = metadata.version(shown).orElseThrow();
    return times(version).put(CUSTOM, custom(metadata.custom())).put("version", shown).build();
  }

  /** The metadata of the secret and of all its versions. */
  static Value.Obj metadata(SecretMetadata metadata) {
    Value.Builder versions = Value.Obj.builder();
    metadata
        .versions()
        .forEach((number, version) -> versions.put(number.toString(), times(version).build()));
    return settings(metadata.settings())
        .put("versions", versions.build())
        .put("current_version", metadata.current())
        .put("current_metadata_version", metadata.metadataVersion())
        .put("oldest_version", metadata.oldest())
        .put("created_time", metadata.createdAt().toString())
        .put("updated_time", metadata.updatedAt().toString())
        .put(CUSTOM, custom(metadata.custom()))
        .build();
  }

  static Value.Builder settings(KeySettings settings) {
    return Value.Obj.builder()
        .put("max_versions", settings.maxVersions())
        .put("cas_required", settings.casRequired())
        .put("metadata_cas_required", settings.metadataCasRequired())
        .put("delete_version_after", GoDuration.format(settings.deleteVersionAfter()));
  }

  private static Value.Builder times(SecretVersion version) {
    return Value.Obj.builder()
        .put("created_time", version.createdAt().toString())
        .put("deletion_time", version.deletesAt().map(Instant::toString).orElse(""))
        .put("destroyed", version.destroyed());
  }

  private static Value custom(Map<String, String> custom) {
    return custom.isEmpty() ? Value.NULL : Value.of(custom);
  }
}

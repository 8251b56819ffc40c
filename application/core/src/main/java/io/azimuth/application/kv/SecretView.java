package io.azimuth.application.kv;

import io.azimuth.domain.kv.KeySettings;
import io.azimuth.domain.kv.SecretMetadata;
import io.azimuth.domain.kv.SecretVersion;
import io.azimuth.domain.text.GoDuration;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.AnswerField;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** KV v2 secrets as the API shows them. */
final class SecretView {

  private static final String CUSTOM = "custom_metadata";

  private static final AnswerField CREATED =
      AnswerField.time("created_time", "when the version was written");
  private static final AnswerField DELETED =
      AnswerField.text("deletion_time", "when it was or will be deleted; empty when neither");
  private static final AnswerField DESTROYED =
      AnswerField.flag("destroyed", "whether its data is gone for ever");
  private static final AnswerField CUSTOM_METADATA =
      AnswerField.pairs(CUSTOM, "texts about the secret").orNull();

  /** What {@link #version} shows. */
  static final List<AnswerField> OF_VERSION =
      List.of(
          CREATED,
          DELETED,
          DESTROYED,
          CUSTOM_METADATA,
          AnswerField.number("version", "the number of the version"));

  /** What {@link #settings} shows. */
  static final List<AnswerField> OF_SETTINGS =
      List.of(
          AnswerField.of(VersionSettingsFields.MAX_VERSIONS),
          AnswerField.of(VersionSettingsFields.CAS_REQUIRED),
          AnswerField.of(VersionSettingsFields.METADATA_CAS_REQUIRED),
          AnswerField.text(
              "delete_version_after", "how long a version can be read, such as 1h0m0s"));

  /** What {@link #metadata} shows. */
  static final List<AnswerField> OF_METADATA =
      Stream.concat(
              OF_SETTINGS.stream(),
              Stream.of(
                  AnswerField.objectsByName(
                      "versions", "the versions by number", CREATED, DELETED, DESTROYED),
                  AnswerField.number("current_version", "the number of the newest version"),
                  AnswerField.number("current_metadata_version", "how often it was changed"),
                  AnswerField.number("oldest_version", "the number of the oldest one kept"),
                  AnswerField.time("created_time", "when the secret was written first"),
                  AnswerField.time("updated_time", "when it was written last"),
                  CUSTOM_METADATA))
          .toList();

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

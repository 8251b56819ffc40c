package io.azimuth.bootstrap.command.client.kv;

import io.azimuth.spi.api.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The settings of one secret that a command writes. */
final class KvMetadataOptions {

  @Option(
      names = "--max-versions",
      paramLabel = "N",
      description = "How many versions are kept; 0: what the mount says.")
  private @Nullable Long maxVersions;

  @Option(
      names = "--cas-required",
      arity = "0..1",
      fallbackValue = "true",
      paramLabel = "true|false",
      description = "Whether each write must name the version that it follows.")
  private @Nullable Boolean casRequired;

  @Option(
      names = "--delete-version-after",
      paramLabel = "DURATION",
      description = "How long a version can be read; 0: without end.")
  private @Nullable String deleteVersionAfter;

  @Option(
      names = "--custom-metadata",
      paramLabel = "KEY=VALUE",
      description = "A note kept with the secret; may come several times.")
  private Map<String, String> custom = new LinkedHashMap<>();

  /** The settings that are given, and the notes to remove. */
  Value.Obj body(List<String> removed) {
    Value.Builder body = Value.Obj.builder();
    Optional.ofNullable(maxVersions).ifPresent(number -> body.put("max_versions", number));
    Optional.ofNullable(casRequired).ifPresent(on -> body.put("cas_required", on));
    body.putIfPresent("delete_version_after", Optional.ofNullable(deleteVersionAfter));
    Value.Builder notes = Value.Obj.builder();
    custom.forEach(notes::put);
    removed.forEach(key -> notes.put(key, Value.NULL));
    if (!custom.isEmpty() || !removed.isEmpty()) {
      body.put("custom_metadata", notes.build());
    }
    return body.build();
  }
}

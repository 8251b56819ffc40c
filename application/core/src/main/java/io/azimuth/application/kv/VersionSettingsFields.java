package io.azimuth.application.kv;

import io.azimuth.domain.kv.KeySettings;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.route.Field;
import io.azimuth.spi.route.Fields;
import java.time.Duration;

/** The parameters for how long and how many versions are kept, for a mount or a secret. */
final class VersionSettingsFields {

  static final Field<Integer> MAX_VERSIONS =
      Field.number("max_versions", 0, "how many versions are kept, at most 900");
  static final Field<Boolean> CAS_REQUIRED =
      Field.flag("cas_required", false, "whether each write must name the version it follows");
  static final Field<Boolean> METADATA_CAS_REQUIRED =
      Field.flag(
          "metadata_cas_required",
          false,
          "whether each write of metadata must name the version it follows");

  private static final String DELETE_AFTER = "delete_version_after";

  /** For a secret. */
  static final Field<Duration> DELETE_VERSION_AFTER =
      Field.duration(DELETE_AFTER, Duration.ZERO, "how long a version can be read");

  /** For a mount, which may also keep its versions for ever. */
  static final Field<Duration> DELETE_ALL_AFTER =
      Field.signedDuration(DELETE_AFTER, Duration.ZERO, "how long a version can be read");

  private static final Duration DISABLED = Duration.ofSeconds(-1);

  private VersionSettingsFields() {}

  /** The settings, changed by the parameters that are present. */
  static KeySettings changed(KeySettings current, Fields fields, Field<Duration> lifetime) {
    int maxVersions = fields.present(MAX_VERSIONS).orElse(current.maxVersions());
    if (maxVersions < 0 || maxVersions > KeySettings.MAX_VERSIONS) {
      throw RefusedException.invalid("max_versions must be between 0 and 900");
    }
    Duration after = fields.present(lifetime).orElse(current.deleteVersionAfter());
    return new KeySettings(
        maxVersions,
        fields.present(CAS_REQUIRED).orElse(current.casRequired()),
        fields.present(METADATA_CAS_REQUIRED).orElse(current.metadataCasRequired()),
        after.isNegative() ? DISABLED : after);
  }
}

package io.azimuth.application.kv;

import io.azimuth.domain.kv.KeySettings;
import io.azimuth.domain.kv.SecretMetadata;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.Call;
import io.azimuth.spi.route.Field;
import java.util.Optional;
import java.util.regex.Pattern;

/** Checks that a write is based on the version that its writer has seen. */
final class CheckAndSet {

  static final Field<Value.Obj> OPTIONS =
      Field.object("options", "cas: the number of the version that this one is to follow");

  static final Field<Integer> METADATA =
      Field.number("metadata_cas", 0, "the version of the metadata that this one is to follow");

  private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,18}");

  private CheckAndSet() {}

  /**
   * Refuses a write based on another version than the current one, or one without a version where
   * it is required.
   */
  static void check(Call call, SecretMetadata metadata, KeySettings mount) {
    Optional<Value> cas = call.fields().value(OPTIONS).get("cas");
    if (cas.isEmpty()) {
      if (metadata.settings().on(mount).casRequired()) {
        throw RefusedException.invalid("check-and-set parameter required for this call");
      }
      return;
    }
    if (number(cas.get()) != metadata.current()) {
      throw RefusedException.invalid("check-and-set parameter did not match the current version");
    }
  }

  /**
   * Refuses a write of metadata based on another version of it than the current one, or one without
   * a version where it is required.
   */
  static void checkMetadata(Call call, Optional<SecretMetadata> found, KeySettings mount) {
    Optional<Integer> cas = call.fields().present(METADATA);
    KeySettings own = found.map(SecretMetadata::settings).orElse(KeySettings.DEFAULT);
    if (cas.isEmpty() && own.on(mount).metadataCasRequired()) {
      throw RefusedException.invalid("metadata check-and-set parameter required for this call");
    }
    int current = found.map(SecretMetadata::metadataVersion).orElse(0);
    if (cas.isPresent() && cas.get() != current) {
      throw RefusedException.invalid(
          found.isPresent()
              ? "metadata check-and-set parameter does not match the current version"
              : "metadata_cas must be 0 when creating new metadata");
    }
  }

  // Null is zero, as for any number parameter.
  private static long number(Value cas) {
    if (cas instanceof Value.Null) {
      return 0;
    }
    String text = cas instanceof Value.Num number ? number.literal() : "";
    if (cas instanceof Value.Text written) {
      text = written.text();
    }
    if (!WHOLE.matcher(text).matches()) {
      throw RefusedException.invalid("error parsing check-and-set parameter");
    }
    return Long.parseLong(text);
  }
}

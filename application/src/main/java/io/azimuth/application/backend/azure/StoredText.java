package io.azimuth.application.backend.azure;

import io.azimuth.application.api.Value;
import java.util.Optional;

/** Texts in stored records. */
final class StoredText {

  private StoredText() {}

  static Optional<String> find(Value.Obj stored, String name) {
    return stored.get(name).map(value -> ((Value.Text) value).text());
  }

  static String of(Value.Obj stored, String name) {
    return find(stored, name)
        .orElseThrow(() -> new IllegalStateException("the record has no " + name));
  }
}

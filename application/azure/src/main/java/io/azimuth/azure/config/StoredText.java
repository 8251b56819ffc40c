package io.azimuth.azure.config;

import io.azimuth.spi.api.Value;
import java.util.Optional;

/** Reads and writes texts of stored records. */
public final class StoredText {

  private StoredText() {}

  public static Optional<String> find(Value.Obj stored, String name) {
    return stored.get(name).map(value -> ((Value.Text) value).text());
  }

  public static String of(Value.Obj stored, String name) {
    return find(stored, name)
        .orElseThrow(() -> new IllegalStateException("the record has no " + name));
  }
}

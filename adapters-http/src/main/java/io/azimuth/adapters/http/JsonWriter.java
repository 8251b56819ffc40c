package io.azimuth.adapters.http;

import io.azimuth.application.api.JsonText;
import io.azimuth.application.api.Value;
import java.nio.charset.StandardCharsets;

/** Writes a {@link Value} as JSON in UTF-8, ending in a line break (spec 1.6). */
final class JsonWriter {

  private JsonWriter() {}

  static byte[] write(Value value) {
    return (JsonText.of(value) + '\n').getBytes(StandardCharsets.UTF_8);
  }
}

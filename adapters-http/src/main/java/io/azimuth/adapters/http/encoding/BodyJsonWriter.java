package io.azimuth.adapters.http.encoding;

import io.azimuth.application.api.JsonText;
import io.azimuth.spi.api.Value;
import java.nio.charset.StandardCharsets;

/** Writes a {@link Value} as JSON in UTF-8, followed by a line break. */
public final class BodyJsonWriter {

  private BodyJsonWriter() {}

  /** The JSON text, followed by a line break. */
  public static byte[] write(Value value) {
    return (JsonText.of(value) + '\n').getBytes(StandardCharsets.UTF_8);
  }
}

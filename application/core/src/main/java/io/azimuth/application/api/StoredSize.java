package io.azimuth.application.api;

import io.azimuth.spi.api.JsonText;
import io.azimuth.spi.api.Value;

/** How much room a value takes in the store. */
public final class StoredSize {

  private static final int ESCAPE = 6; // a character beyond ASCII

  private StoredSize() {}

  /** The bytes of the value; a character beyond ASCII counts as its escape. */
  public static long of(Value value) {
    String json = JsonText.of(value);
    return json.length() + (ESCAPE - 1) * json.chars().filter(c -> c > 0x7f).count();
  }
}

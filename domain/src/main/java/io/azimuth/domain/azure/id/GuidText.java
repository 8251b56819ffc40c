package io.azimuth.domain.azure.id;

import io.azimuth.domain.text.AsciiCase;
import java.util.Objects;
import java.util.Optional;

/** The text form of a GUID: 8-4-4-4-12 hexadecimal digits, lower case once accepted. */
public final class GuidText {

  private static final String SHAPE = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";

  private GuidText() {}

  /** The canonical form, or empty when the text is no GUID. */
  public static Optional<String> canonical(String text) {
    return isGuid(text) ? Optional.of(AsciiCase.fold(text)) : Optional.empty();
  }

  // Written by hand and not as a pattern, because each login calls it a dozen times.
  private static boolean isGuid(String text) {
    if (text.length() != SHAPE.length()) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (SHAPE.charAt(i) == '-' ? c != '-' : !isHexDigit(c)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isHexDigit(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  }

  /** The canonical form of a text that must be a GUID. */
  static String require(String text, String what) {
    Objects.requireNonNull(text, what);
    return canonical(text).orElseThrow(() -> new IllegalArgumentException(what + " is no GUID"));
  }
}

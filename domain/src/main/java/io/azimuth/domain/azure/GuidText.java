package io.azimuth.domain.azure;

import io.azimuth.domain.text.AsciiCase;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/** The text form of a GUID: 8-4-4-4-12 hexadecimal digits, lower case once accepted. */
final class GuidText {

  private static final Pattern SHAPE =
      Pattern.compile("[0-9A-Fa-f]{8}-([0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}");

  private GuidText() {}

  /** The canonical form, or empty when the text is no GUID. */
  static Optional<String> canonical(String text) {
    return SHAPE.matcher(text).matches() ? Optional.of(AsciiCase.fold(text)) : Optional.empty();
  }

  /** The canonical form of a text that must be a GUID. */
  static String require(String text, String what) {
    Objects.requireNonNull(text, what);
    return canonical(text).orElseThrow(() -> new IllegalArgumentException(what + " is no GUID"));
  }
}

package io.azimuth.domain.azure.id;

import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The form that a kind of name in Azure must have. */
final class NameShape {

  /** The form of the names of virtual machines and scale sets. */
  static final NameShape COMPUTE =
      new NameShape(64, "[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9._-]*[a-zA-Z0-9_]");

  private final int maxLength;
  private final Pattern pattern;

  NameShape(int maxLength, String pattern) {
    this.maxLength = maxLength;
    this.pattern = Pattern.compile(pattern);
  }

  /** The name, or empty when the text does not have the form. */
  <T> Optional<T> parse(String text, Function<String, T> name) {
    return fits(text) ? Optional.of(name.apply(text)) : Optional.empty();
  }

  /** Refuses a text that must have the form. */
  void require(String text, String what) {
    if (!fits(text)) {
      throw new IllegalArgumentException("not " + what);
    }
  }

  private boolean fits(String text) {
    return text.length() <= maxLength && pattern.matcher(text).matches();
  }
}

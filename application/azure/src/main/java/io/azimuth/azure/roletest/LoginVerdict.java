package io.azimuth.azure.roletest;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

public enum LoginVerdict {
  /** It gets a token. */
  GRANTED,
  /** A check failed (status 403, or 400 when the request lacks something). */
  REFUSED,
  /** The request or the role cannot be used (status 400): no check was made. */
  INVALID,
  /** Azure could not be asked (status 503). */
  UNDECIDED;

  /** The word in a file. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The words that a file may expect. */
  static List<String> expectable() {
    return List.of(GRANTED.word(), REFUSED.word(), INVALID.word());
  }

  static Optional<LoginVerdict> ofWord(String word) {
    return Stream.of(values()).filter(verdict -> verdict.word().equals(word)).findFirst();
  }
}

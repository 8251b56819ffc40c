package io.azimuth.domain.expression;

import io.azimuth.domain.text.AsciiCase;

/** How the texts of a member are spelt, whatever the spelling was where they come from. */
public enum ExpressionSpelling {
  /** As they came. */
  AS_IS,
  /** With A to Z in lower case. */
  LOWER_CASE,
  /** With A to Z in lower case, and without spaces. */
  LOWER_CASE_WITHOUT_SPACES;

  /** The text in this spelling. */
  public String of(String text) {
    return switch (this) {
      case AS_IS -> text;
      case LOWER_CASE -> AsciiCase.fold(text);
      case LOWER_CASE_WITHOUT_SPACES -> AsciiCase.fold(text.replace(" ", ""));
    };
  }
}

package io.azimuth.adapters.cel;

import io.azimuth.domain.text.AsciiCase;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A pattern with its letters A to Z in lower case, which matches of texts in lower case what the
 * pattern as written would match of any spelling. RE2's own flag folds further letters: it takes
 * the Kelvin sign for {@code k}.
 */
final class FoldedPattern {

  /** A character that does not match itself; letters in it have another meaning. */
  private static final Pattern ESCAPE =
      Pattern.compile("\\\\(?:[pP]\\{[^}]*}|x\\{[^}]*}|x..|[pP].|.)", Pattern.DOTALL);

  /** A range that is not the same characters once its ends are folded. */
  private static final Pattern MIXED_RANGE = Pattern.compile("[A-Z]-[^A-Z]|[^A-Z]-[A-Z]");

  private FoldedPattern() {}

  /** The folded pattern; empty when a range in it goes from a capital letter to something else. */
  static Optional<String> of(String text) {
    StringBuilder folded = new StringBuilder();
    Matcher escape = ESCAPE.matcher(text);
    int at = 0;
    while (escape.find()) {
      folded.append(AsciiCase.fold(text.substring(at, escape.start()))).append(escape.group());
      at = escape.end();
    }
    folded.append(AsciiCase.fold(text.substring(at)));
    return hasMixedRange(text) ? Optional.empty() : Optional.of(folded.toString());
  }

  private static boolean hasMixedRange(String text) {
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '\\') {
        at++;
      } else if (c == '[') {
        int end = CharacterClass.end(text, at);
        if (isMixed(text.substring(at + 1, Math.min(end, text.length())))) {
          return true;
        }
        at = end;
      }
      at++;
    }
    return false;
  }

  private static boolean isMixed(String characters) {
    String named = characters.startsWith("^") ? characters.substring(1) : characters;
    return MIXED_RANGE.matcher(ESCAPE.matcher(named).replaceAll(" ")).find();
  }
}

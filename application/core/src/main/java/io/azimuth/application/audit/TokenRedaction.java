package io.azimuth.application.audit;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Finds tokens in text that is recorded in clear: old clients put them into paths, and people put
 * them into the wrong field, which an error then repeats.
 */
public final class TokenRedaction {

  // Tokens of this server, also as a display name shows them (without dots), JWTs, and texts that
  // begin like a JWT.
  private static final Pattern TOKEN =
      Pattern.compile("az[sb]\\.[0-9A-Za-z_-]+|az[sb]-[0-9A-Za-z-]{24,}|eyJ[0-9A-Za-z_.-]+");

  /** One of these is in every token. Most texts have none, and need no regular expression. */
  private static final List<String> MARKS = List.of("azs.", "azb.", "azs-", "azb-", "eyJ");

  /** A text with more tokens is none that people need to read, and would grow many times. */
  private static final int MOST = 4;

  private TokenRedaction() {}

  /** The text with each token in it replaced; a text with more than four is replaced whole. */
  public static String redact(String text, UnaryOperator<String> replacement) {
    if (!hasMark(text)) {
      return text;
    }
    if (TOKEN.matcher(text).results().skip(MOST).findFirst().isPresent()) {
      return replacement.apply(text);
    }
    return TOKEN.matcher(text).replaceAll(match -> replacement.apply(match.group()));
  }

  private static boolean hasMark(String text) {
    for (String mark : MARKS) {
      if (text.contains(mark)) {
        return true;
      }
    }
    return false;
  }
}

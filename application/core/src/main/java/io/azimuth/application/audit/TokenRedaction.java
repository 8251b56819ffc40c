package io.azimuth.application.audit;

import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Finds tokens in text that is recorded in clear: old clients put them into paths, and people put
 * them into the wrong field, which an error then repeats.
 */
final class TokenRedaction {

  // Tokens of this server, JWTs, and texts that begin like a JWT.
  private static final Pattern TOKEN =
      Pattern.compile("az[sb]\\.[0-9A-Za-z_-]+|eyJ[0-9A-Za-z_.-]+");

  private TokenRedaction() {}

  /** The text with each token in it replaced. */
  static String redact(String text, UnaryOperator<String> replacement) {
    return TOKEN.matcher(text).replaceAll(match -> replacement.apply(match.group()));
  }
}

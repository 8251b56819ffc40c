package io.azimuth.domain.token;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A keyed hash of a token: what a token is stored and found under.
 *
 * @param hex 32 bytes as 64 lower-case hexadecimal digits
 */
public record TokenHash(String hex) {

  private static final Pattern SHAPE = Pattern.compile("[0-9a-f]{64}");

  public TokenHash {
    if (!SHAPE.matcher(hex).matches()) {
      throw new IllegalArgumentException("a token's hash is 64 lower-case hexadecimal digits");
    }
  }

  /** The hash, or empty when the text is none. */
  public static Optional<TokenHash> parse(String text) {
    return SHAPE.matcher(text).matches() ? Optional.of(new TokenHash(text)) : Optional.empty();
  }

  @Override
  public String toString() {
    return hex;
  }
}

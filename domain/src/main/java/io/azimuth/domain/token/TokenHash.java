package io.azimuth.domain.token;

import java.util.Optional;

/**
 * A keyed hash of a token; tokens are stored and found by it.
 *
 * @param hex 32 bytes as 64 lower-case hexadecimal digits
 */
public record TokenHash(String hex) {

  private static final int DIGITS = 64;

  public TokenHash {
    if (!isShaped(hex)) {
      throw new IllegalArgumentException("a token's hash is 64 lower-case hexadecimal digits");
    }
  }

  /** The hash, or empty when the text is not one. */
  public static Optional<TokenHash> parse(String text) {
    return isShaped(text) ? Optional.of(new TokenHash(text)) : Optional.empty();
  }

  private static boolean isShaped(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!isLowerHex(text.charAt(i))) {
        return false;
      }
    }
    return text.length() == DIGITS;
  }

  private static boolean isLowerHex(int digit) {
    return (digit >= '0' && digit <= '9') || (digit >= 'a' && digit <= 'f');
  }

  @Override
  public String toString() {
    return hex;
  }
}

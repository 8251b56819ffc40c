package io.azimuth.domain.claim;

import io.azimuth.domain.secret.SecretText;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;

/**
 * A JWT as a caller sent it: it has the right shape, and nothing in it is verified.
 *
 * <p>Shape: three non-empty parts of unpadded base64url letters between two dots, at most {@value
 * #MAX_LENGTH} characters (200 groups fit easily).
 */
public final class UnverifiedToken {

  /** The longest token, in characters. */
  public static final int MAX_LENGTH = 32 * 1024;

  private static final boolean[] BASE64URL =
      lettersOf("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

  private final SecretText text;

  private UnverifiedToken(SecretText text) {
    this.text = text;
  }

  /** The token, or empty when the text does not have the shape. */
  public static Optional<UnverifiedToken> parse(SecretText text) {
    Objects.requireNonNull(text, "text");
    return hasShape(text.expose()) ? Optional.of(new UnverifiedToken(text)) : Optional.empty();
  }

  /** The compact form; a secret, because every holder can log in with it. */
  public String expose() {
    return text.expose();
  }

  /**
   * What its signature covers: the same for every text of the same token. The signature itself can
   * be written in several ways.
   */
  public SecretText signedPart() {
    return SecretText.of(expose().substring(0, expose().lastIndexOf('.')));
  }

  @Override
  public String toString() {
    return "***";
  }

  private static boolean hasShape(String token) {
    if (token.length() > MAX_LENGTH) {
      return false;
    }
    int parts = 1;
    int lengthOfPart = 0;
    // A character outside of Latin-1 becomes a question mark, which is no base64url letter either.
    for (byte c : token.getBytes(StandardCharsets.ISO_8859_1)) {
      if (c == '.') {
        if (lengthOfPart == 0) {
          return false;
        }
        parts++;
        lengthOfPart = 0;
      } else if (isBase64Url(c)) {
        lengthOfPart++;
      } else {
        return false;
      }
    }
    return parts == 3 && lengthOfPart > 0;
  }

  private static boolean isBase64Url(byte c) {
    return c >= 0 && BASE64URL[c];
  }

  private static boolean[] lettersOf(String letters) {
    boolean[] among = new boolean[128];
    letters.chars().forEach(c -> among[c] = true);
    return among;
  }
}

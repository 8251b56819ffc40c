package io.azimuth.domain.jwt;

import io.azimuth.domain.secret.SecretText;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Objects;

/**
 * The secret by which only who began a login can redeem its code (PKCE, RFC 7636).
 *
 * @param text 43 to 128 letters and digits
 */
public record CodeVerifier(SecretText text) {

  /** The length of a new one. */
  public static final int LENGTH = 64;

  public CodeVerifier {
    Objects.requireNonNull(text, "text");
    if (!text.expose().matches("[A-Za-z0-9]{43,128}")) {
      throw new IllegalArgumentException("a code verifier has 43 to 128 letters and digits");
    }
  }

  /** What the provider is sent at first, by the method S256. */
  public String challenge() {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(text.expose().getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // each JDK has it
    }
  }
}

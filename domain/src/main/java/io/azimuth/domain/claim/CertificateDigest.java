package io.azimuth.domain.claim;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Names a certificate by the SHA-256 of its DER (RFC 8705, section 3.1), so that nobody can make
 * another one of the same name. It is no secret. Two are compared in constant time.
 */
public final class CertificateDigest {

  private static final int BYTES = 32;
  private static final Pattern HEX = Pattern.compile("[0-9A-Fa-f]{64}");
  private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

  private final byte[] digest;

  private CertificateDigest(byte[] digest) {
    this.digest = digest;
  }

  /** The digest of a certificate that was read before, of its DER. */
  public static CertificateDigest of(byte[] der) {
    try {
      return new CertificateDigest(MessageDigest.getInstance("SHA-256").digest(der));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /**
   * Reads base64url as a token has it: without padding, and in the one spelling that its bytes
   * have.
   */
  public static Optional<CertificateDigest> parse(String base64url) {
    try {
      byte[] digest = Base64.getUrlDecoder().decode(base64url);
      return digest.length == BYTES && BASE64URL.encodeToString(digest).equals(base64url)
          ? Optional.of(new CertificateDigest(digest))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Reads 64 hexadecimal digits, as proxies write them. */
  public static Optional<CertificateDigest> parseHex(String hex) {
    return HEX.matcher(hex).matches()
        ? Optional.of(new CertificateDigest(HexFormat.of().parseHex(hex)))
        : Optional.empty();
  }

  /** In base64url, as tokens have it: 43 characters. */
  public String text() {
    return BASE64URL.encodeToString(digest);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CertificateDigest that && MessageDigest.isEqual(digest, that.digest);
  }

  @Override
  public int hashCode() {
    return text().hashCode();
  }

  @Override
  public String toString() {
    return text();
  }
}

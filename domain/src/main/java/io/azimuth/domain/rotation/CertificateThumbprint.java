package io.azimuth.domain.rotation;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * The name by which the directory knows a certificate: the SHA-1 of its DER form, in 40 lower-case
 * hexadecimal digits (RFC 7517, {@code x5t}; Microsoft Graph, {@code customKeyIdentifier}). It
 * identifies a certificate among those of one application and is no protection against a forged
 * one.
 */
public final class CertificateThumbprint {

  private static final Pattern FORM = Pattern.compile("[0-9a-f]{40}");

  private CertificateThumbprint() {}

  /** The thumbprint of a certificate in DER. */
  public static String of(byte[] der) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(der));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-1", e);
    }
  }

  /**
   * The text itself.
   *
   * @throws IllegalArgumentException when it is no thumbprint
   */
  static String require(String text) {
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException("a thumbprint has 40 lower-case hexadecimal digits");
    }
    return text;
  }
}

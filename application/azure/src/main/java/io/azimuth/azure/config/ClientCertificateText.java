package io.azimuth.azure.config;

import io.azimuth.domain.rotation.CertificateThumbprint;
import io.azimuth.domain.secret.SecretText;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A client certificate and its private key in PEM, as operators write them. */
public final class ClientCertificateText {

  private static final int MAX_LENGTH = 64 << 10;
  private static final Pattern CERTIFICATE = block("CERTIFICATE");
  private static final Pattern PRIVATE_KEY = block("PRIVATE KEY");
  private static final Pattern OTHER_KEY =
      Pattern.compile("-----BEGIN (RSA|EC|DSA|ENCRYPTED) PRIVATE KEY-----");

  private ClientCertificateText() {}

  /** Why it cannot be used, without repeating any of it; empty when it can. */
  static Optional<String> problem(SecretText pem) {
    String text = pem.expose();
    if (text.length() > MAX_LENGTH) {
      return Optional.of("client_certificate is too long");
    }
    if (OTHER_KEY.matcher(text).find()) {
      return Optional.of(
          "the private key of client_certificate must be PKCS#8 and not encrypted: openssl pkcs8"
              + " -topk8 -nodes");
    }
    Optional<X509Certificate> certificate = certificate(text);
    if (certificate.isEmpty()) {
      return Optional.of("client_certificate has no readable certificate in PEM");
    }
    Optional<RSAPrivateKey> key = key(text);
    if (key.isEmpty()) {
      return Optional.of("client_certificate has no readable RSA private key in PEM");
    }
    return fits(certificate.get(), key.get())
        ? Optional.empty()
        : Optional.of("the private key of client_certificate is not that of its certificate");
  }

  /** When the certificate expires; empty when there is none. */
  public static Optional<Instant> expires(SecretText pem) {
    return certificate(pem.expose()).map(found -> found.getNotAfter().toInstant());
  }

  /** The thumbprint of the certificate; empty when there is none. */
  static Optional<String> thumbprint(SecretText pem) {
    return bytes(CERTIFICATE, pem.expose()).map(CertificateThumbprint::of);
  }

  private static boolean fits(X509Certificate certificate, RSAPrivateKey key) {
    return certificate.getPublicKey() instanceof RSAPublicKey publicKey
        && publicKey.getModulus().equals(key.getModulus());
  }

  private static Optional<X509Certificate> certificate(String text) {
    return bytes(CERTIFICATE, text).flatMap(ClientCertificateText::certificateOf);
  }

  private static Optional<X509Certificate> certificateOf(byte[] der) {
    try {
      return Optional.of(
          (X509Certificate)
              CertificateFactory.getInstance("X.509")
                  .generateCertificate(new ByteArrayInputStream(der)));
    } catch (GeneralSecurityException e) {
      return Optional.empty();
    }
  }

  private static Optional<RSAPrivateKey> key(String text) {
    return bytes(PRIVATE_KEY, text).flatMap(ClientCertificateText::keyOf);
  }

  private static Optional<RSAPrivateKey> keyOf(byte[] der) {
    try {
      return Optional.of(
          (RSAPrivateKey)
              KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(der)));
    } catch (GeneralSecurityException e) {
      return Optional.empty();
    } finally {
      Arrays.fill(der, (byte) 0);
    }
  }

  // The first block of that kind, because the chain follows the certificate.
  private static Optional<byte[]> bytes(Pattern block, String text) {
    Matcher matcher = block.matcher(text);
    if (!matcher.find()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          Base64.getMimeDecoder().decode(matcher.group(1).getBytes(StandardCharsets.US_ASCII)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Pattern block(String name) {
    return Pattern.compile("-----BEGIN " + name + "-----([^-]*)-----END " + name + "-----");
  }
}

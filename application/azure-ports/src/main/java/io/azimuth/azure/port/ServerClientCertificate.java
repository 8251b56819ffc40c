package io.azimuth.azure.port;

import io.azimuth.domain.rotation.CertificateThumbprint;
import io.azimuth.domain.secret.PemBlock;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.domain.text.Checked;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The certificate with which the server signs in, and its private key. One reader for the writing
 * of a configuration and for the signing, so that nothing is stored that cannot sign.
 */
public final class ServerClientCertificate {

  /** The longest text, in characters. */
  public static final int MAX_LENGTH = 128 * 1024;

  private final RSAPrivateKey key;
  private final List<X509Certificate> chain;

  private ServerClientCertificate(RSAPrivateKey key, List<X509Certificate> chain) {
    this.key = key;
    this.chain = List.copyOf(chain);
  }

  /**
   * Reads PEM: one RSA key (PKCS#8, not encrypted), its certificate, and perhaps those above it, in
   * any order. A problem repeats nothing of the text.
   */
  public static Checked<ServerClientCertificate> parse(SecretText pem) {
    if (pem.expose().length() > MAX_LENGTH) {
      return problem("is too long");
    }
    List<PemBlock> blocks = PemBlock.allIn(pem.expose());
    List<PemBlock> keys =
        blocks.stream().filter(block -> block.label().endsWith("PRIVATE KEY")).toList();
    if (keys.size() != 1 || !keys.get(0).is("PRIVATE KEY")) {
      return problem(
          "must hold one private key (PKCS#8, not encrypted: openssl pkcs8 -topk8 -nocrypt)");
    }
    Optional<RSAPrivateKey> key = keys.get(0).der().flatMap(ServerClientCertificate::key);
    if (key.isEmpty()) {
      return problem("holds a private key that is no readable RSA key");
    }
    List<PemBlock> certificates = blocks.stream().filter(block -> block.is("CERTIFICATE")).toList();
    List<X509Certificate> read =
        certificates.stream()
            .flatMap(block -> block.der().flatMap(ServerClientCertificate::certificate).stream())
            .toList();
    return read.size() == certificates.size()
        ? ofParts(key.get(), read)
        : problem("holds a certificate that cannot be read");
  }

  private static Checked<ServerClientCertificate> ofParts(
      RSAPrivateKey key, List<X509Certificate> certificates) {
    List<X509Certificate> chain =
        new ArrayList<>(certificates.stream().filter(it -> isOf(key, it)).toList());
    if (chain.size() != 1) {
      return problem("must hold one certificate of its private key");
    }
    certificates.stream().filter(it -> !isOf(key, it)).forEach(chain::add);
    return Checked.of(new ServerClientCertificate(key, chain));
  }

  /** When the certificate expires. */
  public Instant expires() {
    return chain.get(0).getNotAfter().toInstant();
  }

  /** The name by which the directory knows the certificate ({@link CertificateThumbprint}). */
  public String thumbprint() {
    return CertificateThumbprint.of(der(chain.get(0)));
  }

  /** The signature of its key, RSA with SHA-256. */
  public byte[] sign(byte[] content) throws GeneralSecurityException {
    Signature signature = Signature.getInstance("SHA256withRSA");
    signature.initSign(key);
    signature.update(content);
    return signature.sign();
  }

  /** The key and the certificates in PEM, its own first. */
  public SecretText pem() {
    StringBuilder text = new StringBuilder(PemBlock.text("PRIVATE KEY", key.getEncoded()));
    chain.forEach(it -> text.append(PemBlock.text("CERTIFICATE", der(it))));
    return SecretText.of(text.toString());
  }

  @Override
  public String toString() {
    return "ServerClientCertificate[expires=" + expires() + "]";
  }

  private static byte[] der(X509Certificate certificate) {
    try {
      return certificate.getEncoded();
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("a certificate that was read keeps its form", e);
    }
  }

  private static Optional<RSAPrivateKey> key(byte[] der) {
    try {
      return Optional.of(
          (RSAPrivateKey)
              KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(der)));
    } catch (GeneralSecurityException e) {
      return Optional.empty(); // the message may describe the key
    } finally {
      Arrays.fill(der, (byte) 0);
    }
  }

  private static Optional<X509Certificate> certificate(byte[] der) {
    try {
      return Optional.of(
          (X509Certificate)
              CertificateFactory.getInstance("X.509")
                  .generateCertificate(new ByteArrayInputStream(der)));
    } catch (CertificateException e) {
      return Optional.empty();
    }
  }

  private static boolean isOf(RSAPrivateKey key, X509Certificate certificate) {
    return certificate.getPublicKey() instanceof RSAPublicKey open
        && open.getModulus().equals(key.getModulus());
  }

  private static Checked<ServerClientCertificate> problem(String how) {
    return Checked.problem("the client certificate " + how);
  }
}

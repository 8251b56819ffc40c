package io.azimuth.adapters.azure.signin;

import io.azimuth.domain.secret.PemBlock;
import io.azimuth.domain.secret.SecretText;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** A client certificate with its key. It is read strictly, because the SDK's reader accepts nearly any file. */
final class ServerClientCertificate {

  private static final int MAX_CHARACTERS = 128 * 1024;

  private final RSAPrivateKey key;
  private final List<X509Certificate> chain;

  private ServerClientCertificate(RSAPrivateKey key, List<X509Certificate> chain) {
    this.key = key;
    this.chain = List.copyOf(chain);
  }

  /**
   * Reads PEM: one RSA key (PKCS#8, not encrypted), its certificate, and perhaps those above it.
   *
   * @throws SignInException when it is not that
   */
  static ServerClientCertificate read(SecretText pem) {
    if (pem.expose().length() > MAX_CHARACTERS) {
      throw refused("is too long");
    }
    List<PemBlock> blocks = PemBlock.allIn(pem.expose());
    List<PemBlock> keys = named(blocks, "PRIVATE KEY");
    if (keys.size() != 1) {
      throw refused("must hold one private key (PKCS#8, not encrypted: BEGIN PRIVATE KEY)");
    }
    RSAPrivateKey key = key(keys.get(0));
    return new ServerClientCertificate(key, chain(key, named(blocks, "CERTIFICATE")));
  }

  /** When the certificate ends. */
  Instant expires() {
    return chain.get(0).getNotAfter().toInstant();
  }

  /** The SHA-1 of the certificate, in base64url. */
  String x5t() {
    try {
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(MessageDigest.getInstance("SHA-1").digest(chain.get(0).getEncoded()));
    } catch (GeneralSecurityException e) {
      throw refused("holds a certificate that cannot be read");
    }
  }

  /** The signature of its key, RSA with SHA-256. */
  byte[] sign(byte[] content) throws GeneralSecurityException {
    Signature signature = Signature.getInstance("SHA256withRSA");
    signature.initSign(key);
    signature.update(content);
    return signature.sign();
  }

  /** Key and certificates in the form that the SDK reads. */
  InputStream pem() {
    try {
      StringBuilder text = new StringBuilder();
      append(text, "PRIVATE KEY", key.getEncoded());
      for (X509Certificate certificate : chain) {
        append(text, "CERTIFICATE", certificate.getEncoded());
      }
      return new ByteArrayInputStream(text.toString().getBytes(StandardCharsets.US_ASCII));
    } catch (CertificateEncodingException e) {
      throw refused("holds a certificate that cannot be read");
    }
  }

  @Override
  public String toString() {
    return "OwnCertificate[expires=" + expires() + "]";
  }

  private static void append(StringBuilder text, String name, byte[] content) {
    text.append("-----BEGIN ").append(name).append("-----\n");
    text.append(Base64.getEncoder().encodeToString(content));
    text.append("\n-----END ").append(name).append("-----\n");
  }

  private static List<PemBlock> named(List<PemBlock> blocks, String label) {
    return blocks.stream().filter(block -> block.is(label)).toList();
  }

  private static byte[] content(PemBlock block) {
    return block.der().orElseThrow(() -> refused("is not valid PEM"));
  }

  private static RSAPrivateKey key(PemBlock block) {
    try {
      return (RSAPrivateKey)
          KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(content(block)));
    } catch (GeneralSecurityException e) {
      throw refused("holds a private key that is no RSA key");
    }
  }

  /** The key's own certificate first. */
  private static List<X509Certificate> chain(RSAPrivateKey key, List<PemBlock> blocks) {
    List<X509Certificate> own = new ArrayList<>();
    List<X509Certificate> others = new ArrayList<>();
    for (PemBlock block : blocks) {
      X509Certificate certificate = certificate(block);
      (isOf(key, certificate) ? own : others).add(certificate);
    }
    if (own.size() != 1) {
      throw refused("must hold one certificate of its private key");
    }
    own.addAll(others);
    return own;
  }

  private static X509Certificate certificate(PemBlock block) {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(content(block)));
    } catch (GeneralSecurityException e) {
      throw refused("holds a certificate that cannot be read");
    }
  }

  private static boolean isOf(RSAPrivateKey key, X509Certificate certificate) {
    return certificate.getPublicKey() instanceof RSAPublicKey open
        && open.getModulus().equals(key.getModulus());
  }

  private static SignInException refused(String how) {
    return SignInException.refused("the client certificate " + how);
  }
}

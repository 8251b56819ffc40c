package io.azimuth.bootstrap.client.key;

import io.azimuth.domain.secret.PemBlock;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A private key with its certificate, which a client shows. Its text never has the key. */
public final class ClientKey {

  private static final String CERTIFICATE = "CERTIFICATE";
  private static final String PRIVATE_KEY = "PRIVATE KEY";

  private final PrivateKey key;
  private final List<X509Certificate> chain;

  private ClientKey(PrivateKey key, List<X509Certificate> chain) {
    this.key = key;
    this.chain = List.copyOf(chain);
  }

  /** A key with the certificate that somebody issued for it. */
  public static ClientKey of(PrivateKey key, X509Certificate certificate) {
    return new ClientKey(key, List.of(certificate));
  }

  /** Makes a key of the curve P-256 and a certificate that it signs itself. */
  public static ClientKey generate() {
    SecureRandom random = new SecureRandom();
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"), random);
      KeyPair pair = generator.generateKeyPair();
      return of(pair.getPrivate(), certificate(SelfSignedCertificate.of(pair, random)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no elliptic curves", e);
    }
  }

  /**
   * Reads what {@link #pem} wrote, or another text with the blocks {@code CERTIFICATE}, the
   * client's own first, and {@code PRIVATE KEY}.
   *
   * @return empty if it lacks one of them, or one cannot be read
   */
  public static Optional<ClientKey> parse(String pem) {
    List<PemBlock> blocks = PemBlock.allIn(pem);
    try {
      List<X509Certificate> chain = new ArrayList<>();
      for (PemBlock block : blocks) {
        if (block.is(CERTIFICATE)) {
          chain.add(certificate(block.der().orElse(new byte[0])));
        }
      }
      Optional<byte[]> encoded =
          blocks.stream().filter(block -> block.is(PRIVATE_KEY)).findFirst().flatMap(PemBlock::der);
      if (chain.isEmpty() || encoded.isEmpty()) {
        return Optional.empty();
      }
      String algorithm = chain.get(0).getPublicKey().getAlgorithm();
      PrivateKey key =
          KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded.get()));
      return Optional.of(new ClientKey(key, chain));
    } catch (GeneralSecurityException e) {
      return Optional.empty(); // Its message may quote what should be a key.
    }
  }

  private static X509Certificate certificate(byte[] der) throws GeneralSecurityException {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
  }

  /** The certificate and then the key, in PEM: one file that most programs take for both. */
  public String pem() {
    return certificatePem() + PemBlock.text(PRIVATE_KEY, key.getEncoded());
  }

  /** The certificate alone, in PEM. */
  public String certificatePem() {
    StringBuilder text = new StringBuilder();
    for (X509Certificate one : chain) {
      text.append(PemBlock.text(CERTIFICATE, encoded(one)));
    }
    return text.toString();
  }

  private static byte[] encoded(X509Certificate certificate) {
    try {
      return certificate.getEncoded();
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("a certificate without an encoding", e);
    }
  }

  PrivateKey key() {
    return key;
  }

  X509Certificate[] chain() {
    return chain.toArray(X509Certificate[]::new);
  }

  @Override
  public String toString() {
    return "ClientKey[" + chain.get(0).getSubjectX500Principal().getName() + "]";
  }
}

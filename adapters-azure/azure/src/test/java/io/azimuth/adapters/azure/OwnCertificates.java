package io.azimuth.adapters.azure;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Makes PEM texts of client certificates with their keys. */
public final class OwnCertificates {

  // Made once, since making a key takes longer than what is tested with it.
  private static final KeyPair OWN = keys("RSA", 2048);
  private static final KeyPair ANOTHER = keys("RSA", 2048);

  private OwnCertificates() {}

  /** A certificate that expires at this time. */
  public static String pem(Instant end) {
    return pem(OWN.getPrivate()) + pem(certificate(OWN, end));
  }

  /** A chain in the wrong order: the certificate follows one of another key. */
  public static String chainUpsideDown(Instant end) {
    return pem(certificate(ANOTHER, end.plus(Duration.ofDays(9))))
        + pem(certificate(OWN, end))
        + pem(OWN.getPrivate());
  }

  /** A certificate with the key of another certificate. */
  public static String keyOfAnother(Instant end) {
    return pem(ANOTHER.getPrivate()) + pem(certificate(OWN, end));
  }

  /** A certificate with a key that is not RSA. */
  public static String elliptic(Instant end) {
    KeyPair keys = keys("EC", 256);
    return pem(keys.getPrivate()) + pem(certificate(keys, end));
  }

  private static String pem(Object part) {
    StringWriter text = new StringWriter();
    try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
      writer.writeObject(part instanceof PrivateKey key ? new JcaPKCS8Generator(key, null) : part);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return text.toString();
  }

  private static X509Certificate certificate(KeyPair keys, Instant end) {
    X500Name name = new X500Name("CN=azimuth");
    String algorithm = keys.getPrivate().getAlgorithm().equals("EC") ? "ECDSA" : "RSA";
    try {
      return new JcaX509CertificateConverter()
          .getCertificate(
              new JcaX509v3CertificateBuilder(
                      name,
                      BigInteger.ONE,
                      Date.from(end.minus(Duration.ofDays(365))),
                      Date.from(end),
                      name,
                      keys.getPublic())
                  .build(
                      new JcaContentSignerBuilder("SHA256with" + algorithm)
                          .build(keys.getPrivate())));
    } catch (GeneralSecurityException | OperatorCreationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyPair keys(String algorithm, int size) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
      generator.initialize(size);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}

package io.azimuth.adapters.azure.signin;

import io.azimuth.domain.secret.PemBlock;
import io.azimuth.domain.secret.SecretText;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A key pair that was made just now, and its self-signed certificate: RSA of 2048 bits, as Azure
 * itself makes them, signed with SHA-256, for signatures only. Entra ID accepts RSA keys alone for
 * client certificates.
 */
public final class NewClientCertificate {

  private static final int KEY_BITS = 2048;
  private static final int SERIAL_BYTES = 16;

  // Azure's clock may be behind this one.
  private static final Duration EARLY = Duration.ofMinutes(5);

  private final KeyPair keys;
  private final X509Certificate certificate;

  private NewClientCertificate(KeyPair keys, X509Certificate certificate) {
    this.keys = keys;
    this.certificate = certificate;
  }

  /**
   * Makes one.
   *
   * @param commonName the name in its subject
   * @param now it is good from five minutes before that moment
   * @param expires until when, to the second
   * @throws SignInException when this Java cannot make it
   */
  public static NewClientCertificate make(
      String commonName, Instant now, Instant expires, SecureRandom random) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(KEY_BITS, random);
      KeyPair keys = generator.generateKeyPair();
      return new NewClientCertificate(keys, certificate(commonName, now, expires, keys, random));
    } catch (GeneralSecurityException | OperatorCreationException | CertIOException e) {
      throw SignInException.refused("no client certificate can be made on this machine");
    }
  }

  /**
   * The certificate and its private key (PKCS#8) in PEM, as {@code client_certificate} takes it.
   */
  public SecretText pem() {
    return SecretText.of(
        PemBlock.text("CERTIFICATE", der())
            + PemBlock.text("PRIVATE KEY", keys.getPrivate().getEncoded()));
  }

  /** The certificate alone, in DER. */
  public byte[] der() {
    try {
      return certificate.getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a certificate that was just made has a form", e);
    }
  }

  /** When it ends. */
  public Instant expires() {
    return certificate.getNotAfter().toInstant();
  }

  @Override
  public String toString() {
    return "NewClientCertificate[expires=" + expires() + "]";
  }

  private static X509Certificate certificate(
      String commonName, Instant now, Instant expires, KeyPair keys, SecureRandom random)
      throws GeneralSecurityException, OperatorCreationException, CertIOException {
    X500Name name = new X500NameBuilder().addRDN(BCStyle.CN, commonName).build();
    return new JcaX509CertificateConverter()
        .getCertificate(
            new JcaX509v3CertificateBuilder(
                    name,
                    serial(keys.getPublic()),
                    Date.from(now.minus(EARLY)),
                    Date.from(expires),
                    name,
                    keys.getPublic())
                .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
                .build(
                    new JcaContentSignerBuilder("SHA256withRSA")
                        .setSecureRandom(random)
                        .build(keys.getPrivate())));
  }

  // As unique as the key is (RFC 5280, 4.1.2.2: positive, at most 20 octets).
  private static BigInteger serial(PublicKey key) throws GeneralSecurityException {
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getEncoded());
    return new BigInteger(1, Arrays.copyOf(digest, SERIAL_BYTES)).setBit(0);
  }
}

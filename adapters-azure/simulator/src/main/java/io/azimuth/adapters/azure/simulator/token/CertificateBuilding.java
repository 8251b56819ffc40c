package io.azimuth.adapters.azure.simulator.token;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** The parts of making certificates that all of the simulator's certificates share. */
public final class CertificateBuilding {

  // TLS clients check against the real time, from which the simulator's clock may differ, so the
  // certificates are valid at any time. The keys are not stored.
  private static final Instant NOT_BEFORE = Instant.parse("2000-01-01T00:00:00Z");
  private static final Instant NOT_AFTER = Instant.parse("2099-12-31T00:00:00Z");

  private CertificateBuilding() {}

  public static KeyPair newEllipticPair(SecureRandom random) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"), random);
    return generator.generateKeyPair();
  }

  /** A certificate that is valid at any time. */
  public static X509v3CertificateBuilder builder(
      X500Name issuer, X500Name subject, PublicKey key, SecureRandom random) {
    return builder(issuer, subject, key, random, NOT_BEFORE, NOT_AFTER);
  }

  /** A certificate for that time. */
  public static X509v3CertificateBuilder builder(
      X500Name issuer,
      X500Name subject,
      PublicKey key,
      SecureRandom random,
      Instant from,
      Instant until) {
    BigInteger serial = new BigInteger(127, random).setBit(126);
    return new JcaX509v3CertificateBuilder(
        issuer, serial, Date.from(from), Date.from(until), subject, key);
  }

  public static X509Certificate sign(
      X509v3CertificateBuilder builder, PrivateKey key, String algorithm, SecureRandom random)
      throws GeneralSecurityException {
    try {
      JcaContentSignerBuilder signer = new JcaContentSignerBuilder(algorithm);
      return new JcaX509CertificateConverter()
          .getCertificate(builder.build(signer.setSecureRandom(random).build(key)));
    } catch (OperatorCreationException e) {
      throw new GeneralSecurityException(e);
    }
  }

  /** The bare, self-signed certificate that a key set shows for a signing key. */
  static X509Certificate ofSigningKey(KeyPair pair, SecureRandom random)
      throws GeneralSecurityException {
    X500Name name = new X500Name("CN=accounts.simulator.azimuth.example");
    X509v3CertificateBuilder builder = builder(name, name, pair.getPublic(), random);
    return sign(builder, pair.getPrivate(), "SHA256withRSA", random);
  }
}

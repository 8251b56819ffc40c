package io.azimuth.adapters.azure.simulator.credential;

import io.azimuth.adapters.azure.simulator.token.CertificateBuilding;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;

/**
 * The authority of managed identities' certificates. No one has to trust it: the token endpoint
 * looks up what it issued.
 */
public final class CredentialAuthority {

  private static final X500Name NAME = new X500Name("CN=Azimuth simulated managed identity CA");

  private final PrivateKey key;
  private final SecureRandom random;

  private CredentialAuthority(PrivateKey key, SecureRandom random) {
    this.key = key;
    this.random = random;
  }

  /** An authority with a new key. */
  public static CredentialAuthority fresh(SecureRandom random) {
    try {
      KeyPair pair = CertificateBuilding.newEllipticPair(random);
      return new CredentialAuthority(pair.getPrivate(), random);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java cannot make elliptic keys", e);
    }
  }

  /** A certificate for clients of TLS with that key. */
  X509Certificate certify(X500Name subject, PublicKey subjectKey, Instant from, Instant until) {
    try {
      X509v3CertificateBuilder builder =
          CertificateBuilding.builder(NAME, subject, subjectKey, random, from, until)
              .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
              .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
              .addExtension(
                  Extension.extendedKeyUsage,
                  false,
                  new ExtendedKeyUsage(KeyPurposeId.id_kp_clientAuth));
      return CertificateBuilding.sign(builder, key, "SHA256withECDSA", random);
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("this Java cannot make the certificate of a machine", e);
    }
  }
}

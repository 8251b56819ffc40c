package io.azimuth.adapters.azure.simulator.attestation;

import io.azimuth.adapters.azure.simulator.token.CertificateBuilding;
import io.azimuth.adapters.azure.simulator.token.TokenSigningKey;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Base64;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.jose4j.keys.X509Util;

/**
 * A key that signs attestations, with a self-signed certificate whose subject is the instance.
 *
 * @param keyId a hash in base64, whose alphabet has {@code +}, {@code /} and {@code =}
 */
record AttestationKey(TokenSigningKey key, X509Certificate certificate, String keyId) {

  static AttestationKey of(TokenSigningKey key, String issuer, SecureRandom random) {
    try {
      X500Name name = new X500NameBuilder(BCStyle.INSTANCE).addRDN(BCStyle.CN, issuer).build();
      X509Certificate certificate =
          CertificateBuilding.sign(
              CertificateBuilding.builder(name, name, key.publicKey(), random),
              key.privateKey(),
              "SHA256withRSA",
              random);
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
      return new AttestationKey(key, certificate, Base64.getEncoder().encodeToString(hash));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java cannot make the certificate of a key", e);
    }
  }

  String certificateText() {
    return new X509Util().toBase64(certificate);
  }
}

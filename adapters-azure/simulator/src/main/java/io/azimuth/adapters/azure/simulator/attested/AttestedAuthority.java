package io.azimuth.adapters.azure.simulator.attested;

import io.azimuth.adapters.azure.simulator.token.CertificateBuilding;
import io.azimuth.adapters.azure.simulator.token.TokenSigningKey;
import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;

/**
 * The authority between the simulator's root and the signers of attested documents. As in Azure, a
 * signer has the certificate of a server.
 */
public final class AttestedAuthority {

  /** The host of the signers; each is at a host below it. */
  public static final String HOST = "metadata.simulator.azimuth.example";

  private static final String REGION = "westeurope." + HOST;

  private final X509Certificate certificate;
  private final PrivateKey key;
  private final SecureRandom random;

  private AttestedAuthority(X509Certificate certificate, PrivateKey key, SecureRandom random) {
    this.certificate = certificate;
    this.key = key;
    this.random = random;
  }

  /** A fresh authority below that root. */
  public static AttestedAuthority below(X500Name root, PrivateKey rootKey, SecureRandom random)
      throws GeneralSecurityException, IOException {
    KeyPair pair = CertificateBuilding.newEllipticPair(random);
    X509v3CertificateBuilder builder =
        CertificateBuilding.builder(
                root, new X500Name("CN=Azimuth simulated metadata CA"), pair.getPublic(), random)
            .addExtension(Extension.basicConstraints, true, new BasicConstraints(0))
            .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign));
    return new AttestedAuthority(
        CertificateBuilding.sign(builder, rootKey, "SHA256withECDSA", random),
        pair.getPrivate(),
        random);
  }

  X509Certificate certificate() {
    return certificate;
  }

  /**
   * The certificate of a signer with that key.
   *
   * @param address the address that it names for the certificate of this authority
   */
  X509Certificate certify(TokenSigningKey signer, URI address) {
    try {
      X509v3CertificateBuilder builder =
          CertificateBuilding.builder(
                  X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded()),
                  new X500Name("CN=" + REGION),
                  signer.publicKey(),
                  random)
              .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
              .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
              .addExtension(
                  Extension.extendedKeyUsage,
                  false,
                  new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth))
              .addExtension(
                  Extension.authorityInfoAccess,
                  false,
                  new AuthorityInformationAccess(
                      AccessDescription.id_ad_caIssuers,
                      new GeneralName(GeneralName.uniformResourceIdentifier, address.toString())))
              .addExtension(
                  Extension.subjectAlternativeName,
                  false,
                  new GeneralNames(new GeneralName(GeneralName.dNSName, REGION)));
      return CertificateBuilding.sign(builder, key, "SHA256withECDSA", random);
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("this Java cannot make the certificate of a signer", e);
    }
  }
}

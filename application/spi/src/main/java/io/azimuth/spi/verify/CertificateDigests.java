package io.azimuth.spi.verify;

import io.azimuth.domain.claim.CertificateDigest;
import io.azimuth.domain.secret.PemBlock;
import java.util.Optional;

/** Digests of certificates that others wrote down: of the certificate, and of nothing beside it. */
public final class CertificateDigests {

  private CertificateDigests() {}

  /** The digest of what should be the DER of one certificate; empty when it is not. */
  public static Optional<CertificateDigest> ofDer(byte[] der) {
    return DerCertificate.read(der).map(certificate -> CertificateDigest.of(der));
  }

  /** The digest of the one certificate of a PEM text; empty when it has anything else. */
  public static Optional<CertificateDigest> ofPem(String pem) {
    return PemBlock.only(pem)
        .filter(block -> block.is("CERTIFICATE"))
        .flatMap(PemBlock::der)
        .flatMap(CertificateDigests::ofDer);
  }
}

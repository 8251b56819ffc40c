package io.azimuth.spi.verify;

import io.azimuth.domain.claim.CertificateDigest;
import io.azimuth.domain.secret.PemBlock;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Objects;
import java.util.Optional;

/** Digests of certificates that others wrote down: of the certificate, and of nothing beside it. */
public final class CertificateDigests {

  private static final byte DER_SEQUENCE = 0x30;

  private CertificateDigests() {}

  /** The digest of what should be the DER of one certificate; empty when it is not. */
  public static Optional<CertificateDigest> ofDer(byte[] der) {
    // The factory takes PEM, too, and reads no further than the certificate.
    if (der.length == 0 || der[0] != DER_SEQUENCE) {
      return Optional.empty();
    }
    try {
      ByteArrayInputStream rest = new ByteArrayInputStream(der);
      Objects.requireNonNull(CertificateFactory.getInstance("X.509").generateCertificate(rest));
      return rest.available() == 0 ? Optional.of(CertificateDigest.of(der)) : Optional.empty();
    } catch (CertificateException e) {
      return Optional.empty();
    }
  }

  /** The digest of the one certificate of a PEM text; empty when it has anything else. */
  public static Optional<CertificateDigest> ofPem(String pem) {
    return PemBlock.only(pem)
        .filter(block -> block.is("CERTIFICATE"))
        .flatMap(PemBlock::der)
        .flatMap(CertificateDigests::ofDer);
  }
}

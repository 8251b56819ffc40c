package io.azimuth.adapters.http.certificate;

import io.azimuth.adapters.http.encoding.PercentDecoder;
import io.azimuth.domain.claim.CertificateDigest;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.verify.CertificateDigests;
import java.util.Optional;

/** A certificate in PEM, which has other white space in place of the ends of its lines. */
final class PemHeader {

  private PemHeader() {}

  static Optional<CertificateDigest> read(String value) {
    return decoded(value).flatMap(CertificateDigests::ofPem);
  }

  // PEM itself has no percent sign.
  private static Optional<String> decoded(String value) {
    try {
      return Optional.of(value.indexOf('%') < 0 ? value : PercentDecoder.path(value));
    } catch (RefusedException e) {
      return Optional.empty();
    }
  }
}

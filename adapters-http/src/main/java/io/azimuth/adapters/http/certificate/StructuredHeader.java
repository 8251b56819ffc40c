package io.azimuth.adapters.http.certificate;

import io.azimuth.domain.claim.CertificateDigest;
import io.azimuth.spi.verify.CertificateDigests;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A byte sequence of a structured field (RFC 8941, 3.3.5) without parameters. */
final class StructuredHeader {

  private static final Pattern BYTES = Pattern.compile(":([A-Za-z0-9+/=]*+):");

  private StructuredHeader() {}

  static Optional<CertificateDigest> read(String value) {
    Matcher bytes = BYTES.matcher(value.strip());
    if (!bytes.matches()) {
      return Optional.empty();
    }
    try {
      return CertificateDigests.ofDer(Base64.getDecoder().decode(bytes.group(1)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}

package io.azimuth.adapters.jose;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;

/** Reads the RSA key of the first certificate of a list (RFC 7517, 4.7). */
final class CertifiedKey {

  /** The longest certificate, in characters: some hold the evidence of an enclave. */
  private static final int MAX_LENGTH = 64 * 1024;

  private static final byte SEQUENCE = 0x30;
  private static final byte INDEFINITE_LENGTH = (byte) 0x80;

  private CertifiedKey() {}

  /**
   * The key; empty when there is no certificate that can be read, or its key is of another kind.
   */
  static Optional<RSAPublicKey> of(JsonNode certificates) {
    JsonNode first = certificates.path(0);
    if (!certificates.isArray() || !first.isTextual() || first.textValue().length() > MAX_LENGTH) {
      return Optional.empty();
    }
    try {
      return of(Base64.getDecoder().decode(first.textValue()));
    } catch (CertificateException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  // The factory takes PEM, too, and follows nests of indefinite lengths until its stack ends.
  private static Optional<RSAPublicKey> of(byte[] der) throws CertificateException {
    if (der.length < 2 || der[0] != SEQUENCE || der[1] == INDEFINITE_LENGTH) {
      return Optional.empty();
    }
    Certificate certificate =
        Objects.requireNonNull(
            CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(der)));
    return Optional.of(certificate.getPublicKey())
        .filter(RSAPublicKey.class::isInstance)
        .map(RSAPublicKey.class::cast);
  }
}

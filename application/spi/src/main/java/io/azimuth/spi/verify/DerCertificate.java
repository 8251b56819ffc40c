package io.azimuth.spi.verify;

import java.io.ByteArrayInputStream;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Objects;
import java.util.Optional;

/** Reads bytes that should be the DER of one certificate, and nothing else. */
final class DerCertificate {

  private static final byte SEQUENCE = 0x30;

  /** BER has it, DER has not: the factory follows nests of such lengths until its stack ends. */
  private static final byte INDEFINITE_LENGTH = (byte) 0x80;

  private DerCertificate() {}

  static Optional<Certificate> read(byte[] der) {
    // The factory takes PEM, too, and reads no further than the certificate.
    if (der.length < 2 || der[0] != SEQUENCE || der[1] == INDEFINITE_LENGTH) {
      return Optional.empty();
    }
    try {
      ByteArrayInputStream rest = new ByteArrayInputStream(der);
      Certificate certificate =
          Objects.requireNonNull(CertificateFactory.getInstance("X.509").generateCertificate(rest));
      return rest.available() == 0 ? Optional.of(certificate) : Optional.empty();
    } catch (CertificateException e) {
      return Optional.empty();
    }
  }
}

package io.azimuth.spi.web;

import io.azimuth.domain.text.Checked;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.List;

/**
 * Certificates that the other side of a call must be signed by, in place of those of the system.
 * Two of the same text are equal.
 */
public final class TrustedCertificates {

  /** The longest text, in characters. */
  public static final int MAX_LENGTH = 256 * 1024;

  private static final int MAX_CERTIFICATES = 256;

  private final String pem;
  private final List<Certificate> certificates;

  private TrustedCertificates(String pem, List<Certificate> certificates) {
    this.pem = pem;
    this.certificates = certificates;
  }

  /** Reads PEM certificates, or returns the sentence about what is wrong with them. */
  public static Checked<TrustedCertificates> parse(String pem) {
    if (pem.length() > MAX_LENGTH) {
      return Checked.problem("certificates have at most " + MAX_LENGTH + " characters");
    }
    try {
      List<Certificate> read =
          List.copyOf(
              CertificateFactory.getInstance("X.509")
                  .generateCertificates(
                      new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8))));
      if (read.isEmpty() || read.size() > MAX_CERTIFICATES) {
        return Checked.problem("must be 1 to " + MAX_CERTIFICATES + " PEM certificates");
      }
      return Checked.of(new TrustedCertificates(pem, read));
    } catch (CertificateException e) {
      return Checked.problem("is not a list of PEM certificates");
    }
  }

  /** The text that they were read from. */
  public String pem() {
    return pem;
  }

  /** The certificates; at least one. */
  public List<Certificate> certificates() {
    return certificates;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TrustedCertificates that && pem.equals(that.pem);
  }

  @Override
  public int hashCode() {
    return pem.hashCode();
  }

  @Override
  public String toString() {
    return certificates.size() + " certificates";
  }
}

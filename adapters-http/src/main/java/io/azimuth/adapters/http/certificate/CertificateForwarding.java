package io.azimuth.adapters.http.certificate;

/**
 * How proxies pass on the certificate that a client showed them.
 *
 * @param form the form of the header
 * @param header the name of the header
 */
public record CertificateForwarding(CertificateHeaderForm form, String header) {

  public CertificateForwarding {
    if (header.isEmpty()) {
      throw new IllegalArgumentException("a header has a name");
    }
  }
}

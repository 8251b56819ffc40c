package io.azimuth.adapters.http.certificate;

import io.azimuth.domain.claim.CertificateDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The forms in which proxies pass on the certificate that a client showed them. */
public enum CertificateHeaderForm {
  /** PEM, also in one line or percent-encoded, by a rewrite rule of Azure Application Gateway. */
  APPLICATION_GATEWAY("application_gateway", "X-Client-Cert"),
  /** PEM, percent-encoded, as nginx has it in {@code $ssl_client_escaped_cert}. */
  NGINX("nginx", "ssl-client-cert"),
  /** Pairs of one element, among them {@code Hash} or {@code Cert}. */
  ENVOY("envoy", "X-Forwarded-Client-Cert"),
  /** DER as a byte sequence of a structured field (RFC 9440). */
  RFC9440("rfc9440", "Client-Cert");

  private final String text;
  private final String header;

  CertificateHeaderForm(String text, String header) {
    this.text = text;
    this.header = header;
  }

  /** The form that the configuration calls so. */
  public static Optional<CertificateHeaderForm> parse(String name) {
    return Arrays.stream(values()).filter(form -> form.text.equals(name)).findFirst();
  }

  /** The names in the configuration. */
  public static List<String> texts() {
    return Arrays.stream(values()).map(CertificateHeaderForm::text).toList();
  }

  /** The name in the configuration. */
  public String text() {
    return text;
  }

  /** The name that the header usually has. */
  public String usualHeader() {
    return header;
  }

  /** The one certificate of a value of the header, which is not blank; empty when it has none. */
  public Optional<CertificateDigest> read(String value) {
    return switch (this) {
      case APPLICATION_GATEWAY, NGINX -> PemHeader.read(value);
      case ENVOY -> EnvoyHeader.read(value);
      case RFC9440 -> StructuredHeader.read(value);
    };
  }
}

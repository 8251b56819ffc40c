package io.azimuth.adapters.azure.simulator.token;

import com.fasterxml.jackson.databind.JsonNode;
import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jose4j.keys.X509Util;

/**
 * The certificate that a token is bound to, as the claim {@code cnf} names it (RFC 8705, section
 * 3.1).
 *
 * @param thumbprint SHA-256 of the certificate in DER, in unpadded base64url
 */
public record CertificateConfirmation(String thumbprint) {

  static final String CLAIM = "cnf";
  private static final String MEMBER = "x5t#S256";

  public CertificateConfirmation {
    Objects.requireNonNull(thumbprint, "thumbprint");
  }

  public static CertificateConfirmation to(X509Certificate certificate) {
    return new CertificateConfirmation(X509Util.x5tS256(certificate));
  }

  /** Whether the claims name no certificate, or the one that was shown. */
  public static boolean isProved(JsonNode claims, Optional<X509Certificate> shown) {
    return !isBound(claims)
        || shown
            .filter(it -> to(it).thumbprint().equals(claims.path(CLAIM).path(MEMBER).asText()))
            .isPresent();
  }

  static boolean isBound(JsonNode claims) {
    return claims.has(CLAIM);
  }

  /** The value of the claim. */
  Map<String, Object> confirmation() {
    return Map.of(MEMBER, thumbprint);
  }
}

package io.azimuth.adapters.azure.simulator.federation;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * The content of an assertion that the token endpoint accepted.
 *
 * @param clientId for whom
 * @param issuer {@code iss}
 * @param subject {@code sub}
 * @param keyId {@code kid} of its header
 * @param id {@code jti}
 * @param issuedAt {@code iat}
 * @param expires {@code exp}
 */
public record AcceptedAssertion(
    String clientId,
    String issuer,
    String subject,
    String keyId,
    Optional<String> id,
    Instant issuedAt,
    Instant expires) {

  public AcceptedAssertion {
    Objects.requireNonNull(clientId, "clientId");
    Objects.requireNonNull(issuer, "issuer");
    Objects.requireNonNull(subject, "subject");
    Objects.requireNonNull(keyId, "keyId");
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(issuedAt, "issuedAt");
    Objects.requireNonNull(expires, "expires");
  }
}

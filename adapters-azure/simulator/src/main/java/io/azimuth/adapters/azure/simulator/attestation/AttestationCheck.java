package io.azimuth.adapters.azure.simulator.attestation;

import com.fasterxml.jackson.databind.JsonNode;
import io.azimuth.adapters.azure.simulator.federation.AssertionProblem;
import io.azimuth.adapters.azure.simulator.fleet.SeededMachine;
import io.azimuth.adapters.azure.simulator.token.CompactJwt;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.domain.text.AsciiCase;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;

/**
 * Judges the attestation that comes with a request for a certificate. As in Azure, the request for
 * a token, not the one for the certificate, is refused for it.
 */
public final class AttestationCheck {

  private final AttestationKeys keys;
  private final URI issuer;
  private final Clock clock;

  AttestationCheck(AttestationKeys keys, URI issuer, Clock clock) {
    this.keys = keys;
    this.issuer = issuer;
    this.clock = clock;
  }

  /** What is wrong with it; empty when it is of this instance and of the machine. */
  public Optional<AssertionProblem> problem(SecretText attestation, SeededMachine machine) {
    Optional<CompactJwt> parsed = CompactJwt.parse(attestation);
    if (parsed.isEmpty()) {
      return problem(1000614, "The signature of the attestation token is invalid.");
    }
    JsonNode claims = parsed.get().claims();
    if (!claims.path("iss").asText().equals(issuer.toString())) {
      return problem(1000611, "The issuer of the attestation token is invalid.");
    }
    if (!parsed.get().header().path("jku").asText().equals(issuer + "/certs")) {
      return problem(
          1000613,
          "The attestation token contains invalid Jku header. The value must be a URL with a domain"
              + " name that matches the token issuer.");
    }
    if (!isSigned(parsed.get())) {
      return problem(1000614, "The signature of the attestation token is invalid.");
    }
    long now = clock.instant().getEpochSecond();
    if (claims.path("nbf").asLong(Long.MAX_VALUE) > now || claims.path("exp").asLong() <= now) {
      return problem(1000610, "The attestation token is not within its valid time range.");
    }
    return AsciiCase.equal(claims.path("x-ms-azurevm-vmid").asText(), machine.vmId())
        ? Optional.empty()
        : problem(1000612, "A claim of the attestation token has an invalid value.");
  }

  private boolean isSigned(CompactJwt attestation) {
    String keyId = attestation.header().path("kid").asText();
    return keys.published().stream()
        .filter(it -> it.keyId().equals(keyId))
        .anyMatch(it -> attestation.isSignedBy(it.key().publicKey()));
  }

  private static Optional<AssertionProblem> problem(int number, String text) {
    return Optional.of(new AssertionProblem(401, "invalid_client", number, text));
  }
}

package io.azimuth.spi.federation;

import java.util.List;
import java.util.Objects;

/**
 * The issuer and subject of a mount's identity tokens; a federated credential in Azure must name
 * both, byte for byte.
 *
 * @param issuer of the tokens
 * @param subject of the tokens; no other mount ever has it
 * @param concerns reasons why Entra ID cannot fetch the issuer's keys, as sentences for the
 *     operator
 */
public record FederatedSubject(String issuer, String subject, List<String> concerns) {

  public FederatedSubject {
    Objects.requireNonNull(issuer, "issuer");
    Objects.requireNonNull(subject, "subject");
    concerns = List.copyOf(concerns);
  }
}

package io.azimuth.spi.federation;

import java.util.List;
import java.util.Objects;

/**
 * As whom a mount's identity tokens introduce it; a federated credential in Azure must name both,
 * byte for byte.
 *
 * @param issuer of the tokens
 * @param subject of the tokens; another mount never has it
 * @param concerns what keeps Entra from fetching the issuer's keys, as sentences for the operator
 */
public record FederatedSubject(String issuer, String subject, List<String> concerns) {

  public FederatedSubject {
    Objects.requireNonNull(issuer, "issuer");
    Objects.requireNonNull(subject, "subject");
    concerns = List.copyOf(concerns);
  }
}

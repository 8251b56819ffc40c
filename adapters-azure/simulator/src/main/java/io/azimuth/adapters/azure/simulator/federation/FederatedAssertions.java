package io.azimuth.adapters.azure.simulator.federation;

import com.fasterxml.jackson.databind.JsonNode;
import io.azimuth.adapters.azure.simulator.fleet.FederatedCredential;
import io.azimuth.adapters.azure.simulator.state.LiveFederatedCredentials;
import io.azimuth.adapters.azure.simulator.token.CompactJwt;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Verifies assertions of issuers that federated credentials name. */
public final class FederatedAssertions {

  private final LiveFederatedCredentials registry;
  private final IssuerKeys keys;
  private final AssertionTimes times;
  private final AssertionLog log;

  public FederatedAssertions(
      LiveFederatedCredentials registry, IssuerKeys keys, AssertionTimes times, AssertionLog log) {
    this.registry = registry;
    this.keys = keys;
    this.times = times;
    this.log = log;
  }

  public boolean knows(String clientId) {
    return !registry.of(clientId).isEmpty();
  }

  /** What is wrong with it; empty when it proves the client, which is then recorded. */
  public Optional<AssertionProblem> problem(String clientId, CompactJwt assertion) {
    Optional<AssertionProblem> problem =
        mismatch(clientId, assertion.claims())
            .or(() -> times.ofFederated(assertion.claims()))
            .or(() -> forged(assertion));
    if (problem.isEmpty()) {
      log.add(accepted(clientId, assertion));
    }
    return problem;
  }

  private Optional<AssertionProblem> mismatch(String clientId, JsonNode claims) {
    List<FederatedCredential> ofIssuer =
        registry.of(clientId).stream().filter(it -> isText(claims, "iss", it.issuer())).toList();
    if (ofIssuer.isEmpty()) {
      return noRecord(700211, "issuer", claims.path("iss"));
    }
    List<FederatedCredential> ofSubject =
        ofIssuer.stream().filter(it -> isText(claims, "sub", it.subject())).toList();
    if (ofSubject.isEmpty()) {
      return noRecord(700213, "subject", claims.path("sub"));
    }
    return ofSubject.stream().anyMatch(it -> isText(claims, "aud", it.audience()))
        ? Optional.empty()
        : noRecord(700212, "audience", claims.path("aud"));
  }

  private Optional<AssertionProblem> forged(CompactJwt assertion) {
    String keyId = assertion.header().path("kid").asText();
    try {
      return keys.find(assertion.claims().path("iss").asText(), keyId)
          .map(it -> forged(assertion, it, keyId))
          .orElseGet(() -> Optional.of(AssertionProblem.busy()));
    } catch (IssuerUnavailableException e) {
      return Optional.of(
          new AssertionProblem(
              400,
              "invalid_request",
              50166,
              "Request to External OIDC endpoint failed: " + e.getMessage()));
    }
  }

  private static Optional<AssertionProblem> forged(
      CompactJwt assertion, IssuerKeys.Found found, String keyId) {
    if (found.key().isEmpty()) {
      return Optional.of(
          AssertionProblem.client(
              7000272, "The key '%s' is not in the issuer's key set.".formatted(keyId)));
    }
    return assertion.isSignedBy(found.key().get())
        ? Optional.empty()
        : Optional.of(
            AssertionProblem.client(50013, "The assertion's signature is not RS256 or not right."));
  }

  private static AcceptedAssertion accepted(String clientId, CompactJwt assertion) {
    JsonNode claims = assertion.claims();
    JsonNode id = claims.path("jti");
    return new AcceptedAssertion(
        clientId,
        claims.path("iss").asText(),
        claims.path("sub").asText(),
        assertion.header().path("kid").asText(),
        id.isTextual() ? Optional.of(id.asText()) : Optional.empty(),
        Instant.ofEpochSecond(claims.path("iat").asLong()),
        Instant.ofEpochSecond(claims.path("exp").asLong()));
  }

  private static boolean isText(JsonNode claims, String name, String expected) {
    return claims.path(name).isTextual() && claims.path(name).asText().equals(expected);
  }

  private static Optional<AssertionProblem> noRecord(int number, String what, JsonNode presented) {
    return Optional.of(
        AssertionProblem.client(
            number,
            "No matching federated identity record found for presented assertion %s '%s'."
                .formatted(what, presented.asText())));
  }
}

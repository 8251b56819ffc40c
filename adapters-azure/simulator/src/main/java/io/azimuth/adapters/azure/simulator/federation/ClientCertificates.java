package io.azimuth.adapters.azure.simulator.federation;

import com.fasterxml.jackson.databind.JsonNode;
import io.azimuth.adapters.azure.simulator.fleet.SeededApplication;
import io.azimuth.adapters.azure.simulator.state.AppCertificate;
import io.azimuth.adapters.azure.simulator.state.LiveApplications;
import io.azimuth.adapters.azure.simulator.token.CompactJwt;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jose4j.keys.X509Util;

/** Verifies that a client has the key of a certificate that its application registered. */
public final class ClientCertificates {

  private final LiveApplications apps;
  private volatile AssertionTimes times;
  private final Clock clock;

  public ClientCertificates(LiveApplications apps, AssertionTimes times, Clock clock) {
    this.apps = apps;
    this.times = times;
    this.clock = clock;
  }

  /**
   * Judges the times of assertions by the clock of those who sign them from now on. A client
   * library takes the clock of its machine, from which the simulator's may differ.
   */
  public void signedBy(Clock signers) {
    times = new AssertionTimes(signers);
  }

  /**
   * What is wrong with it; empty when it proves the client.
   *
   * @param audiences the names of the token endpoint
   */
  public Optional<AssertionProblem> problem(
      SeededApplication client, CompactJwt assertion, Set<String> audiences) {
    Optional<AppCertificate> found =
        certificate(client, it -> isNamed(it, assertion.header()))
            .filter(it -> it.isKnown(clock.instant()));
    if (found.isEmpty()) {
      return problem(
          700027, "The certificate of the assertion is not registered on the application.");
    }
    X509Certificate certificate = found.get().certificate();
    if (!assertion.isSignedBy(certificate.getPublicKey())) {
      return problem(700027, "The client assertion failed signature validation.");
    }
    if (isExpired(certificate)) {
      return problem(700027, "The certificate of the assertion has expired.");
    }
    JsonNode claims = assertion.claims();
    if (!claims.path("sub").asText().equals(client.clientId())) {
      return problem(700021, "The assertion's subject is not the client_id.");
    }
    if (!claims.path("aud").isTextual() || !audiences.contains(claims.path("aud").asText())) {
      return problem(700023, "The assertion's audience is not the token endpoint.");
    }
    Optional<AssertionProblem> outside = times.ofAny(claims);
    if (outside.isEmpty()) {
      found.get().accept();
    }
    return outside;
  }

  /**
   * What is wrong with a certificate whose key was proved by a TLS handshake; empty when it proves
   * the client.
   */
  public Optional<AssertionProblem> problem(SeededApplication client, X509Certificate shown) {
    Optional<AppCertificate> found =
        certificate(client, shown::equals).filter(it -> it.isKnown(clock.instant()));
    if (found.isEmpty()) {
      return problem(
          700027, "The certificate of the connection is not registered on the application.");
    }
    if (isExpired(shown)) {
      return problem(392204, "The provided client certificate has expired.");
    }
    found.get().accept();
    return Optional.empty();
  }

  private Optional<AppCertificate> certificate(
      SeededApplication client, Predicate<X509Certificate> which) {
    return apps.ofClient(client.tenantId(), client.clientId()).stream()
        .flatMap(it -> it.certificates().stream())
        .filter(it -> which.test(it.certificate()))
        .findFirst();
  }

  /** Microsoft's libraries write thumbprints in base64; RFC 7515 demands base64url. */
  private static boolean isNamed(X509Certificate certificate, JsonNode header) {
    String member = header.has("x5t#S256") ? "x5t#S256" : "x5t";
    String named =
        header.path(member).asText().replace('+', '-').replace('/', '_').replace("=", "");
    return member.equals("x5t")
        ? X509Util.x5t(certificate).equals(named)
        : X509Util.x5tS256(certificate).equals(named);
  }

  private boolean isExpired(X509Certificate certificate) {
    return clock.instant().isAfter(certificate.getNotAfter().toInstant());
  }

  private static Optional<AssertionProblem> problem(int number, String text) {
    return Optional.of(AssertionProblem.client(number, text));
  }
}

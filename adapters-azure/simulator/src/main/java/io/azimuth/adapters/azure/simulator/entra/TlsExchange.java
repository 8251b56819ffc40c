package io.azimuth.adapters.azure.simulator.entra;

import io.azimuth.adapters.azure.simulator.credential.MachineCertificate;
import io.azimuth.adapters.azure.simulator.credential.MachineCertificates;
import io.azimuth.adapters.azure.simulator.federation.AssertionProblem;
import io.azimuth.adapters.azure.simulator.federation.ClientCertificates;
import io.azimuth.adapters.azure.simulator.fleet.IdentitySelector;
import io.azimuth.adapters.azure.simulator.fleet.SeededApplication;
import io.azimuth.adapters.azure.simulator.state.LiveFleet;
import io.azimuth.adapters.azure.simulator.state.TokenSubject;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Optional;

/**
 * Accepts the certificate of a mutual TLS connection in place of a secret: one that an application
 * registered, or one that the metadata service issued to a machine.
 */
public final class TlsExchange {

  /** The refusal of a connection without one. */
  static final AssertionProblem MISSING =
      new AssertionProblem(
          400, "invalid_request", 392200, "Client certificate is missing from the request.");

  private static final AssertionProblem UNKNOWN =
      client(700027, "The certificate of the connection is not one of the managed identity's.");
  private static final AssertionProblem ANOTHER_CLIENT =
      client(700021, "The client_id is not that of the certificate.");
  private static final AssertionProblem EXPIRED =
      client(392204, "The provided client certificate has expired.");
  private static final AssertionProblem DETACHED =
      new AssertionProblem(
          400, "unauthorized_client", 700016, "The machine does not have the identity any more.");

  private final ClientCertificates certificates;
  private final MachineCertificates machines;
  private final LiveFleet fleet;
  private final Clock clock;

  public TlsExchange(
      ClientCertificates certificates, MachineCertificates machines, LiveFleet fleet, Clock clock) {
    this.certificates = certificates;
    this.machines = machines;
    this.fleet = fleet;
    this.clock = clock;
  }

  /** Whether a managed identity of the tenant asks over mutual TLS. */
  boolean isManagedIdentity(TokenAsk ask) {
    IdentitySelector selector = IdentitySelector.clientId(ask.clientId());
    return ask.request().clientCertificate().isPresent()
        && fleet.now().machines().stream()
            .filter(it -> it.tenantId().equals(ask.tenant().id()))
            .anyMatch(it -> it.identities().select(selector).isPresent());
  }

  /**
   * Judges the certificate of the connection.
   *
   * @param application of the client id; empty for a managed identity
   */
  AssertionResult prove(TokenAsk ask, Optional<SeededApplication> application) {
    Optional<X509Certificate> shown = ask.request().clientCertificate();
    if (shown.isEmpty()) {
      return new AssertionResult.Refused(MISSING);
    }
    return application
        .map(it -> ofApplication(it, shown.get()))
        .orElseGet(
            () ->
                machines
                    .find(shown.get())
                    .map(it -> ofMachine(ask, it))
                    .orElse(new AssertionResult.Refused(UNKNOWN)));
  }

  private AssertionResult ofApplication(SeededApplication client, X509Certificate shown) {
    return certificates
        .problem(client, shown)
        .<AssertionResult>map(AssertionResult.Refused::new)
        .orElseGet(
            () ->
                new AssertionResult.Proved(TokenSubject.of(client, TokenSubject.Kind.CERTIFICATE)));
  }

  private AssertionResult ofMachine(TokenAsk ask, MachineCertificate shown) {
    if (!shown.clientId().equals(ask.clientId()) || !shown.tenantId().equals(ask.tenant().id())) {
      return new AssertionResult.Refused(ANOTHER_CLIENT);
    }
    if (shown.isExpired(clock.instant())) {
      return new AssertionResult.Refused(EXPIRED);
    }
    if (shown.attestation().isPresent()) {
      return new AssertionResult.Refused(shown.attestation().get());
    }
    return fleet
        .now()
        .machine(shown.machine())
        .flatMap(
            machine ->
                machine
                    .identities()
                    .select(IdentitySelector.clientId(shown.clientId()))
                    .map(identity -> TokenSubject.of(machine, identity)))
        .<AssertionResult>map(AssertionResult.Proved::new)
        .orElse(new AssertionResult.Refused(DETACHED));
  }

  private static AssertionProblem client(int number, String text) {
    return new AssertionProblem(401, "invalid_client", number, text);
  }
}

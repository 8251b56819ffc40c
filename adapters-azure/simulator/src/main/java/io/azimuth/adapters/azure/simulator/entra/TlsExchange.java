package io.azimuth.adapters.azure.simulator.entra;

import io.azimuth.adapters.azure.simulator.federation.AssertionProblem;
import io.azimuth.adapters.azure.simulator.federation.ClientCertificates;
import io.azimuth.adapters.azure.simulator.fleet.SeededApplication;
import io.azimuth.adapters.azure.simulator.state.TokenSubject;
import java.security.cert.X509Certificate;
import java.util.Optional;

/** Accepts the certificate of a mutual TLS connection in place of a secret. */
public final class TlsExchange {

  /** The refusal of a connection without one. */
  static final AssertionProblem MISSING =
      new AssertionProblem(
          400, "invalid_request", 392200, "Client certificate is missing from the request.");

  private final ClientCertificates certificates;

  public TlsExchange(ClientCertificates certificates) {
    this.certificates = certificates;
  }

  /** Judges the certificate of the connection. */
  AssertionResult prove(TokenAsk ask, SeededApplication application) {
    Optional<X509Certificate> shown = ask.request().clientCertificate();
    return shown
        .map(it -> ofApplication(application, it))
        .orElseGet(() -> new AssertionResult.Refused(MISSING));
  }

  private AssertionResult ofApplication(SeededApplication client, X509Certificate shown) {
    return certificates
        .problem(client, shown)
        .<AssertionResult>map(AssertionResult.Refused::new)
        .orElseGet(
            () ->
                new AssertionResult.Proved(TokenSubject.of(client, TokenSubject.Kind.CERTIFICATE)));
  }
}

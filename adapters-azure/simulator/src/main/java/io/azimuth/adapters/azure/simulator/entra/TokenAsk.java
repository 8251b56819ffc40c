package io.azimuth.adapters.azure.simulator.entra;

import io.azimuth.adapters.azure.simulator.fleet.SeededTenant;
import io.azimuth.adapters.azure.simulator.http.Parameters;
import io.azimuth.adapters.azure.simulator.http.SimulatorRequest;
import io.azimuth.adapters.azure.simulator.token.CertificateConfirmation;
import java.util.Optional;

/**
 * A request for a token of a tenant that exists.
 *
 * @param resource what the token is to be for; empty when the form does not name exactly one
 */
record TokenAsk(
    SimulatorRequest request, SeededTenant tenant, Parameters form, Optional<String> resource) {

  private static final String BOUND = "mtls_pop";
  private static final String ON_BEHALF = "urn:ietf:params:oauth:grant-type:jwt-bearer";

  /** Whether the client asks for itself. */
  boolean isForItself() {
    return form.text("grant_type").equals(Optional.of("client_credentials"));
  }

  /** Whether the client asks with the token of a person. */
  boolean isOnBehalf() {
    return form.text("grant_type").equals(Optional.of(ON_BEHALF))
        && form.text("requested_token_use").equals(Optional.of("on_behalf_of"));
  }

  String clientId() {
    return form.text("client_id").orElse("");
  }

  /** Whether the token is to be bound to the certificate of the connection. */
  boolean wantsBinding() {
    return form.text("token_type").equals(Optional.of(BOUND));
  }

  /** Whether the form asks for a kind of token that is not served, such as signed requests. */
  boolean wantsAnotherType() {
    return form.text("token_type")
        .filter(it -> !it.equals(BOUND) && !it.equals("Bearer"))
        .isPresent();
  }

  Optional<CertificateConfirmation> binding() {
    return request
        .clientCertificate()
        .filter(any -> wantsBinding())
        .map(CertificateConfirmation::to);
  }
}

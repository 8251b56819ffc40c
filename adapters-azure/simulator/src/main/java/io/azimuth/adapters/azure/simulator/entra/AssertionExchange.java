package io.azimuth.adapters.azure.simulator.entra;

import io.azimuth.adapters.azure.simulator.federation.AssertionProblem;
import io.azimuth.adapters.azure.simulator.federation.ClientCertificates;
import io.azimuth.adapters.azure.simulator.federation.ClusterAssertions;
import io.azimuth.adapters.azure.simulator.federation.FederatedAssertions;
import io.azimuth.adapters.azure.simulator.fleet.SeededApplication;
import io.azimuth.adapters.azure.simulator.fleet.SeededIdentity;
import io.azimuth.adapters.azure.simulator.fleet.SeededMachine;
import io.azimuth.adapters.azure.simulator.fleet.SeededTenant;
import io.azimuth.adapters.azure.simulator.fleet.SimulatorFleet;
import io.azimuth.adapters.azure.simulator.http.Parameters;
import io.azimuth.adapters.azure.simulator.http.SimulatorRequest;
import io.azimuth.adapters.azure.simulator.state.LiveFleet;
import io.azimuth.adapters.azure.simulator.state.TokenSubject;
import io.azimuth.adapters.azure.simulator.token.CertificateConfirmation;
import io.azimuth.adapters.azure.simulator.token.CompactJwt;
import io.azimuth.domain.secret.SecretText;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Accepts assertions in place of secrets: a token of the seeded cluster, an assertion of an issuer
 * that a federated credential names, or one that the application signed itself.
 */
public final class AssertionExchange {

  public static final String ASSERTION_TYPE =
      "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

  /** The second is that of assertions which are bound to the certificate of the connection. */
  private static final Set<String> ASSERTION_TYPES =
      Set.of(ASSERTION_TYPE, "urn:ietf:params:oauth:client-assertion-type:jwt-pop");

  static final AssertionProblem OTHER_CERTIFICATE =
      new AssertionProblem(
          400,
          "invalid_request",
          500181,
          "The TLS certificate provided does not match the certificate in the assertion.");

  private static final AssertionProblem NO_MATCH =
      new AssertionProblem(
          400, "invalid_client", 70021, "No federated credential matches the assertion.");

  private final ClusterAssertions cluster;
  private final FederatedAssertions federated;
  private final ClientCertificates certificates;
  private final LiveFleet fleet;
  private final URI base;

  public AssertionExchange(
      ClusterAssertions cluster,
      FederatedAssertions federated,
      ClientCertificates certificates,
      LiveFleet fleet,
      URI base) {
    this.cluster = cluster;
    this.federated = federated;
    this.certificates = certificates;
    this.fleet = fleet;
    this.base = base;
  }

  /** Whether a managed identity of the tenant with that client id takes assertions. */
  boolean knows(SeededTenant tenant, String clientId) {
    return cluster.knows(tenant, clientId)
        || (federated.knows(clientId) && identity(tenant, clientId).isPresent());
  }

  /**
   * Judges an assertion.
   *
   * @param application of the client id, unless it is a managed identity's
   */
  AssertionResult prove(
      SimulatorRequest request,
      SeededTenant tenant,
      Parameters form,
      Optional<SeededApplication> application) {
    String clientId = form.text("client_id").orElse("");
    SecretText assertion = SecretText.of(form.text("client_assertion").orElse(""));
    if (form.text("client_assertion_type").filter(ASSERTION_TYPES::contains).isEmpty()) {
      return new AssertionResult.Refused(NO_MATCH);
    }
    Optional<TokenSubject> ofCluster = cluster.caller(tenant, clientId, assertion);
    if (ofCluster.isPresent()) {
      return new AssertionResult.Proved(ofCluster.get());
    }
    Optional<CompactJwt> parsed = CompactJwt.parse(assertion);
    if (parsed.isEmpty()) {
      return new AssertionResult.Refused(NO_MATCH);
    }
    if (!CertificateConfirmation.isProved(parsed.get().claims(), request.clientCertificate())) {
      return new AssertionResult.Refused(OTHER_CERTIFICATE);
    }
    boolean own = parsed.get().claims().path("iss").asText().equals(clientId);
    if (own && application.isPresent()) {
      return certified(application.get(), parsed.get(), names(request, tenant));
    }
    return federated(tenant, clientId, parsed.get(), application);
  }

  private AssertionResult certified(
      SeededApplication client, CompactJwt assertion, Set<String> names) {
    return certificates
        .problem(client, assertion, names)
        .<AssertionResult>map(AssertionResult.Refused::new)
        .orElseGet(
            () ->
                new AssertionResult.Proved(TokenSubject.of(client, TokenSubject.Kind.CERTIFICATE)));
  }

  private AssertionResult federated(
      SeededTenant tenant,
      String clientId,
      CompactJwt assertion,
      Optional<SeededApplication> application) {
    Optional<TokenSubject> caller =
        application
            .map(it -> TokenSubject.of(it, TokenSubject.Kind.FEDERATED))
            .or(() -> identity(tenant, clientId).map(it -> TokenSubject.federated(tenant, it)));
    if (caller.isEmpty() || !federated.knows(clientId)) {
      return new AssertionResult.Refused(NO_MATCH);
    }
    return federated
        .problem(clientId, assertion)
        .<AssertionResult>map(AssertionResult.Refused::new)
        .orElseGet(() -> new AssertionResult.Proved(caller.get()));
  }

  private Optional<SeededIdentity> identity(SeededTenant tenant, String clientId) {
    return fleet.catalog().userAssigned().stream()
        .filter(it -> it.clientId().equals(clientId))
        .filter(it -> isOf(tenant, it))
        .findFirst();
  }

  /** An identity that no machine has any more belongs to the first tenant. */
  private boolean isOf(SeededTenant tenant, SeededIdentity identity) {
    SimulatorFleet now = fleet.now();
    return now.machines().stream()
        .filter(it -> it.identities().userAssigned().contains(identity))
        .map(SeededMachine::tenantId)
        .findFirst()
        .orElse(now.tenants().get(0).id())
        .equals(tenant.id());
  }

  /**
   * The token endpoint has several names: with the tenant or its domain, v1 and v2, on each host.
   */
  private Set<String> names(SimulatorRequest request, SeededTenant tenant) {
    Set<String> names = new HashSet<>();
    String asked = "https://" + request.header("Host").orElse("") + "/";
    names.add(asked + String.join("/", request.path()));
    for (String host : List.of(base.toString(), asked)) {
      for (String path : List.of(tenant.id(), tenant.domain())) {
        names.add(host + path + "/oauth2/v2.0/token");
        names.add(host + path + "/oauth2/token");
      }
    }
    return names;
  }
}

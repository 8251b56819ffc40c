package io.azimuth.adapters.azure.simulator;

import io.azimuth.domain.secret.SecretText;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What stands in for a secret: a token of the seeded cluster, an assertion of an issuer that a
 * federated credential names, or one that the application signed itself.
 */
final class AssertionExchange {

  static final String ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

  private static final AssertionProblem NO_MATCH =
      new AssertionProblem(
          400, "invalid_client", 70021, "No federated credential matches the assertion.");

  private final ClusterAssertions cluster;
  private final FederatedAssertions federated;
  private final ClientCertificates certificates;
  private final LiveFleet fleet;
  private final URI base;

  AssertionExchange(
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
  Proof prove(
      SimulatorRequest request,
      SeededTenant tenant,
      Parameters form,
      Optional<SeededApplication> application) {
    String clientId = form.text("client_id").orElse("");
    SecretText assertion = SecretText.of(form.text("client_assertion").orElse(""));
    if (!form.text("client_assertion_type").equals(Optional.of(ASSERTION_TYPE))) {
      return new Proof.Refused(NO_MATCH);
    }
    Optional<Caller> ofCluster = cluster.caller(tenant, clientId, assertion);
    if (ofCluster.isPresent()) {
      return new Proof.Proved(ofCluster.get());
    }
    Optional<CompactJwt> parsed = CompactJwt.parse(assertion);
    if (parsed.isEmpty()) {
      return new Proof.Refused(NO_MATCH);
    }
    boolean own = parsed.get().claims().path("iss").asText().equals(clientId);
    if (own && application.isPresent()) {
      return certified(application.get(), parsed.get(), names(request, tenant));
    }
    return federated(tenant, clientId, parsed.get(), application);
  }

  private Proof certified(SeededApplication client, CompactJwt assertion, Set<String> names) {
    return certificates
        .problem(client, assertion, names)
        .<Proof>map(Proof.Refused::new)
        .orElseGet(() -> new Proof.Proved(Caller.of(client, Caller.Kind.CERTIFICATE)));
  }

  private Proof federated(
      SeededTenant tenant,
      String clientId,
      CompactJwt assertion,
      Optional<SeededApplication> application) {
    Optional<Caller> caller =
        application
            .map(it -> Caller.of(it, Caller.Kind.FEDERATED))
            .or(() -> identity(tenant, clientId).map(it -> Caller.federated(tenant, it)));
    if (caller.isEmpty() || !federated.knows(clientId)) {
      return new Proof.Refused(NO_MATCH);
    }
    return federated
        .problem(clientId, assertion)
        .<Proof>map(Proof.Refused::new)
        .orElseGet(() -> new Proof.Proved(caller.get()));
  }

  private Optional<SeededIdentity> identity(SeededTenant tenant, String clientId) {
    return fleet.catalog().userAssigned().stream()
        .filter(it -> it.clientId().equals(clientId))
        .filter(it -> isOf(tenant, it))
        .findFirst();
  }

  /** The tenant of an identity that no machine has any more is home. */
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
   * The token endpoint goes by several names: by tenant and domain, v1 and v2, any host of ours.
   */
  private Set<String> names(SimulatorRequest request, SeededTenant tenant) {
    Set<String> names = new HashSet<>();
    String asked = "https://" + request.header("Host").orElse("") + "/";
    for (String host : List.of(base.toString(), asked)) {
      for (String path : List.of(tenant.id(), tenant.domain())) {
        names.add(host + path + "/oauth2/v2.0/token");
        names.add(host + path + "/oauth2/token");
      }
    }
    return names;
  }
}

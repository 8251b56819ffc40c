package io.azimuth.adapters.azure.simulator;

import io.azimuth.domain.secret.SecretText;
import java.util.Optional;

/** Who may exchange which token of the cluster for one of the sign-in service. */
final class ClusterAssertions {

  private final SimulatorFleet fleet;
  private final ServiceAccountTokens tokens;

  ClusterAssertions(SimulatorFleet fleet, ServiceAccountTokens tokens) {
    this.fleet = fleet;
    this.tokens = tokens;
  }

  /** Whether a pod of the tenant has an identity of that client id. */
  boolean knows(SeededTenant tenant, String clientId) {
    return fleet.machines().stream()
        .filter(machine -> isPodOf(tenant, machine))
        .anyMatch(pod -> identity(pod, clientId).isPresent());
  }

  /** Whom the assertion proves; empty when it proves nobody of that client id. */
  Optional<Caller> caller(SeededTenant tenant, String clientId, SecretText assertion) {
    return pod(tenant, clientId, assertion).or(() -> application(tenant, clientId, assertion));
  }

  private Optional<Caller> pod(SeededTenant tenant, String clientId, SecretText assertion) {
    return fleet.machines().stream()
        .filter(machine -> isPodOf(tenant, machine))
        .filter(pod -> tokens.of(pod.name()).equals(Optional.of(assertion)))
        .flatMap(pod -> identity(pod, clientId).map(it -> Caller.of(pod, it)).stream())
        .findFirst();
  }

  private Optional<Caller> application(SeededTenant tenant, String clientId, SecretText assertion) {
    return fleet.applications().stream()
        .filter(it -> it.tenantId().equals(tenant.id()) && it.clientId().equals(clientId))
        .filter(it -> tokens.of(it.name()).equals(Optional.of(assertion)))
        .map(Caller::of)
        .findFirst();
  }

  private static boolean isPodOf(SeededTenant tenant, SeededMachine machine) {
    return machine.kind() == MachineKind.POD && machine.tenantId().equals(tenant.id());
  }

  private static Optional<SeededIdentity> identity(SeededMachine pod, String clientId) {
    return pod.identities().userAssigned().stream()
        .filter(it -> it.clientId().equals(clientId))
        .findFirst();
  }
}

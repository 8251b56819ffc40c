package io.azimuth.adapters.azure.simulator.federation;

import io.azimuth.adapters.azure.simulator.fleet.MachineKind;
import io.azimuth.adapters.azure.simulator.fleet.SeededIdentity;
import io.azimuth.adapters.azure.simulator.fleet.SeededMachine;
import io.azimuth.adapters.azure.simulator.fleet.SeededTenant;
import io.azimuth.adapters.azure.simulator.fleet.SimulatorFleet;
import io.azimuth.adapters.azure.simulator.state.TokenSubject;
import io.azimuth.domain.secret.SecretText;
import java.util.Optional;

/** Finds the caller that a token of the cluster proves. */
public final class ClusterAssertions {

  private final SimulatorFleet fleet;
  private final ServiceAccountTokens tokens;

  public ClusterAssertions(SimulatorFleet fleet, ServiceAccountTokens tokens) {
    this.fleet = fleet;
    this.tokens = tokens;
  }

  /** Whether a pod of the tenant has an identity of that client id. */
  public boolean knows(SeededTenant tenant, String clientId) {
    return fleet.machines().stream()
        .filter(machine -> isPodOf(tenant, machine))
        .anyMatch(pod -> identity(pod, clientId).isPresent());
  }

  /**
   * The caller of that client id that the assertion proves; empty when the assertion is refused.
   */
  public Optional<TokenSubject> caller(SeededTenant tenant, String clientId, SecretText assertion) {
    return pod(tenant, clientId, assertion).or(() -> application(tenant, clientId, assertion));
  }

  private Optional<TokenSubject> pod(SeededTenant tenant, String clientId, SecretText assertion) {
    return fleet.machines().stream()
        .filter(machine -> isPodOf(tenant, machine))
        .filter(pod -> tokens.of(pod.name()).equals(Optional.of(assertion)))
        .flatMap(pod -> identity(pod, clientId).map(it -> TokenSubject.of(pod, it)).stream())
        .findFirst();
  }

  private Optional<TokenSubject> application(
      SeededTenant tenant, String clientId, SecretText assertion) {
    return fleet.applications().stream()
        .filter(it -> it.tenantId().equals(tenant.id()) && it.clientId().equals(clientId))
        .filter(it -> tokens.of(it.name()).equals(Optional.of(assertion)))
        .map(TokenSubject::of)
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

package io.azimuth.adapters.azure.simulator.steering;

/**
 * The services that are steered one by one.
 *
 * @param federation federated credentials and client certificates
 */
public record SteeredServices(
    SimulatedResourceManager resourceManager,
    SimulatedGraph graph,
    SimulatedFederation federation,
    SimulatedKeyVault keyVault,
    SimulatedAttestation attestation) {

  /** As they were at the start. */
  void restore() {
    resourceManager.restore();
    graph.restore();
    federation.restore();
    keyVault.restore();
    attestation.restore();
  }
}

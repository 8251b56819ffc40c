package io.azimuth.adapters.azure.simulator.state;

import io.azimuth.adapters.azure.simulator.fleet.FederatedCredential;
import io.azimuth.adapters.azure.simulator.fleet.SeededApplication;
import io.azimuth.adapters.azure.simulator.fleet.SimulatorFleet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which federated credentials applications and user-assigned identities have now. */
public final class LiveFederatedCredentials {

  /** The most that one of them has. */
  public static final int MAX = 20;

  private final SimulatorFleet fleet;
  private final Map<String, List<FederatedCredential>> byClientId = new HashMap<>();

  public LiveFederatedCredentials(SimulatorFleet fleet) {
    this.fleet = fleet;
    restore();
  }

  /** Whether a new credential was added. */
  public enum Outcome {
    ADDED,
    NAME_TAKEN,
    ISSUER_AND_SUBJECT_TAKEN,
    TOO_MANY
  }

  public synchronized Outcome add(String clientId, FederatedCredential added) {
    List<FederatedCredential> present = of(clientId);
    if (present.stream().anyMatch(it -> it.name().equals(added.name()))) {
      return Outcome.NAME_TAKEN;
    }
    if (present.stream().anyMatch(added::isLike)) {
      return Outcome.ISSUER_AND_SUBJECT_TAKEN;
    }
    if (present.size() == MAX) {
      return Outcome.TOO_MANY;
    }
    byClientId.computeIfAbsent(clientId, it -> new ArrayList<>()).add(added);
    return Outcome.ADDED;
  }

  /** Whether there was one of that name. */
  public synchronized boolean remove(String clientId, String name) {
    List<FederatedCredential> present = byClientId.get(clientId);
    return present != null && present.removeIf(it -> it.name().equals(name));
  }

  public synchronized List<FederatedCredential> of(String clientId) {
    return List.copyOf(byClientId.getOrDefault(clientId, List.of()));
  }

  /** As it was at the start. */
  public synchronized void restore() {
    byClientId.clear();
    for (SeededApplication application : fleet.applications()) {
      application.registration().federated().forEach(it -> add(application.clientId(), it));
    }
  }
}

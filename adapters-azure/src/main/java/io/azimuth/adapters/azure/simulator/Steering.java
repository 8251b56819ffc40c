package io.azimuth.adapters.azure.simulator;

import io.azimuth.domain.secret.SecretText;
import java.util.Map;

/** What can be done to a running simulator, from inside and by request. */
final class Steering {

  private final SigningKeys keys;
  private final FaultTable faults;
  private final FaultStage stage;
  private final RequestCounts counts;
  private final TokenMint mint;
  private final SteeredServices services;

  Steering(
      SigningKeys keys,
      FaultTable faults,
      FaultStage stage,
      RequestCounts counts,
      TokenMint mint,
      SteeredServices services) {
    this.keys = keys;
    this.faults = faults;
    this.stage = stage;
    this.counts = counts;
    this.mint = mint;
    this.services = services;
  }

  String roll(KeyRoll how) {
    return keys.roll(how);
  }

  void fault(SimulatedFault fault) {
    faults.put(fault);
    // Whatever replaces a hang ends it.
    stage.release();
  }

  /** No faults, no counts, the fleet of the start, and the key in use is published. */
  void reset() {
    faults.clear();
    services.restore();
    stage.release();
    counts.reset();
    keys.publishSigning();
  }

  SteeredServices services() {
    return services;
  }

  Map<SimulatorEndpoint, Long> counts() {
    return counts.snapshot();
  }

  SecretText mint(TokenOrder order) {
    return mint.mint(order);
  }
}

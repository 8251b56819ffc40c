package io.azimuth.adapters.azure.simulator.steering;

import io.azimuth.adapters.azure.simulator.fault.FaultInjector;
import io.azimuth.adapters.azure.simulator.fault.FaultTable;
import io.azimuth.adapters.azure.simulator.fault.SimulatedFault;
import io.azimuth.adapters.azure.simulator.http.SimulatorEndpoint;
import io.azimuth.adapters.azure.simulator.server.RequestCounts;
import io.azimuth.adapters.azure.simulator.token.KeyRollover;
import io.azimuth.adapters.azure.simulator.token.SimulatorSigningKeys;
import io.azimuth.adapters.azure.simulator.token.TokenMint;
import io.azimuth.adapters.azure.simulator.token.TokenRequest;
import io.azimuth.domain.secret.SecretText;
import java.util.Map;

/** What can be done to a running simulator, from inside and by request. */
public final class Steering {

  private final SimulatorSigningKeys keys;
  private final FaultTable faults;
  private final FaultInjector stage;
  private final RequestCounts counts;
  private final TokenMint mint;
  private final SteeredServices services;

  public Steering(
      SimulatorSigningKeys keys,
      FaultTable faults,
      FaultInjector stage,
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

  public String roll(KeyRollover how) {
    return keys.roll(how);
  }

  public void fault(SimulatedFault fault) {
    faults.put(fault);
    // A new fault ends the hanging requests of the old one.
    stage.release();
  }

  /** No faults, no counts, the fleet of the start, and the key in use is published. */
  public void reset() {
    faults.clear();
    services.restore();
    stage.release();
    counts.reset();
    keys.publishSigning();
  }

  public SteeredServices services() {
    return services;
  }

  public Map<SimulatorEndpoint, Long> counts() {
    return counts.snapshot();
  }

  public Map<SimulatorEndpoint, String> traces() {
    return counts.traces();
  }

  public SecretText mint(TokenRequest order) {
    return mint.mint(order);
  }
}

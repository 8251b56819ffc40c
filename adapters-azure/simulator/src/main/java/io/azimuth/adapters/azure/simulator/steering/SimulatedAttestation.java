package io.azimuth.adapters.azure.simulator.steering;

import io.azimuth.adapters.azure.simulator.attestation.AttestationOrder;
import io.azimuth.adapters.azure.simulator.attestation.AttestationService;
import io.azimuth.adapters.azure.simulator.attestation.PlatformState;
import io.azimuth.domain.secret.SecretText;
import java.net.URI;

/**
 * Steers the instance of the attestation service. Machines are named by their names in the fleet;
 * methods throw {@link IllegalArgumentException} when there is none. Thread-safe.
 */
public final class SimulatedAttestation {

  private final AttestationService service;

  public SimulatedAttestation(AttestationService service) {
    this.service = service;
  }

  /** {@code iss} of its attestations; the keys are at {@code /certs} below it. */
  public URI issuer() {
    return service.issuer();
  }

  public PlatformState platform(String machine) {
    return service.platform(machine);
  }

  /** Changes what the machine proves about itself from now on. */
  public void platform(String machine, PlatformState state) {
    service.platform(machine, state);
  }

  /** An attestation to order, honest or not. */
  public SecretText mint(AttestationOrder order) {
    return service.mint(order);
  }

  /**
   * Signs with a new key from now on and gives its id. A reset does not undo this.
   *
   * @param withdraw whether the old keys are taken out of the key set
   */
  public String rollKeys(boolean withdraw) {
    return service.roll(withdraw);
  }

  /** The platforms are as they were at the start. */
  void restore() {
    service.restore();
  }
}

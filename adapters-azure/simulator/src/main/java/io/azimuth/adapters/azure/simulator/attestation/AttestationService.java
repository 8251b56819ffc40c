package io.azimuth.adapters.azure.simulator.attestation;

import io.azimuth.adapters.azure.simulator.state.LiveFleet;
import io.azimuth.adapters.azure.simulator.token.SimulatorSigningKeys;
import io.azimuth.adapters.azure.simulator.token.TokenSigningKey;
import io.azimuth.domain.secret.SecretText;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.function.Supplier;

/** The instance of the attestation service with all its parts. */
public final class AttestationService {

  private final LiveFleet fleet;
  private final LivePlatforms platforms = new LivePlatforms();
  private final AttestationKeys keys;
  private final AttestationMint mint;
  private final URI issuer;
  private final Clock clock;

  /**
   * An instance.
   *
   * @param base of the sign-in service
   * @param source of its keys
   * @param signIn the keys of the sign-in service, for forged attestations
   */
  public AttestationService(
      URI base,
      LiveFleet fleet,
      Supplier<TokenSigningKey> source,
      SimulatorSigningKeys signIn,
      Clock clock,
      SecureRandom random) {
    this.fleet = fleet;
    this.issuer = base.resolve(AttestationEndpoint.PATH);
    this.keys = new AttestationKeys(source, issuer.toString(), random);
    this.clock = clock;
    this.mint = new AttestationMint(fleet, platforms, keys, signIn, issuer, clock, random);
  }

  /** {@code iss} of its attestations. */
  public URI issuer() {
    return issuer;
  }

  public AttestationEndpoint endpoint() {
    return new AttestationEndpoint(fleet, platforms, keys, mint, issuer);
  }

  public AttestationCheck check() {
    return new AttestationCheck(keys, issuer, clock);
  }

  /** The state of a machine's platform. */
  public PlatformState platform(String machine) {
    return platforms.of(known(machine));
  }

  /** Changes the state of a machine's platform. */
  public void platform(String machine, PlatformState state) {
    platforms.set(known(machine), state);
  }

  public SecretText mint(AttestationOrder order) {
    return mint.mint(order);
  }

  /** Signs with a new key from now on and gives its id. */
  public String roll(boolean withdraw) {
    return keys.roll(withdraw);
  }

  /** The platforms are as they were at the start; keys stay. */
  public void restore() {
    platforms.restore();
  }

  private String known(String machine) {
    return fleet
        .now()
        .machine(machine)
        .orElseThrow(() -> new IllegalArgumentException("no such machine in the fleet: " + machine))
        .name();
  }
}

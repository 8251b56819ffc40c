package io.azimuth.adapters.azure.simulator.attestation;

import io.azimuth.adapters.azure.simulator.fleet.SeededAttested;
import java.util.HashMap;
import java.util.Map;

/** The platforms of the machines, by their names in the fleet; most have none. */
public final class LivePlatforms {

  private final Map<String, PlatformState> platforms = new HashMap<>();

  public LivePlatforms() {
    restore();
  }

  public synchronized PlatformState of(String machine) {
    return platforms.getOrDefault(machine, PlatformState.sound(AttestedPlatform.NONE));
  }

  public synchronized void set(String machine, PlatformState state) {
    platforms.put(machine, state);
  }

  /** As it was at the start. */
  public synchronized void restore() {
    platforms.clear();
    platforms.put(SeededAttested.CONFIDENTIAL, PlatformState.sound(AttestedPlatform.SEV_SNP));
    platforms.put(
        SeededAttested.TRUSTED_LAUNCH, PlatformState.sound(AttestedPlatform.TRUSTED_LAUNCH));
  }
}

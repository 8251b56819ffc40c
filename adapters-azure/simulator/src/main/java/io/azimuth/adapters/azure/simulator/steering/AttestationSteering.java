package io.azimuth.adapters.azure.simulator.steering;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.azimuth.adapters.azure.simulator.attestation.AttestationDefect;
import io.azimuth.adapters.azure.simulator.attestation.AttestationOrder;
import io.azimuth.adapters.azure.simulator.attestation.AttestedPlatform;
import io.azimuth.adapters.azure.simulator.attestation.PlatformState;
import io.azimuth.adapters.azure.simulator.http.SimulatorRoute;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** {@code /_simulator/attestation/…}: steering of the attestation service by request. */
public final class AttestationSteering {

  private static final String BASE = "attestation/";

  private final SimulatedAttestation attestation;

  public AttestationSteering(SimulatedAttestation attestation) {
    this.attestation = attestation;
  }

  public List<SimulatorRoute> routes() {
    return List.of(
        SteeringRoutes.change(BASE + "platforms", MachinePlatform.class, this::platform),
        SteeringRoutes.post(
            BASE + "keys/roll",
            Roll.class,
            it -> Map.of("kid", attestation.rollKeys(it.withdraw()))),
        SteeringRoutes.post(
            BASE + "mint",
            Mint.class,
            it -> Map.of("token", attestation.mint(it.order()).expose())));
  }

  private record Roll(boolean withdraw) {}

  private record MachinePlatform(
      @JsonProperty(required = true) String machine,
      @Nullable AttestedPlatform platform,
      @Nullable Boolean secureBoot,
      @Nullable Boolean debuggersDisabled,
      @Nullable String policyHash) {

    PlatformState applyTo(PlatformState now) {
      return new PlatformState(
          Objects.requireNonNullElse(platform, now.platform()),
          Objects.requireNonNullElse(secureBoot, now.secureBoot()),
          Objects.requireNonNullElse(debuggersDisabled, now.debuggersDisabled()),
          Objects.requireNonNullElse(policyHash, now.policyHash()));
    }
  }

  private void platform(MachinePlatform body) {
    attestation.platform(body.machine(), body.applyTo(attestation.platform(body.machine())));
  }

  private record Mint(
      @JsonProperty(required = true) String machine,
      @Nullable String nonce,
      @Nullable AttestationDefect kind,
      @Nullable Map<String, @Nullable Object> claims,
      @Nullable Map<String, @Nullable Object> header) {

    AttestationOrder order() {
      AttestationOrder plain =
          new AttestationOrder(
              machine,
              Map.of(),
              Objects.requireNonNullElse(kind, AttestationDefect.NONE),
              SteeringBody.changes(claims),
              SteeringBody.changes(header));
      return nonce == null ? plain : plain.nonce(nonce);
    }
  }
}

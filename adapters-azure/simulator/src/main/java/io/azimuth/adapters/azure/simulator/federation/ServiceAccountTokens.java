package io.azimuth.adapters.azure.simulator.federation;

import io.azimuth.adapters.azure.simulator.fleet.MachineKind;
import io.azimuth.adapters.azure.simulator.fleet.RandomText;
import io.azimuth.adapters.azure.simulator.fleet.SimulatorFleet;
import io.azimuth.adapters.azure.simulator.token.CompactSerialization;
import io.azimuth.domain.secret.SecretText;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The service-account tokens of a cluster: one for each pod and each federated application. Their
 * signatures are random bytes, as the sign-in service compares each token as a whole.
 */
public final class ServiceAccountTokens {

  private static final int SIGNATURE_BYTES = 256;

  private final Map<String, SecretText> byName = new LinkedHashMap<>();
  private final SecureRandom random;

  public ServiceAccountTokens(SimulatorFleet fleet, Instant now, SecureRandom random) {
    this.random = random;
    fleet.machines().stream()
        .filter(machine -> machine.kind() == MachineKind.POD)
        .forEach(pod -> byName.put(pod.name(), write(pod.name(), now)));
    fleet.applications().stream()
        .filter(application -> application.secret().isEmpty())
        .forEach(application -> byName.put(application.name(), write(application.name(), now)));
  }

  /** Replaces the token of that name; the old token is refused from now on. */
  synchronized Optional<SecretText> rotate(String name, Instant at) {
    return Optional.ofNullable(byName.computeIfPresent(name, (key, old) -> write(key, at)));
  }

  /** The token of the pod or application of that name. */
  synchronized Optional<SecretText> of(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** All of them, by the name of the pod or application. */
  synchronized Map<String, SecretText> all() {
    return Map.copyOf(byName);
  }

  private SecretText write(String name, Instant now) {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("iss", "https://oidc.azimuth.example/cluster-1/");
    claims.put("aud", List.of("api://AzureADTokenExchange"));
    claims.put("sub", "system:serviceaccount:default:" + name);
    claims.put("iat", now.getEpochSecond());
    claims.put("exp", now.plus(Duration.ofDays(1)).getEpochSecond());
    return SecretText.of(
        CompactSerialization.part(Map.of("alg", "RS256", "kid", "cluster-1"))
            + "."
            + CompactSerialization.part(claims)
            + "."
            + RandomText.base64Url(random, SIGNATURE_BYTES));
  }
}

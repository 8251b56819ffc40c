package io.azimuth.adapters.azure.simulator.attestation;

import io.azimuth.adapters.azure.simulator.fleet.SeededMachine;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Writes what the attestation service says of a virtual machine, as its samples show it. */
final class AttestationClaims {

  private static final Duration LIFE = Duration.ofHours(8);

  private final String issuer;
  private final RandomGenerator random;

  AttestationClaims(String issuer, RandomGenerator random) {
    this.issuer = issuer;
    this.random = random;
  }

  /**
   * The members.
   *
   * @param payload what the client wants to find in the answer; values in base64
   */
  Map<String, Object> of(
      SeededMachine machine, PlatformState state, Map<String, String> payload, Instant now) {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("exp", now.plus(LIFE).getEpochSecond());
    claims.put("iat", now.getEpochSecond());
    claims.put("iss", issuer);
    claims.put("jti", hexadecimal(32));
    claims.put("nbf", now.getEpochSecond());
    // Upper case, as in Azure; Resource Manager writes the same id in lower case.
    String vmId = machine.vmId().toUpperCase(Locale.ROOT);
    if (state.platform() != AttestedPlatform.NONE) {
      putGuest(claims, state, vmId);
    }
    state
        .platform()
        .isolation()
        .ifPresent(it -> claims.put("x-ms-isolation-tee", isolation(it, state, vmId, now)));
    claims.put("x-ms-policy-hash", state.policyHash());
    if (!payload.isEmpty()) {
      claims.put("x-ms-runtime", Map.of("client-payload", payload));
    }
    claims.put("x-ms-ver", "1.0");
    return claims;
  }

  private static void putGuest(Map<String, Object> claims, PlatformState state, String vmId) {
    boolean debugged = !state.debuggersDisabled();
    claims.put("secureboot", state.secureBoot());
    claims.put("x-ms-attestation-type", "azurevm");
    claims.put("x-ms-azurevm-attestation-protocol-ver", "2.0");
    claims.put("x-ms-azurevm-attested-pcrs", List.of(0, 1, 2, 3, 4, 5, 6, 7));
    claims.put("x-ms-azurevm-bootdebug-enabled", debugged);
    claims.put("x-ms-azurevm-dbvalidated", true);
    claims.put("x-ms-azurevm-dbxvalidated", true);
    claims.put("x-ms-azurevm-debuggersdisabled", state.debuggersDisabled());
    claims.put("x-ms-azurevm-default-securebootkeysvalidated", true);
    claims.put("x-ms-azurevm-hypervisordebug-enabled", debugged);
    claims.put("x-ms-azurevm-is-windows", false);
    claims.put("x-ms-azurevm-kerneldebug-enabled", debugged);
    claims.put("x-ms-azurevm-osbuild", "NotApplication");
    claims.put("x-ms-azurevm-osdistro", "Ubuntu");
    claims.put("x-ms-azurevm-ostype", "Linux");
    claims.put("x-ms-azurevm-osversion-major", 22);
    claims.put("x-ms-azurevm-osversion-minor", 4);
    claims.put("x-ms-azurevm-signingdisabled", true);
    claims.put("x-ms-azurevm-testsigning-enabled", false);
    claims.put("x-ms-azurevm-vmid", vmId);
  }

  private Map<String, Object> isolation(
      String type, PlatformState state, String vmId, Instant now) {
    Map<String, Object> configuration = new LinkedHashMap<>();
    configuration.put("console-enabled", true);
    configuration.put("current-time", now.getEpochSecond());
    configuration.put("secure-boot", state.secureBoot());
    configuration.put("tpm-enabled", true);
    configuration.put("vmUniqueId", vmId);
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("x-ms-attestation-type", type);
    members.put("x-ms-compliance-status", "azure-compliant-cvm");
    members.put("x-ms-runtime", Map.of("vm-configuration", configuration));
    members.put("x-ms-" + type + "-is-debuggable", !state.debuggersDisabled());
    members.put("x-ms-" + type + "-reportdata", hexadecimal(64));
    return members;
  }

  private String hexadecimal(int bytes) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < bytes; i++) {
      text.append("%02x".formatted(random.nextInt(256)));
    }
    return text.toString();
  }
}

package io.azimuth.azure.roletest;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the attestation service says of a confidential machine that is as it should be. */
final class UsualAttestation {

  private static final Duration LIFE = Duration.ofHours(8);

  private UsualAttestation() {}

  /**
   * The claims.
   *
   * @param vmId of the machine
   */
  static Map<String, Object> of(String issuer, String vmId, String nonce, Instant now) {
    String encoded = Base64.getEncoder().encodeToString(nonce.getBytes(StandardCharsets.UTF_8));
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("iss", issuer);
    claims.put("iat", seconds(now));
    claims.put("nbf", seconds(now));
    claims.put("exp", seconds(now.plus(LIFE)));
    claims.put("secureboot", true);
    claims.put("x-ms-attestation-type", "azurevm");
    claims.put("x-ms-azurevm-debuggersdisabled", true);
    claims.put("x-ms-azurevm-vmid", vmId);
    claims.put(
        "x-ms-isolation-tee",
        Map.of(
            "x-ms-attestation-type", "sevsnpvm", "x-ms-compliance-status", "azure-compliant-cvm"));
    claims.put("x-ms-runtime", Map.of("client-payload", Map.of("nonce", encoded)));
    return claims;
  }

  private static BigDecimal seconds(Instant moment) {
    return BigDecimal.valueOf(moment.getEpochSecond());
  }
}

package io.azimuth.domain.azure.attested;

import io.azimuth.domain.claim.ClaimSet;
import io.azimuth.domain.claim.VerifiedClaims;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** Verified attestations of a sound confidential machine; a test changes one thing. */
public final class GuestMint {

  public static final String ISSUER = "https://sharedweu.weu.attest.azure.net";
  public static final String POLICY = "wm9mHlvTU82e8UqoOy1Yj1FBRSNkfe99-69IYDq9eWs";
  public static final String NONCE = "0123456789abcdefghijklmnopqrstuv";

  private final Map<String, Object> claims = new LinkedHashMap<>();
  private final Map<String, Object> isolation = new LinkedHashMap<>();

  public GuestMint(String vmId) {
    claims.put("secureboot", true);
    claims.put("x-ms-attestation-type", "azurevm");
    claims.put("x-ms-azurevm-bootdebug-enabled", false);
    claims.put("x-ms-azurevm-debuggersdisabled", true);
    claims.put("x-ms-azurevm-hypervisordebug-enabled", false);
    claims.put("x-ms-azurevm-kerneldebug-enabled", false);
    claims.put("x-ms-azurevm-vmid", vmId);
    claims.put("x-ms-policy-hash", POLICY);
    nonce(Base64.getEncoder().encodeToString(NONCE.getBytes(StandardCharsets.UTF_8)));
    isolation.put("x-ms-attestation-type", "sevsnpvm");
    isolation.put("x-ms-compliance-status", "azure-compliant-cvm");
    isolation.put("x-ms-sevsnpvm-is-debuggable", false);
    isolation.put("x-ms-runtime", Map.of("vm-configuration", Map.of("secure-boot", true)));
  }

  public GuestMint with(String claim, Object value) {
    claims.put(claim, value);
    return this;
  }

  public GuestMint without(String claim) {
    claims.remove(claim);
    return this;
  }

  /** The nonce as it is in the claims, in base64. */
  public GuestMint nonce(Object encoded) {
    return with("x-ms-runtime", Map.of("client-payload", Map.of("nonce", encoded)));
  }

  public GuestMint isolation(String claim, Object value) {
    isolation.put(claim, value);
    return this;
  }

  /** That of a machine with trusted launch. */
  public GuestMint trustedLaunch() {
    isolation.clear();
    return this;
  }

  public GuestAttestation mint(Instant issuedAt) {
    Map<String, Object> all = new LinkedHashMap<>(claims);
    if (!isolation.isEmpty()) {
      all.putIfAbsent("x-ms-isolation-tee", Map.copyOf(isolation));
    }
    return new GuestAttestation(
        new VerifiedClaims(ISSUER, issuedAt, issuedAt.plusSeconds(28_800), ClaimSet.of(all)));
  }
}

package io.azimuth.domain.azure.evidence;

import io.azimuth.domain.claim.ClaimSet;
import io.azimuth.domain.claim.VerifiedClaims;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Verified claims of a managed identity; a test changes one thing. */
public final class TokenMint {

  public static final Instant ISSUED = Instant.parse("2026-01-01T00:00:00Z");
  public static final String OID = "bbbbbbbb-0000-4000-8000-000000000001";
  public static final String APP = "cccccccc-0000-4000-8000-000000000001";
  public static final String SUBSCRIPTION = "aaaaaaaa-0000-4000-8000-00000000000a";
  public static final String VM =
      "/subscriptions/"
          + SUBSCRIPTION
          + "/resourcegroups/prod/providers/Microsoft.Compute/virtualMachines/web-1";
  public static final String SCALE_SET =
      "/subscriptions/"
          + SUBSCRIPTION
          + "/resourcegroups/prod/providers/Microsoft.Compute/virtualMachineScaleSets/fleet";
  public static final String IDENTITY =
      "/subscriptions/"
          + SUBSCRIPTION
          + "/resourcegroups/shared/providers/Microsoft.ManagedIdentity/userAssignedIdentities/deployer";

  private final Map<String, Object> members = new LinkedHashMap<>();

  public TokenMint() {
    with("oid", OID).with("sub", OID).with("appid", APP).with("idtyp", "app").with("ver", "1.0");
    with("tid", "11111111-1111-1111-1111-111111111111");
  }

  public TokenMint with(String claim, Object value) {
    members.put(claim, value);
    return this;
  }

  public TokenMint without(String claim) {
    members.remove(claim);
    return this;
  }

  /** The claims as they are now. */
  public Map<String, Object> claims() {
    return Map.copyOf(members);
  }

  public AzureClaims mint() {
    return new AzureClaims(
        new VerifiedClaims(
            "https://sts.windows.net/11111111-1111-1111-1111-111111111111/",
            ISSUED,
            ISSUED.plusSeconds(86_700),
            ClaimSet.of(members)));
  }
}

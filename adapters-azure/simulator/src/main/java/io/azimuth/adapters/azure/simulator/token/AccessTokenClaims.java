package io.azimuth.adapters.azure.simulator.token;

import io.azimuth.adapters.azure.simulator.fleet.RandomText;
import io.azimuth.adapters.azure.simulator.fleet.SeededTenant;
import io.azimuth.adapters.azure.simulator.state.TokenSubject;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** Writes the payload of an access token the way Entra ID does. */
final class AccessTokenClaims {

  /** The most groups that Azure lists in a token. */
  static final int MAX_GROUPS = 200;

  private static final Duration BACK_DATED = Duration.ofMinutes(5);

  private final RandomGenerator random;
  private final AgentClaimsWriter agents;
  private final Function<TokenSubject, List<String>> graphRoles;

  /**
   * @param graphRoles the application permissions of a caller, for tokens for Microsoft Graph
   */
  AccessTokenClaims(RandomGenerator random, Function<TokenSubject, List<String>> graphRoles) {
    this.random = random;
    this.agents = new AgentClaimsWriter(random);
    this.graphRoles = graphRoles;
  }

  /** The members, in Azure's order of v1 tokens; values are texts, longs, lists and maps. */
  Map<String, Object> of(
      SeededTenant tenant, TokenSubject caller, TokenAudience audience, Instant now) {
    Map<String, Object> claims = new LinkedHashMap<>();
    boolean v1 = audience.version() == 1;
    claims.put("aud", audience.text());
    claims.put("iss", v1 ? tenant.v1Issuer() : tenant.v2Issuer());
    putTimes(claims, caller, now);
    claims.put("aio", "E2" + RandomText.base64Url(random, 30));
    claims.put(v1 ? "appid" : "azp", caller.clientId());
    claims.put(v1 ? "appidacr" : "azpacr", caller.kind().clientAuthentication());
    putGroups(claims, caller, audience);
    if (v1) {
      claims.put("idp", tenant.v1Issuer());
    }
    claims.put("idtyp", caller.kind().isUser() ? "user" : "app");
    claims.put("oid", caller.objectId());
    claims.put("rh", "1.AX" + RandomText.base64Url(random, 30));
    List<String> roles = audience.graph() ? graphRoles.apply(caller) : List.of();
    if (!roles.isEmpty()) {
      claims.put("roles", roles);
    }
    putSubject(claims, caller);
    claims.put("tid", caller.tenantId());
    claims.put("uti", RandomText.base64Url(random, 16));
    claims.put("ver", v1 ? "1.0" : "2.0");
    if (audience.firstParty()) {
      putInternal(claims, caller);
    }
    caller.blueprint().ifPresent(it -> agents.put(claims, caller.kind(), it));
    return claims;
  }

  private static void putTimes(Map<String, Object> claims, TokenSubject caller, Instant now) {
    long issued = now.minus(BACK_DATED).getEpochSecond();
    claims.put("iat", issued);
    claims.put("nbf", issued);
    claims.put("exp", issued + caller.kind().lifetime().toSeconds());
  }

  private void putSubject(Map<String, Object> claims, TokenSubject caller) {
    if (caller.kind().isUser()) {
      claims.put("scp", "user_impersonation");
      claims.put("sub", RandomText.base64Url(random, 32));
      return;
    }
    claims.put("sub", caller.objectId());
  }

  private static void putGroups(
      Map<String, Object> claims, TokenSubject caller, TokenAudience audience) {
    List<String> groups = caller.groups();
    if (!audience.groups() || groups.isEmpty()) {
      return;
    }
    if (groups.size() <= MAX_GROUPS) {
      claims.put("groups", groups);
      return;
    }
    String endpoint =
        "https://graph.windows.net/%s/users/%s/getMemberObjects"
            .formatted(caller.tenantId(), caller.objectId());
    claims.put("_claim_names", Map.of("groups", "src1"));
    claims.put("_claim_sources", Map.of("src1", Map.of("endpoint", endpoint)));
  }

  private static void putInternal(Map<String, Object> claims, TokenSubject caller) {
    caller.resourceClaims().resource().ifPresent(it -> claims.put("xms_az_rid", it));
    claims.put("xms_idrel", caller.kind() == TokenSubject.Kind.USER ? "1 2" : "7 18");
    caller.resourceClaims().identity().ifPresent(it -> claims.put("xms_mirid", it));
  }
}

package io.azimuth.adapters.azure.simulator.token;

import io.azimuth.adapters.azure.simulator.fleet.SeededApi;
import java.util.Objects;

/**
 * What a token is for.
 *
 * @param text {@code aud}, exactly
 * @param version 1 or 2
 * @param firstParty whether it is one of Microsoft's own, whose tokens carry resource claims
 * @param groups whether its tokens list groups
 * @param graph whether it is that of Microsoft Graph
 */
public record TokenAudience(
    String text, int version, boolean firstParty, boolean groups, boolean graph) {

  public TokenAudience {
    Objects.requireNonNull(text, "text");
  }

  /** One of Microsoft's own, echoed as it was asked for. */
  static TokenAudience firstParty(String requested, boolean graph) {
    return new TokenAudience(requested, 1, true, false, graph);
  }

  /** The exchange of tokens, for which a blueprint asks in the name of an agent. */
  public static TokenAudience ofExchange(String clientId) {
    return new TokenAudience(clientId, 2, false, false, false);
  }

  /** A registered API: v2 tokens always name its client id, v1 tokens what was asked for. */
  static TokenAudience of(SeededApi api, String requested) {
    String text = api.tokenVersion() == 2 ? api.clientId() : requested;
    return new TokenAudience(text, api.tokenVersion(), false, api.groupClaims(), false);
  }
}

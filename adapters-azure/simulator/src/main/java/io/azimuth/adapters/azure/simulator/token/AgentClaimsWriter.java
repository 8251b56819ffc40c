package io.azimuth.adapters.azure.simulator.token;

import io.azimuth.adapters.azure.simulator.fleet.RandomText;
import io.azimuth.adapters.azure.simulator.state.TokenSubject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Writes what only the tokens of agents have. As in Azure, facets are numbers in no order, and
 * among them are some whose meaning is not published.
 */
final class AgentClaimsWriter {

  private static final String AGENT = "11";
  private static final String AGENT_ACCOUNT = "13";

  private final RandomGenerator random;

  AgentClaimsWriter(RandomGenerator random) {
    this.random = random;
  }

  void put(Map<String, Object> claims, TokenSubject.Kind kind, String blueprintId) {
    claims.put("xms_act_fct", facets("3", "9", AGENT));
    claims.put("xms_ftd", RandomText.base64Url(random, 32));
    claims.put("xms_idrel", kind.isUser() ? "1 12" : "7 22");
    claims.put("xms_par_app_azp", blueprintId);
    claims.put("xms_sub_fct", ofSubject(kind));
    claims.put("xms_tnt_fct", facets("3", "8"));
  }

  private String ofSubject(TokenSubject.Kind kind) {
    return switch (kind) {
      case AGENT -> facets("3", "9", AGENT);
      case AGENT_ACCOUNT -> facets("3", AGENT_ACCOUNT);
      default -> facets("3", "12");
    };
  }

  private String facets(String... numbers) {
    List<String> left = new ArrayList<>(List.of(numbers));
    List<String> drawn = new ArrayList<>();
    while (!left.isEmpty()) {
      drawn.add(left.remove(random.nextInt(left.size())));
    }
    return String.join(" ", drawn);
  }
}

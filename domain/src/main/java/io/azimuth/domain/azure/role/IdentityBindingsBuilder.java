package io.azimuth.domain.azure.role;

import io.azimuth.domain.azure.id.TenantId;
import io.azimuth.domain.text.Quoted;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;

/** The part of {@link BindingsBuilder} that says who may log in. */
final class IdentityBindingsBuilder {

  private final EnumMap<BoundField, BoundList> lists = new EnumMap<>(BoundField.class);
  private String match = Match.ALL.wireName();
  private boolean allowUserTokens;
  private String agents = AgentAccess.AUTONOMOUS.wireName();

  IdentityBindingsBuilder() {}

  IdentityBindingsBuilder(IdentityBindings bindings) {
    lists.putAll(bindings.lists().lists());
    match = bindings.match().wireName();
    allowUserTokens = bindings.allowUserTokens();
    agents = bindings.agents().wireName();
  }

  void bind(BoundField field, BoundList values) {
    lists.put(field, values);
  }

  void match(String value) {
    match = value;
  }

  void allowUserTokens(boolean value) {
    allowUserTokens = value;
  }

  void agents(String value) {
    agents = value;
  }

  List<String> problems() {
    List<String> problems = new ArrayList<>();
    for (String id : bound(BoundField.TENANTS).values()) {
      addIf(problems, TenantId.parse(id).isEmpty(), "invalid tenant id " + Quoted.of(id));
    }
    addIf(
        problems, bound(BoundField.APP_IDS).isAny(), "bound_app_ids must name app ids, not \"*\"");
    addIf(
        problems,
        bound(BoundField.APP_ROLES).isAny(),
        "bound_app_roles must name app roles, not \"*\"");
    addMatchProblems(problems);
    addAgentProblems(problems);
    return problems;
  }

  private void addMatchProblems(List<String> problems) {
    addIf(problems, Match.parse(match).isEmpty(), "match must be \"all\" or \"any\"");
    boolean wildcard =
        bound(BoundField.SERVICE_PRINCIPALS).isAny() || bound(BoundField.GROUPS).isAny();
    addIf(
        problems,
        match.equals(Match.ANY.wireName()) && wildcard,
        "match \"any\" cannot be used with \"*\"");
  }

  private void addAgentProblems(List<String> problems) {
    addIf(
        problems,
        AgentAccess.parse(agents).isEmpty(),
        "allow_agents must be \"none\", \"autonomous\" or \"all\"");
    addIf(
        problems,
        bound(BoundField.AGENT_BLUEPRINTS).isAny(),
        "bound_agent_blueprint_ids must name blueprints, not \"*\"");
    addIf(
        problems,
        agents.equals(AgentAccess.NONE.wireName()) && !bound(BoundField.AGENT_BLUEPRINTS).isEmpty(),
        "bound_agent_blueprint_ids needs allow_agents \"autonomous\" or \"all\": \"none\" admits no"
            + " agent");
  }

  /** The bindings, where there are no {@link #problems}. */
  IdentityBindings build() {
    return new IdentityBindings(
        new BoundLists(lists),
        Match.parse(match).orElseThrow(),
        allowUserTokens,
        AgentAccess.parse(agents).orElseThrow());
  }

  private BoundList bound(BoundField field) {
    return lists.getOrDefault(field, BoundList.NONE);
  }

  private static void addIf(List<String> problems, boolean wrong, String problem) {
    if (wrong) {
      problems.add(problem);
    }
  }
}

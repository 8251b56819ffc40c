package io.azimuth.domain.azure.evidence;

import io.azimuth.domain.azure.id.AppId;
import io.azimuth.domain.claim.ClaimSet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A token's claims about an agent of Entra Agent ID. Facets are numbers in no order; two of them
 * are known here, all others mean nothing. A token for an application of one's own has these claims
 * only if the registration of that application asks for them.
 *
 * @param agent whom the token was issued to, if these claims name an agent
 * @param facets the facets for the audit log, by the name that metadata has for them
 * @param malformed the names of the claims that decide and cannot be read
 */
public record AgentClaims(
    Optional<Agent> agent, Map<String, String> facets, List<String> malformed) {

  /** The names of metadata that facets have, by their claims. */
  public static final Map<String, String> FACET_NAMES = facetNames();

  private static final AgentClaims NONE = new AgentClaims(Optional.empty(), Map.of(), List.of());

  private static final String ACTOR = "xms_act_fct";
  private static final String SUBJECT = "xms_sub_fct";
  private static final String BLUEPRINT = "xms_par_app_azp";
  private static final int AGENT_IDENTITY = 11;
  private static final int AGENT_ACCOUNT = 13;
  private static final int MAX_TEXT = 256;
  private static final int MAX_FACETS = 64;
  private static final Pattern FACET = Pattern.compile("[0-9]{1,5}");

  public AgentClaims {
    facets = Collections.unmodifiableMap(new LinkedHashMap<>(facets));
    malformed = List.copyOf(malformed);
  }

  private static Map<String, String> facetNames() {
    Map<String, String> names = new LinkedHashMap<>();
    names.put(ACTOR, "actor_facets");
    names.put(SUBJECT, "subject_facets");
    names.put("xms_tnt_fct", "tenant_facets");
    names.put("xms_idrel", "identity_relation");
    return Collections.unmodifiableMap(names);
  }

  /**
   * These claims of a token.
   *
   * @param isUser whether the token belongs to a user
   */
  static AgentClaims of(ClaimSet claims, boolean isUser) {
    if (!claims.has(ACTOR) && !claims.has(SUBJECT) && !claims.has(BLUEPRINT)) {
      return NONE;
    }
    List<String> malformed = new ArrayList<>();
    Optional<AppId> blueprint = claims.text(BLUEPRINT).flatMap(AppId::parse);
    if (claims.has(BLUEPRINT) && blueprint.isEmpty()) {
      malformed.add(BLUEPRINT);
    }
    SortedSet<Integer> actor = deciding(claims, ACTOR, malformed);
    SortedSet<Integer> subject = deciding(claims, SUBJECT, malformed);
    boolean isAgent =
        actor.contains(AGENT_IDENTITY)
            || subject.contains(AGENT_IDENTITY)
            || subject.contains(AGENT_ACCOUNT)
            || blueprint.isPresent();
    Optional<Agent> agent =
        isAgent ? Optional.of(new Agent(kind(subject, isUser), blueprint)) : Optional.empty();
    return new AgentClaims(agent, isAgent ? shown(claims) : Map.of(), malformed);
  }

  private static AgentKind kind(SortedSet<Integer> subject, boolean isUser) {
    if (subject.contains(AGENT_ACCOUNT)) {
      return AgentKind.OWN_ACCOUNT;
    }
    return isUser ? AgentKind.FOR_PERSON : AgentKind.AUTONOMOUS;
  }

  private static SortedSet<Integer> deciding(ClaimSet claims, String name, List<String> malformed) {
    Optional<SortedSet<Integer>> read = facets(claims, name);
    if (claims.has(name) && read.isEmpty()) {
      malformed.add(name);
    }
    return read.orElseGet(Collections::emptySortedSet);
  }

  private static Map<String, String> shown(ClaimSet claims) {
    Map<String, String> shown = new LinkedHashMap<>();
    FACET_NAMES.forEach(
        (claim, name) ->
            facets(claims, claim)
                .ifPresent(
                    all ->
                        shown.put(
                            name,
                            all.stream().map(String::valueOf).collect(Collectors.joining(" ")))));
    return shown;
  }

  /** The numbers of a claim; empty when it is absent, or too long, or has anything else. */
  private static Optional<SortedSet<Integer>> facets(ClaimSet claims, String name) {
    Optional<String> text = claims.text(name).filter(it -> it.length() <= MAX_TEXT);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    SortedSet<Integer> facets = new TreeSet<>();
    for (String part : text.get().split(" ", -1)) {
      if (FACET.matcher(part).matches()) {
        facets.add(Integer.valueOf(part));
      } else if (!part.isEmpty()) {
        return Optional.empty();
      }
    }
    return facets.size() <= MAX_FACETS ? Optional.of(facets) : Optional.empty();
  }
}

package io.azimuth.domain.azure.role;

import io.azimuth.domain.azure.id.ResourceId;
import io.azimuth.domain.azure.id.ResourceType;
import io.azimuth.domain.azure.id.TenantId;
import io.azimuth.domain.text.Checked;
import io.azimuth.domain.text.Quoted;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Builds bindings from what an operator wrote, and reports what is wrong with them. A list that is
 * never given stays "never set".
 */
public final class BindingsBuilder {

  /** The shortest age of a token that a role may require, except zero. */
  public static final Duration LEAST_TOKEN_AGE = Duration.ofMinutes(10);

  private final EnumMap<BoundField, BoundList> lists = new EnumMap<>(BoundField.class);
  private String match = Match.ALL.wireName();
  private String aliasSource = AliasSource.OID.wireName();
  private String groupsClaim = GroupsClaim.GROUPS.wireName();
  private Map<String, String> claimMappings = Map.of();
  private Map<String, String> tagMappings = Map.of();
  private String resourceProof = ResourceProof.DIRECTORY.wireName();
  private Map<String, String> tags = Map.of();
  private Duration maxTokenAge = Duration.ZERO;
  private boolean singleUseTokens;
  private boolean requireBoundToken;
  private Optional<BoundExpression> expression = Optional.empty();
  private List<String> expressionProblems = List.of();
  private Function<String, Checked<BoundExpression>> reader =
      text -> Checked.problem("this server reads no expressions");
  private boolean allowUserTokens;
  private String agents = AgentAccess.AUTONOMOUS.wireName();
  private boolean renewResourceProof;
  private boolean requireAttestedDocument;
  private List<String> attestation = List.of();
  private List<String> attestationPolicies = List.of();

  BindingsBuilder() {}

  BindingsBuilder(Bindings bindings) {
    IdentityBindings identity = bindings.identity();
    ResourceBindings resource = bindings.resource();
    lists.putAll(identity.lists().lists());
    lists.putAll(resource.lists().lists());
    match = identity.match().wireName();
    aliasSource = bindings.aliasSource().wireName();
    groupsClaim = bindings.mapping().groups().wireName();
    claimMappings = bindings.mapping().claims();
    tagMappings = bindings.mapping().tags();
    resourceProof = resource.proof().wireName();
    tags = resource.tags().pairs();
    maxTokenAge = bindings.maxTokenAge();
    singleUseTokens = bindings.singleUseTokens();
    requireBoundToken = bindings.requireBoundToken();
    expression = bindings.expression();
    allowUserTokens = identity.allowUserTokens();
    agents = identity.agents().wireName();
    renewResourceProof = resource.renewProof();
    requireAttestedDocument = resource.attested();
    attestation = resource.attestation().words();
    attestationPolicies = resource.attestation().policyHashes();
  }

  /** Sets a list. */
  public BindingsBuilder bind(BoundField field, Collection<String> values) {
    lists.put(field, BoundList.of(values));
    return this;
  }

  /** Sets how principals and groups are combined, as written; empty is the default. */
  public BindingsBuilder match(String value) {
    match = value;
    return this;
  }

  /** Sets what the alias is named after, as written; empty is the default. */
  public BindingsBuilder aliasSource(String value) {
    aliasSource = value;
    return this;
  }

  /** Sets which claim names the external groups of a login, as written; empty is the default. */
  public BindingsBuilder groupsClaim(String value) {
    groupsClaim = value;
    return this;
  }

  /** Sets the names of metadata by the claims that they come from. */
  public BindingsBuilder claimMappings(Map<String, String> names) {
    claimMappings = Collections.unmodifiableMap(new LinkedHashMap<>(names));
    return this;
  }

  /** Sets the names of metadata by the tags of the resource that they come from. */
  public BindingsBuilder tagMappings(Map<String, String> names) {
    tagMappings = Collections.unmodifiableMap(new LinkedHashMap<>(names));
    return this;
  }

  /** Sets what proves the resource, as written; empty is the default. */
  public BindingsBuilder resourceProof(String value) {
    resourceProof = value;
    return this;
  }

  /** Sets the tags that the resource must have, by name; none removes the binding. */
  public BindingsBuilder tags(Map<String, String> pairs) {
    tags = Collections.unmodifiableMap(new LinkedHashMap<>(pairs));
    return this;
  }

  /** Sets how old a token may be; zero means any age. */
  public BindingsBuilder maxTokenAge(Duration value) {
    maxTokenAge = value;
    return this;
  }

  /** Sets whether a token logs in once and never again. */
  public BindingsBuilder singleUseTokens(boolean value) {
    singleUseTokens = value;
    return this;
  }

  /** Sets whether the token must be bound to a key. */
  public BindingsBuilder requireBoundToken(boolean value) {
    requireBoundToken = value;
    return this;
  }

  /** Sets what reads the conditions that are set after this; without it none can be set. */
  public BindingsBuilder reading(Function<String, Checked<BoundExpression>> expressions) {
    reader = expressions;
    return this;
  }

  /** Sets the condition that must hold besides, as written; empty is none. */
  public BindingsBuilder expression(String text) {
    expression = Optional.empty();
    expressionProblems = List.of();
    if (!text.isEmpty()) {
      Checked<BoundExpression> read = reader.apply(text);
      expression = read.value();
      expressionProblems = read.problems();
    }
    return this;
  }

  /** Sets whether users may log in. */
  public BindingsBuilder allowUserTokens(boolean value) {
    allowUserTokens = value;
    return this;
  }

  /** Sets which agents may log in, as written; empty is the default. */
  public BindingsBuilder allowAgents(String value) {
    agents = value;
    return this;
  }

  /** Sets whether Azure is asked for the resource again at each renewal. */
  public BindingsBuilder renewResourceProof(boolean value) {
    renewResourceProof = value;
    return this;
  }

  /** Sets whether a login shows the attested document of its machine, too. */
  public BindingsBuilder requireAttestedDocument(boolean value) {
    requireAttestedDocument = value;
    return this;
  }

  /** Sets what an attestation must show of the platform, as written; empty asks for none. */
  public BindingsBuilder attestation(Collection<String> words) {
    attestation = List.copyOf(words);
    return this;
  }

  /** Sets the hashes of the policies of which one must have judged the machine. */
  public BindingsBuilder attestationPolicies(Collection<String> hashes) {
    attestationPolicies = List.copyOf(hashes);
    return this;
  }

  /** What is wrong with the values themselves; empty when nothing is. */
  public List<String> problems() {
    List<String> problems = new ArrayList<>();
    addUnreadable(problems);
    BoundTags.problem(tags).ifPresent(problems::add);
    addIf(
        problems, bound(BoundField.APP_IDS).isAny(), "bound_app_ids must name app ids, not \"*\"");
    addIf(
        problems,
        bound(BoundField.APP_ROLES).isAny(),
        "bound_app_roles must name app roles, not \"*\"");
    addMatchProblems(problems);
    addAgentProblems(problems);
    addIf(
        problems,
        maxTokenAge.isNegative()
            || (!maxTokenAge.isZero() && maxTokenAge.compareTo(LEAST_TOKEN_AGE) < 0),
        "max_token_age must be 0 or at least 600 seconds");
    expressionProblems.forEach(problem -> problems.add("invalid bound_expression: " + problem));
    addIf(
        problems,
        AliasSource.parse(aliasSource).isEmpty(),
        "alias_source must be \"oid\", \"app_id\", \"resource_id\" or \"scale_set\"");
    addIf(
        problems,
        GroupsClaim.parse(groupsClaim).isEmpty(),
        "groups_claim must be \"groups\" or \"roles\"");
    addMappingProblems(problems);
    addProofProblems(problems);
    return problems;
  }

  /**
   * The bindings.
   *
   * @throws IllegalArgumentException when there are {@link #problems}
   */
  public Bindings build() {
    List<String> problems = problems();
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(problems.get(0));
    }
    return new Bindings(
        new IdentityBindings(
            lists(field -> !field.isOfResource()),
            Match.parse(match).orElseThrow(),
            allowUserTokens,
            AgentAccess.parse(agents).orElseThrow()),
        new ResourceBindings(
            lists(BoundField::isOfResource),
            new BoundTags(tags),
            ResourceProof.parse(resourceProof).orElseThrow(),
            renewResourceProof,
            requireAttestedDocument,
            BoundAttestation.of(attestation, attestationPolicies)),
        maxTokenAge,
        singleUseTokens,
        requireBoundToken,
        expression,
        AliasSource.parse(aliasSource).orElseThrow(),
        new LoginMapping(GroupsClaim.parse(groupsClaim).orElseThrow(), claimMappings, tagMappings));
  }

  private void addUnreadable(List<String> problems) {
    for (String id : bound(BoundField.TENANTS).values()) {
      addIf(problems, TenantId.parse(id).isEmpty(), "invalid tenant id " + Quoted.of(id));
    }
    for (String id : bound(BoundField.RESOURCE_IDS).values()) {
      addIf(problems, ResourceId.parse(id).isEmpty(), "invalid resource id " + Quoted.of(id));
    }
    for (String type : bound(BoundField.RESOURCE_TYPES).values()) {
      addIf(
          problems, ResourceType.parse(type).isEmpty(), "invalid resource type " + Quoted.of(type));
    }
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

  /**
   * Adds the bindings that claims alone can never prove. Whether a scale set is flexible is not
   * known here, unless the bound types or ids allow virtual machines only.
   */
  private void addProofProblems(List<String> problems) {
    addIf(
        problems,
        ResourceProof.parse(resourceProof).isEmpty(),
        "resource_proof must be \"directory\" or \"claims\"");
    addIf(
        problems,
        resourceProof.equals(ResourceProof.CLAIMS.wireName())
            && !bound(BoundField.LOCATIONS).isEmpty(),
        "bound_locations needs resource_proof \"directory\": no claim holds a location");
    addIf(
        problems,
        resourceProof.equals(ResourceProof.CLAIMS.wireName()) && !tags.isEmpty(),
        "bound_tags needs resource_proof \"directory\": no claim holds a tag");
    addIf(
        problems,
        resourceProof.equals(ResourceProof.CLAIMS.wireName())
            && !bound(BoundField.SCALE_SETS).isEmpty()
            && excludesScaleSets(),
        "bound_scale_sets of virtual machines needs resource_proof \"directory\": no claim names the"
            + " scale set of a virtual machine");
    addIf(
        problems,
        resourceProof.equals(ResourceProof.CLAIMS.wireName())
            && expression.filter(BoundExpression::readsResource).isPresent(),
        "bound_expression that reads resource needs resource_proof \"directory\": \"claims\" never"
            + " asks Azure");
    addIf(
        problems,
        resourceProof.equals(ResourceProof.CLAIMS.wireName()) && renewResourceProof,
        "renew_resource_proof needs resource_proof \"directory\": \"claims\" never asks Azure");
    addAttestedProblems(problems);
  }

  private void addAttestedProblems(List<String> problems) {
    problems.addAll(BoundAttestation.problems(attestation, attestationPolicies));
    if (requireAttestedDocument) {
      addMachineProblems(problems, "require_attested_document");
    }
    if (!attestation.isEmpty()) {
      addMachineProblems(problems, "bound_attestation");
    }
  }

  private void addMachineProblems(List<String> problems, String field) {
    addIf(
        problems,
        resourceProof.equals(ResourceProof.CLAIMS.wireName()),
        field
            + " needs resource_proof \"directory\": its vmId is compared with Resource Manager's");
    addIf(
        problems,
        !lists(BoundField::isOfResource).isBound() && tags.isEmpty(),
        field
            + " needs a binding to resources, such as bound_subscription_ids: a login without a"
            + " resource has no machine");
  }

  private void addMappingProblems(List<String> problems) {
    problems.addAll(LoginMapping.problems(claimMappings, tagMappings));
    addIf(
        problems,
        !tagMappings.isEmpty() && resourceProof.equals(ResourceProof.CLAIMS.wireName()),
        "tag_mappings needs resource_proof \"directory\": no claim holds a tag");
    addIf(
        problems,
        !tagMappings.isEmpty() && !lists(BoundField::isOfResource).isBound() && tags.isEmpty(),
        "tag_mappings needs a binding to resources, such as bound_subscription_ids: a login without a"
            + " resource has no tags");
  }

  private boolean excludesScaleSets() {
    BoundList types = bound(BoundField.RESOURCE_TYPES);
    BoundList ids = bound(BoundField.RESOURCE_IDS);
    boolean byType = !types.isEmpty() && !types.contains(ResourceType.SCALE_SET.value());
    boolean byId =
        !ids.isEmpty()
            && ids.values().stream()
                .flatMap(id -> ResourceId.parse(id).stream())
                .noneMatch(ResourceId::isScaleSet);
    return byType || byId;
  }

  private BoundList bound(BoundField field) {
    return lists.getOrDefault(field, BoundList.NONE);
  }

  private BoundLists lists(Predicate<BoundField> some) {
    Map<BoundField, BoundList> chosen = new EnumMap<>(lists);
    chosen.keySet().removeIf(some.negate());
    return new BoundLists(chosen);
  }

  private static void addIf(List<String> problems, boolean wrong, String problem) {
    if (wrong) {
      problems.add(problem);
    }
  }
}

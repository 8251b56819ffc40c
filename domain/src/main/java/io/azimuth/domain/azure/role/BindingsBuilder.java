package io.azimuth.domain.azure.role;

import io.azimuth.domain.azure.id.ResourceId;
import io.azimuth.domain.azure.id.ResourceType;
import io.azimuth.domain.text.Quoted;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Builds bindings from what an operator wrote, and reports what is wrong with them. A list that is
 * never given stays "never set".
 */
public final class BindingsBuilder {

  /** The shortest age of a token that a role may require, except zero. */
  public static final Duration LEAST_TOKEN_AGE = Duration.ofMinutes(10);

  private final Map<Field, BoundList> lists = new EnumMap<>(Field.class);
  private String match = Match.ALL.wireName();
  private String aliasSource = AliasSource.OID.wireName();
  private String resourceProof = ResourceProof.DIRECTORY.wireName();
  private Duration maxTokenAge = Duration.ZERO;
  private boolean allowUserTokens;

  private enum Field {
    PRINCIPALS,
    GROUPS,
    APP_IDS,
    SUBSCRIPTIONS,
    RESOURCE_GROUPS,
    LOCATIONS,
    SCALE_SETS,
    RESOURCE_IDS,
    RESOURCE_TYPES
  }

  BindingsBuilder() {}

  BindingsBuilder(Bindings bindings) {
    IdentityBindings identity = bindings.identity();
    identity.servicePrincipals().ifPresent(list -> lists.put(Field.PRINCIPALS, list));
    identity.groups().ifPresent(list -> lists.put(Field.GROUPS, list));
    identity.appIds().ifPresent(list -> lists.put(Field.APP_IDS, list));
    ResourceBindings resource = bindings.resource();
    resource.subscriptions().ifPresent(list -> lists.put(Field.SUBSCRIPTIONS, list));
    resource.resourceGroups().ifPresent(list -> lists.put(Field.RESOURCE_GROUPS, list));
    resource.locations().ifPresent(list -> lists.put(Field.LOCATIONS, list));
    resource.scaleSets().ifPresent(list -> lists.put(Field.SCALE_SETS, list));
    resource.resourceIds().ifPresent(list -> lists.put(Field.RESOURCE_IDS, list));
    resource.resourceTypes().ifPresent(list -> lists.put(Field.RESOURCE_TYPES, list));
    match = identity.match().wireName();
    aliasSource = bindings.aliasSource().wireName();
    resourceProof = resource.proof().wireName();
    maxTokenAge = bindings.maxTokenAge();
    allowUserTokens = identity.allowUserTokens();
  }

  /** Sets object ids of principals, or {@code *}. */
  public BindingsBuilder servicePrincipals(Collection<String> values) {
    return put(Field.PRINCIPALS, values);
  }

  /** Sets groups, or {@code *}. */
  public BindingsBuilder groups(Collection<String> values) {
    return put(Field.GROUPS, values);
  }

  /** Sets ids of applications. */
  public BindingsBuilder appIds(Collection<String> values) {
    return put(Field.APP_IDS, values);
  }

  /** Sets ids of subscriptions. */
  public BindingsBuilder subscriptions(Collection<String> values) {
    return put(Field.SUBSCRIPTIONS, values);
  }

  /** Sets names of resource groups. */
  public BindingsBuilder resourceGroups(Collection<String> values) {
    return put(Field.RESOURCE_GROUPS, values);
  }

  /** Sets regions. */
  public BindingsBuilder locations(Collection<String> values) {
    return put(Field.LOCATIONS, values);
  }

  /** Sets names of scale sets. */
  public BindingsBuilder scaleSets(Collection<String> values) {
    return put(Field.SCALE_SETS, values);
  }

  /** Sets ids of resources. */
  public BindingsBuilder resourceIds(Collection<String> values) {
    return put(Field.RESOURCE_IDS, values);
  }

  /** Sets types of resources. */
  public BindingsBuilder resourceTypes(Collection<String> values) {
    return put(Field.RESOURCE_TYPES, values);
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

  /** Sets what proves the resource, as written; empty is the default. */
  public BindingsBuilder resourceProof(String value) {
    resourceProof = value;
    return this;
  }

  /** Sets how old a token may be; zero means any age. */
  public BindingsBuilder maxTokenAge(Duration value) {
    maxTokenAge = value;
    return this;
  }

  /** Sets whether users may log in. */
  public BindingsBuilder allowUserTokens(boolean value) {
    allowUserTokens = value;
    return this;
  }

  /** What is wrong with the values themselves; empty when nothing is. */
  public List<String> problems() {
    List<String> problems = new ArrayList<>();
    addUnreadable(problems);
    addIf(problems, bound(Field.APP_IDS).isAny(), "bound_app_ids must name app ids, not \"*\"");
    addMatchProblems(problems);
    addIf(
        problems,
        maxTokenAge.isNegative()
            || (!maxTokenAge.isZero() && maxTokenAge.compareTo(LEAST_TOKEN_AGE) < 0),
        "max_token_age must be 0 or at least 600 seconds");
    addIf(
        problems,
        AliasSource.parse(aliasSource).isEmpty(),
        "alias_source must be \"oid\", \"app_id\", \"resource_id\" or \"scale_set\"");
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
            list(Field.PRINCIPALS),
            list(Field.GROUPS),
            list(Field.APP_IDS),
            Match.parse(match).orElseThrow(),
            allowUserTokens),
        new ResourceBindings(
            list(Field.SUBSCRIPTIONS),
            list(Field.RESOURCE_GROUPS),
            list(Field.LOCATIONS),
            list(Field.SCALE_SETS),
            list(Field.RESOURCE_IDS),
            list(Field.RESOURCE_TYPES),
            ResourceProof.parse(resourceProof).orElseThrow()),
        maxTokenAge,
        AliasSource.parse(aliasSource).orElseThrow());
  }

  private void addUnreadable(List<String> problems) {
    for (String id : bound(Field.RESOURCE_IDS).values()) {
      addIf(problems, ResourceId.parse(id).isEmpty(), "invalid resource id " + Quoted.of(id));
    }
    for (String type : bound(Field.RESOURCE_TYPES).values()) {
      addIf(
          problems, ResourceType.parse(type).isEmpty(), "invalid resource type " + Quoted.of(type));
    }
  }

  private void addMatchProblems(List<String> problems) {
    addIf(problems, Match.parse(match).isEmpty(), "match must be \"all\" or \"any\"");
    boolean wildcard = bound(Field.PRINCIPALS).isAny() || bound(Field.GROUPS).isAny();
    addIf(
        problems,
        match.equals(Match.ANY.wireName()) && wildcard,
        "match \"any\" cannot be used with \"*\"");
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
        resourceProof.equals(ResourceProof.CLAIMS.wireName()) && !bound(Field.LOCATIONS).isEmpty(),
        "bound_locations needs resource_proof \"directory\": no claim holds a location");
    addIf(
        problems,
        resourceProof.equals(ResourceProof.CLAIMS.wireName())
            && !bound(Field.SCALE_SETS).isEmpty()
            && excludesScaleSets(),
        "bound_scale_sets of virtual machines needs resource_proof \"directory\": no claim names the"
            + " scale set of a virtual machine");
  }

  private boolean excludesScaleSets() {
    BoundList types = bound(Field.RESOURCE_TYPES);
    BoundList ids = bound(Field.RESOURCE_IDS);
    boolean byType = !types.isEmpty() && !types.contains(ResourceType.SCALE_SET.value());
    boolean byId =
        !ids.isEmpty()
            && ids.values().stream()
                .flatMap(id -> ResourceId.parse(id).stream())
                .noneMatch(ResourceId::isScaleSet);
    return byType || byId;
  }

  private BindingsBuilder put(Field field, Collection<String> values) {
    lists.put(field, BoundList.of(values));
    return this;
  }

  private BoundList bound(Field field) {
    return list(field).orElse(BoundList.NONE);
  }

  private Optional<BoundList> list(Field field) {
    return Optional.ofNullable(lists.get(field));
  }

  private static void addIf(List<String> problems, boolean wrong, String problem) {
    if (wrong) {
      problems.add(problem);
    }
  }
}

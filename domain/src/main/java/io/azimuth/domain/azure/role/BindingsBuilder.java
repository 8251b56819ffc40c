package io.azimuth.domain.azure.role;

import io.azimuth.domain.text.Checked;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Builds bindings from what an operator wrote, and reports what is wrong with them. A list that is
 * never given stays "never set".
 */
public final class BindingsBuilder {

  /** The shortest age of a token that a role may require, except zero. */
  public static final Duration LEAST_TOKEN_AGE = Duration.ofMinutes(10);

  private final IdentityBindingsBuilder identity;
  private final ResourceBindingsBuilder resource;
  private String aliasSource = AliasSource.OID.wireName();
  private String groupsClaim = GroupsClaim.GROUPS.wireName();
  private Map<String, String> claimMappings = Map.of();
  private Map<String, String> tagMappings = Map.of();
  private Duration maxTokenAge = Duration.ZERO;
  private boolean singleUseTokens;
  private boolean requireBoundToken;
  private Optional<BoundExpression> expression = Optional.empty();
  private List<String> expressionProblems = List.of();
  private Function<String, Checked<BoundExpression>> reader =
      text -> Checked.problem("this server reads no expressions");

  BindingsBuilder() {
    identity = new IdentityBindingsBuilder();
    resource = new ResourceBindingsBuilder();
  }

  BindingsBuilder(Bindings bindings) {
    identity = new IdentityBindingsBuilder(bindings.identity());
    resource = new ResourceBindingsBuilder(bindings.resource());
    aliasSource = bindings.aliasSource().wireName();
    groupsClaim = bindings.mapping().groups().wireName();
    claimMappings = bindings.mapping().claims();
    tagMappings = bindings.mapping().tags();
    maxTokenAge = bindings.maxTokenAge();
    singleUseTokens = bindings.singleUseTokens();
    requireBoundToken = bindings.requireBoundToken();
    expression = bindings.expression();
  }

  /** Sets a list. */
  public BindingsBuilder bind(BoundField field, Collection<String> values) {
    BoundList list = BoundList.of(values);
    if (field.isOfResource()) {
      resource.bind(field, list);
    } else {
      identity.bind(field, list);
    }
    return this;
  }

  /** Sets how principals and groups are combined, as written; empty is the default. */
  public BindingsBuilder match(String value) {
    identity.match(value);
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
    resource.proof(value);
    return this;
  }

  /** Sets the tags that the resource must have, by name; none removes the binding. */
  public BindingsBuilder tags(Map<String, String> pairs) {
    resource.tags(pairs);
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
    identity.allowUserTokens(value);
    return this;
  }

  /** Sets which agents may log in, as written; empty is the default. */
  public BindingsBuilder allowAgents(String value) {
    identity.agents(value);
    return this;
  }

  /** Sets whether Azure is asked for the resource again at each renewal. */
  public BindingsBuilder renewResourceProof(boolean value) {
    resource.renewProof(value);
    return this;
  }

  /** Sets whether a login shows the attested document of its machine, too. */
  public BindingsBuilder requireAttestedDocument(boolean value) {
    resource.attestedDocument(value);
    return this;
  }

  /** Sets what an attestation must show of the platform, as written; empty asks for none. */
  public BindingsBuilder attestation(Collection<String> words) {
    resource.attestation(words);
    return this;
  }

  /** Sets the hashes of the policies of which one must have judged the machine. */
  public BindingsBuilder attestationPolicies(Collection<String> hashes) {
    resource.attestationPolicies(hashes);
    return this;
  }

  /** What is wrong with the values themselves; empty when nothing is. */
  public List<String> problems() {
    List<String> problems = new ArrayList<>(identity.problems());
    problems.addAll(resource.problems());
    addIf(
        problems,
        maxTokenAge.isNegative()
            || (!maxTokenAge.isZero() && maxTokenAge.compareTo(LEAST_TOKEN_AGE) < 0),
        "max_token_age must be 0 or at least 600 seconds");
    expressionProblems.forEach(problem -> problems.add("invalid bound_expression: " + problem));
    addIf(
        problems,
        resource.isByClaims() && expression.filter(BoundExpression::readsResource).isPresent(),
        "bound_expression that reads resource needs resource_proof \"directory\": \"claims\" never"
            + " asks Azure");
    addIf(
        problems,
        AliasSource.parse(aliasSource).isEmpty(),
        "alias_source must be \"oid\", \"app_id\", \"resource_id\" or \"scale_set\"");
    addIf(
        problems,
        GroupsClaim.parse(groupsClaim).isEmpty(),
        "groups_claim must be \"groups\" or \"roles\"");
    addMappingProblems(problems);
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
        identity.build(),
        resource.build(),
        maxTokenAge,
        singleUseTokens,
        requireBoundToken,
        expression,
        AliasSource.parse(aliasSource).orElseThrow(),
        new LoginMapping(GroupsClaim.parse(groupsClaim).orElseThrow(), claimMappings, tagMappings));
  }

  private void addMappingProblems(List<String> problems) {
    problems.addAll(LoginMapping.problems(claimMappings, tagMappings));
    addIf(
        problems,
        !tagMappings.isEmpty() && resource.isByClaims(),
        "tag_mappings needs resource_proof \"directory\": no claim holds a tag");
    addIf(
        problems,
        !tagMappings.isEmpty() && !resource.isBound(),
        "tag_mappings needs a binding to resources, such as bound_subscription_ids: a login without a"
            + " resource has no tags");
  }

  private static void addIf(List<String> problems, boolean wrong, String problem) {
    if (wrong) {
      problems.add(problem);
    }
  }
}

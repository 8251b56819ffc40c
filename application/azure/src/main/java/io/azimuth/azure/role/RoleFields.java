package io.azimuth.azure.role;

import static io.azimuth.azure.role.AzureRoleParameter.Part.IDENTITY;
import static io.azimuth.azure.role.AzureRoleParameter.Part.LOGIN;
import static io.azimuth.azure.role.AzureRoleParameter.Part.RESOURCE;
import static io.azimuth.azure.role.AzureRoleParameter.Part.TOKENS;
import static io.azimuth.domain.azure.role.DeprecatedField.MAX_TTL;
import static io.azimuth.domain.azure.role.DeprecatedField.NUM_USES;
import static io.azimuth.domain.azure.role.DeprecatedField.PERIOD;
import static io.azimuth.domain.azure.role.DeprecatedField.POLICIES;
import static io.azimuth.domain.azure.role.DeprecatedField.TTL;

import io.azimuth.domain.azure.role.AzureRole;
import io.azimuth.domain.azure.role.AzureRoleBuilder;
import io.azimuth.domain.azure.role.Bindings;
import io.azimuth.domain.azure.role.BindingsBuilder;
import io.azimuth.domain.azure.role.BoundExpression;
import io.azimuth.domain.azure.role.BoundField;
import io.azimuth.domain.azure.role.BoundList;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.role.TokenParameter;
import io.azimuth.spi.role.TokenParameters;
import io.azimuth.spi.route.AnswerField;
import io.azimuth.spi.route.Field;
import io.azimuth.spi.route.Fields;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Stream;

final class RoleFields {

  /** In the order of the help. */
  private static final List<AzureRoleParameter<?>> TABLE =
      List.of(
          bound(BoundField.SERVICE_PRINCIPALS, "object ids of principals; * is any"),
          bound(BoundField.GROUPS, "object ids of groups; * is any"),
          bound(BoundField.APP_IDS, "client ids of applications"),
          bound(BoundField.AGENT_BLUEPRINTS, "app ids of the blueprints of agents"),
          bound(BoundField.APP_ROLES, "values of app roles"),
          bound(BoundField.TENANTS, "ids of tenants; none is the mount's own"),
          bound(BoundField.SUBSCRIPTIONS, "ids of subscriptions"),
          bound(BoundField.RESOURCE_GROUPS, "names of resource groups"),
          bound(BoundField.LOCATIONS, "regions"),
          bound(BoundField.SCALE_SETS, "names of scale sets"),
          bound(BoundField.RESOURCE_IDS, "ids of resources"),
          bound(BoundField.RESOURCE_TYPES, "types of resources"),
          binding(
              RESOURCE,
              Field.pairs("bound_tags", "tags that the resource has, all of them"),
              BindingsBuilder::tags,
              it -> it.resource().tags().pairs()),
          binding(
              IDENTITY,
              Field.text("match", "whether principals and groups must all fit, or any"),
              BindingsBuilder::match,
              it -> it.identity().match().wireName()),
          binding(
              LOGIN,
              Field.signedDuration("max_token_age", Duration.ZERO, "how old a token may be"),
              BindingsBuilder::maxTokenAge,
              Bindings::maxTokenAge),
          binding(
              LOGIN,
              Field.flag("single_use_tokens", false, "whether each token logs in once only"),
              BindingsBuilder::singleUseTokens,
              Bindings::singleUseTokens),
          binding(
              LOGIN,
              Field.flag(
                  "require_bound_token", false, "whether the token must be bound to a certificate"),
              BindingsBuilder::requireBoundToken,
              Bindings::requireBoundToken),
          binding(
              LOGIN,
              Field.text(
                  "bound_expression",
                  "a condition in CEL on claims and resource, besides the lists"),
              BindingsBuilder::expression,
              it -> it.expression().map(BoundExpression::text).orElse("")),
          binding(
              IDENTITY,
              Field.flag("allow_user_tokens", false, "whether users may log in"),
              BindingsBuilder::allowUserTokens,
              it -> it.identity().allowUserTokens()),
          binding(
              IDENTITY,
              Field.text("allow_agents", "which agents may log in: none, autonomous or all"),
              BindingsBuilder::allowAgents,
              it -> it.identity().agents().wireName()),
          binding(
              RESOURCE,
              Field.text("resource_proof", "what proves the resource: directory or claims"),
              BindingsBuilder::resourceProof,
              it -> it.resource().proof().wireName()),
          binding(
              RESOURCE,
              Field.flag(
                  "renew_resource_proof",
                  false,
                  "whether a renewal asks Azure for the resource again"),
              BindingsBuilder::renewResourceProof,
              it -> it.resource().renewProof()),
          binding(
              RESOURCE,
              Field.flag(
                  "require_attested_document",
                  false,
                  "whether a login shows the attested document of its machine"),
              BindingsBuilder::requireAttestedDocument,
              it -> it.resource().attested()),
          binding(
              RESOURCE,
              Field.commaList(
                  "bound_attestation",
                  "what an attestation shows of the machine: any, or confidential_vm, secure_boot,"
                      + " no_debug"),
              BindingsBuilder::attestation,
              it -> it.resource().attestation().words()),
          binding(
              RESOURCE,
              Field.commaList(
                  "bound_attestation_policy_hashes",
                  "policies by which the machine may have been attested"),
              BindingsBuilder::attestationPolicies,
              it -> it.resource().attestation().policyHashes()),
          binding(
              LOGIN,
              Field.text(
                  "alias_source", "what names the entity: oid, app_id, resource_id or scale_set"),
              BindingsBuilder::aliasSource,
              it -> it.aliasSource().wireName()),
          binding(
              LOGIN,
              Field.text(
                  "groups_claim", "the claim with the names of external groups: groups or roles"),
              BindingsBuilder::groupsClaim,
              it -> it.mapping().groups().wireName()),
          binding(
              LOGIN,
              Field.pairs("claim_mappings", "metadata by the claims that they come from"),
              BindingsBuilder::claimMappings,
              it -> it.mapping().claims()),
          binding(
              LOGIN,
              Field.pairs("tag_mappings", "metadata by the tags of the resource"),
              BindingsBuilder::tagMappings,
              it -> it.mapping().tags()),
          token(TokenParameters.TTL).formerly(TTL),
          token(TokenParameters.MAX_TTL).formerly(MAX_TTL),
          token(TokenParameters.EXPLICIT_MAX_TTL),
          token(TokenParameters.PERIOD).formerly(PERIOD),
          token(TokenParameters.POLICIES).formerly(POLICIES),
          token(TokenParameters.BOUND_CIDRS),
          token(TokenParameters.NO_DEFAULT_POLICY),
          token(TokenParameters.NUM_USES).formerly(NUM_USES),
          token(TokenParameters.TYPE),
          token(TokenParameters.BINDING));

  private static final Field<Map<String, String>> ALIAS_METADATA =
      Field.pairs("alias_metadata", "what is added to the custom metadata of the alias of a login");

  private static final int MAX_PAIRS = 64;
  private static final int MAX_NAME = 128;
  private static final int MAX_VALUE = 512;

  /** Those with an old name, in the order of the old names. */
  private static final List<AzureRoleParameter<?>> RENAMED =
      TABLE.stream()
          .filter(row -> row.old().isPresent())
          .sorted(Comparator.comparing(row -> row.old().orElseThrow().which()))
          .toList();

  /** In the order of a read. */
  private static final List<AzureRoleParameter<?>> SHOWN =
      TABLE.stream().sorted(Comparator.comparing(AzureRoleParameter::part)).toList();

  /** All fields, old names last. */
  static final List<Field<?>> ALL =
      Stream.of(
              TABLE.stream().map(AzureRoleParameter::field),
              Stream.of(ALIAS_METADATA),
              RENAMED.stream().map(row -> row.old().orElseThrow().field()))
          .flatMap(fields -> fields)
          .<Field<?>>map(field -> field)
          .toList();

  /** What {@link #shown} shows; null is a binding that is not set. */
  static final List<AnswerField> MEMBERS =
      ALL.stream().map(field -> AnswerField.of(field).orNull()).toList();

  private RoleFields() {}

  /** Applies the parameters that were sent to a role; the others keep their values. */
  static void apply(Fields fields, AzureRoleBuilder role) {
    TABLE.forEach(row -> row.apply(fields, role));
    fields.present(ALIAS_METADATA).ifPresent(metadata -> role.aliasMetadata(checked(metadata)));
  }

  private static Map<String, String> checked(Map<String, String> metadata) {
    boolean fits =
        metadata.size() <= MAX_PAIRS
            && metadata.keySet().stream()
                .allMatch(name -> !name.isEmpty() && name.length() <= MAX_NAME)
            && metadata.values().stream().allMatch(value -> value.length() <= MAX_VALUE);
    if (!fits) {
      throw RefusedException.invalid(
          "alias_metadata has at most 64 pairs, with names of 1 to 128 characters and values of at"
              + " most 512");
    }
    return metadata;
  }

  static Value.Obj shown(AzureRole role) {
    Value.Builder data = Value.Obj.builder();
    SHOWN.forEach(row -> row.show(role, data));
    if (!role.aliasMetadata().isEmpty()) {
      data.put(ALIAS_METADATA.name(), ALIAS_METADATA.toValue(role.aliasMetadata()));
    }
    RENAMED.forEach(row -> row.showOldName(role, data));
    return data.build();
  }

  /** The parameters to write, with their values, that make the one role the other. */
  static Value.Obj changes(AzureRole from, AzureRole to) {
    Value.Builder data = Value.Obj.builder();
    TABLE.stream().filter(row -> row.differs(from, to)).forEach(row -> row.show(to, data));
    return data.build();
  }

  private static AzureRoleParameter<?> bound(BoundField bound, String help) {
    return new AzureRoleParameter<>(
        bound.isOfResource() ? RESOURCE : IDENTITY,
        Field.commaList(bound.wireName(), help),
        (role, sent) -> role.bindings().bind(bound, sent),
        role -> role.bindings().find(bound).map(BoundList::values),
        Optional.empty());
  }

  private static <T> AzureRoleParameter<T> binding(
      AzureRoleParameter.Part part,
      Field<T> field,
      BiConsumer<BindingsBuilder, T> setting,
      Function<Bindings, T> value) {
    return new AzureRoleParameter<>(
        part,
        field,
        (role, sent) -> setting.accept(role.bindings(), sent),
        role -> Optional.of(value.apply(role.bindings())),
        Optional.empty());
  }

  private static <T> AzureRoleParameter<T> token(TokenParameter<T> parameter) {
    return new AzureRoleParameter<>(
        TOKENS,
        parameter.field(),
        (role, sent) -> parameter.setting().accept(role.tokenSettings(), sent),
        role -> Optional.of(parameter.value().apply(role.tokenSettings())),
        Optional.empty());
  }
}

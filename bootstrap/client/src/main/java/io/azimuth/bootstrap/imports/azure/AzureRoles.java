package io.azimuth.bootstrap.imports.azure;

import io.azimuth.bootstrap.client.ApiReply;
import io.azimuth.bootstrap.client.output.PlainText;
import io.azimuth.bootstrap.imports.rule.FieldDifference;
import io.azimuth.bootstrap.imports.rule.FieldShape;
import io.azimuth.bootstrap.imports.rule.ImportField;
import io.azimuth.bootstrap.imports.rule.RecordFields;
import io.azimuth.bootstrap.imports.rule.ShellWrite;
import io.azimuth.bootstrap.imports.rule.TokenFields;
import io.azimuth.domain.azure.role.Bindings;
import io.azimuth.domain.azure.role.BindingsBuilder;
import io.azimuth.domain.azure.role.BoundField;
import io.azimuth.domain.azure.role.BoundList;
import io.azimuth.domain.azure.role.BoundLists;
import io.azimuth.spi.api.Value;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Roles of the azure auth method as another server shows them, and this server's findings about
 * them.
 */
final class AzureRoles {

  private static final String PRINCIPALS = BoundField.SERVICE_PRINCIPALS.wireName();

  private static final String TAGS = "bound_tags";
  private static final String ATTESTATION = "bound_attestation";
  private static final String ATTESTATION_POLICIES = "bound_attestation_policy_hashes";

  private static final List<ImportField> BOUND =
      Arrays.stream(BoundField.values())
          .map(field -> ImportField.of(field.wireName(), FieldShape.SET))
          .toList();

  private static final List<ImportField> OTHERS =
      List.of(
          ImportField.of(TAGS, FieldShape.PAIRS),
          ImportField.of("match", FieldShape.TEXT).orElse(Value.of("all")),
          ImportField.of("max_token_age", FieldShape.SECONDS),
          ImportField.of("single_use_tokens", FieldShape.FLAG),
          ImportField.of("require_bound_token", FieldShape.FLAG),
          ImportField.of("bound_expression", FieldShape.TEXT).orElse(Value.of("")),
          ImportField.of("allow_user_tokens", FieldShape.FLAG),
          ImportField.of("allow_agents", FieldShape.TEXT).orElse(Value.of("autonomous")),
          ImportField.of("resource_proof", FieldShape.TEXT).orElse(Value.of("directory")),
          ImportField.of("renew_resource_proof", FieldShape.FLAG),
          ImportField.of("require_attested_document", FieldShape.FLAG),
          ImportField.of(ATTESTATION, FieldShape.SET),
          ImportField.of(ATTESTATION_POLICIES, FieldShape.SET),
          ImportField.of("alias_source", FieldShape.TEXT).orElse(Value.of("oid")),
          ImportField.of("groups_claim", FieldShape.TEXT).orElse(Value.of("groups")),
          ImportField.of("claim_mappings", FieldShape.PAIRS),
          ImportField.of("tag_mappings", FieldShape.PAIRS),
          ImportField.of("alias_metadata", FieldShape.PAIRS));

  /** What is taken over. */
  static final RecordFields FIELDS =
      RecordFields.of(
          Stream.of(BOUND, OTHERS, TokenFields.ALL).flatMap(List::stream).toList(),
          "name",
          "role_id");

  private AzureRoles() {}

  /** What a login with a role must prove. */
  enum Binding {
    /** Principals, groups or applications. */
    SPECIFIC,
    /** Only places, and no principal: every machine there. This server refuses such a role. */
    PLACES,
    /** Any principal of the tenant: this server refuses such a role. */
    ANYBODY,
    /** Nothing. */
    NOTHING
  }

  /**
   * What the role binds.
   *
   * @param written the members that an import would write
   */
  static Binding binding(Value.Obj written) {
    BoundLists identity = lists(written, field -> !field.isOfResource());
    boolean places =
        lists(written, BoundField::isOfResource).isBound() || !pairs(written, TAGS).isEmpty();
    if (identity.isNamed() || (identity.isBound() && places)) {
      return Binding.SPECIFIC;
    }
    if (places) {
      return Binding.PLACES;
    }
    return identity.isBound() ? Binding.ANYBODY : Binding.NOTHING;
  }

  /** What is wrong with the bindings of a role, for this server. */
  static List<String> problems(Value.Obj written) {
    BindingsBuilder builder = Bindings.builder();
    lists(written, field -> true)
        .lists()
        .forEach((field, list) -> builder.bind(field, list.values()));
    builder.tags(pairs(written, TAGS));
    builder.claimMappings(pairs(written, "claim_mappings"));
    builder.tagMappings(pairs(written, "tag_mappings"));
    builder.attestation(ApiReply.texts(written.get(ATTESTATION)));
    builder.attestationPolicies(ApiReply.texts(written.get(ATTESTATION_POLICIES)));
    RecordFields.text(written, "match").ifPresent(builder::match);
    RecordFields.text(written, "alias_source").ifPresent(builder::aliasSource);
    RecordFields.text(written, "groups_claim").ifPresent(builder::groupsClaim);
    RecordFields.text(written, "resource_proof").ifPresent(builder::resourceProof);
    RecordFields.text(written, "allow_agents").ifPresent(builder::allowAgents);
    return builder.problems();
  }

  private static Map<String, String> pairs(Value.Obj written, String name) {
    Map<String, String> pairs = new LinkedHashMap<>();
    written
        .get(name)
        .filter(Value.Obj.class::isInstance)
        .map(Value.Obj.class::cast)
        .ifPresent(
            all -> all.members().forEach((key, value) -> pairs.put(key, PlainText.of(value))));
    return pairs;
  }

  private static BoundLists lists(Value.Obj written, Predicate<BoundField> some) {
    Map<BoundField, BoundList> lists = new EnumMap<>(BoundField.class);
    for (BoundField field : BoundField.values()) {
      if (some.test(field)) {
        lists.put(field, BoundList.of(ApiReply.texts(written.get(field.wireName()))));
      }
    }
    return new BoundLists(lists);
  }

  /** The differences but those of what an operator adds to a role that binds places alone. */
  static List<FieldDifference> butPrincipals(List<FieldDifference> differences) {
    return differences.stream()
        .filter(difference -> !difference.name().equals(PRINCIPALS))
        .toList();
  }

  /** The command that writes the role so that any principal at these places may log in. */
  static String command(String path, Value.Obj written) {
    return ShellWrite.of(path, written, PRINCIPALS + "='*'");
  }
}

package io.azimuth.bootstrap.imports.azure;

import io.azimuth.bootstrap.client.ApiReply;
import io.azimuth.bootstrap.imports.rule.FieldDifference;
import io.azimuth.bootstrap.imports.rule.FieldShape;
import io.azimuth.bootstrap.imports.rule.ImportField;
import io.azimuth.bootstrap.imports.rule.RecordFields;
import io.azimuth.domain.azure.role.Bindings;
import io.azimuth.domain.azure.role.BindingsBuilder;
import io.azimuth.domain.azure.role.BoundField;
import io.azimuth.spi.api.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Roles of the azure auth method as another server shows them, and what this server says of it. */
final class AzureRoles {

  private static final String PRINCIPALS = BoundField.SERVICE_PRINCIPALS.wireName();

  private static final List<ImportField> BOUND =
      Arrays.stream(BoundField.values())
          .map(field -> ImportField.of(field.wireName(), FieldShape.SET))
          .toList();

  private static final List<ImportField> OTHERS =
      List.of(
          ImportField.of("match", FieldShape.TEXT).orElse(Value.of("all")),
          ImportField.of("max_token_age", FieldShape.SECONDS),
          ImportField.of("allow_user_tokens", FieldShape.FLAG),
          ImportField.of("resource_proof", FieldShape.TEXT).orElse(Value.of("directory")),
          ImportField.of("renew_resource_proof", FieldShape.FLAG),
          ImportField.of("alias_source", FieldShape.TEXT).orElse(Value.of("oid")),
          ImportField.of("alias_metadata", FieldShape.PAIRS),
          ImportField.of("token_ttl", FieldShape.SECONDS).formerly("ttl"),
          ImportField.of("token_max_ttl", FieldShape.SECONDS).formerly("max_ttl"),
          ImportField.of("token_explicit_max_ttl", FieldShape.SECONDS),
          ImportField.of("token_period", FieldShape.SECONDS).formerly("period"),
          ImportField.of("token_policies", FieldShape.SET).formerly("policies"),
          ImportField.of("token_bound_cidrs", FieldShape.SET).formerly("bound_cidrs"),
          ImportField.of("token_no_default_policy", FieldShape.FLAG),
          ImportField.of("token_num_uses", FieldShape.NUMBER).formerly("num_uses"),
          ImportField.of("token_type", FieldShape.TEXT).orElse(Value.of("default")));

  /** What is taken over. */
  static final RecordFields FIELDS =
      RecordFields.of(Stream.concat(BOUND.stream(), OTHERS.stream()).toList(), "name", "role_id");

  private AzureRoles() {}

  /** What a login with a role must prove. */
  enum Binding {
    /** Principals, groups or applications. */
    SPECIFIC,
    /** Places alone: whoever runs there. This server refuses such a role. */
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
    Bindings bindings = builder(written, true).build();
    if (bindings.isSpecific()) {
      return Binding.SPECIFIC;
    }
    boolean places =
        Arrays.stream(BoundField.values())
            .filter(BoundField::isOfResource)
            .anyMatch(field -> !texts(written, field).isEmpty());
    if (places) {
      return Binding.PLACES;
    }
    return namesAnybody(written) ? Binding.ANYBODY : Binding.NOTHING;
  }

  private static boolean namesAnybody(Value.Obj written) {
    return Arrays.stream(BoundField.values())
        .anyMatch(field -> texts(written, field).contains("*"));
  }

  /** What is wrong with the bindings of a role, for this server. */
  static List<String> problems(Value.Obj written) {
    return builder(written, false).problems();
  }

  private static BindingsBuilder builder(Value.Obj written, boolean onlyLists) {
    BindingsBuilder builder = Bindings.builder();
    for (BoundField field : BoundField.values()) {
      List<String> values = texts(written, field);
      boolean readable = !onlyLists || !field.isOfResource() || isName(field);
      if (!values.isEmpty() && readable && !(onlyLists && isAnyApp(field, values))) {
        builder.bind(field, values);
      }
    }
    if (!onlyLists) {
      RecordFields.text(written, "match").ifPresent(builder::match);
      RecordFields.text(written, "alias_source").ifPresent(builder::aliasSource);
      RecordFields.text(written, "resource_proof").ifPresent(builder::resourceProof);
    }
    return builder;
  }

  private static boolean isName(BoundField field) {
    return field != BoundField.RESOURCE_IDS && field != BoundField.RESOURCE_TYPES;
  }

  private static boolean isAnyApp(BoundField field, List<String> values) {
    return field == BoundField.APP_IDS && values.contains("*");
  }

  private static List<String> texts(Value.Obj written, BoundField field) {
    return ApiReply.texts(written.get(field.wireName()));
  }

  /** The differences but those of what an operator adds to a role that binds places alone. */
  static List<FieldDifference> butPrincipals(List<FieldDifference> differences) {
    return differences.stream()
        .filter(difference -> !difference.name().equals(PRINCIPALS))
        .toList();
  }

  /** The command that writes the role so that any principal at these places may log in. */
  static String command(String path, Value.Obj written) {
    List<String> words = new ArrayList<>(List.of("azimuth", "write", path, PRINCIPALS + "='*'"));
    written.members().forEach((name, value) -> words.addAll(parameters(name, value)));
    return String.join(" ", words);
  }

  private static List<String> parameters(String name, Value value) {
    if (value instanceof Value.Obj pairs) {
      return pairs.members().entrySet().stream()
          .map(pair -> name + "=" + quoted(pair.getKey() + "=" + text(pair)))
          .toList();
    }
    String text =
        value instanceof Value.Items
            ? ApiReply.texts(Optional.of(value)).stream().collect(Collectors.joining(","))
            : value instanceof Value.Text one
                ? one.text()
                : value instanceof Value.Num number ? number.literal() : "true";
    return List.of(name + "=" + quoted(text));
  }

  private static String text(Map.Entry<String, Value> pair) {
    return pair.getValue() instanceof Value.Text text ? text.text() : "";
  }

  private static String quoted(String text) {
    return text.matches("[A-Za-z0-9_./:,=@%+-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }
}

package io.azimuth.application.identity.backend;

import io.azimuth.domain.identity.IdentityRules;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.route.Field;
import io.azimuth.spi.route.Fields;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The parameters of entities, groups and their aliases. */
final class IdentityFields {

  static final Field<String> ID = Field.text("id", "the id; without it the name counts");
  static final Field<String> NAME = Field.text("name", "the name");
  static final Field<Map<String, String>> METADATA =
      Field.pairs("metadata", "at most 64 texts by key; all of them at once");
  static final Field<List<String>> POLICIES =
      Field.commaList("policies", "what tokens have besides their own policies");
  static final Field<Boolean> DISABLED =
      Field.flag("disabled", false, "refuses all tokens of the entity");
  static final Field<String> TYPE = Field.text("type", "internal (default) or external");
  static final Field<List<String>> MEMBER_ENTITIES =
      Field.commaList("member_entity_ids", "ids of entities");
  static final Field<List<String>> MEMBER_GROUPS =
      Field.commaList("member_group_ids", "ids of groups whose members are members, too");
  static final Field<String> CANONICAL_ID = Field.text("canonical_id", "the id of whom it names");
  static final Field<String> MOUNT_ACCESSOR =
      Field.text("mount_accessor", "the accessor of the auth method that uses the name");
  static final Field<Map<String, String>> CUSTOM_METADATA =
      Field.pairs("custom_metadata", "at most 64 texts by key; all of them at once");
  static final Field<String> ALIAS_ID = Field.text("alias_id", "the id of an alias");
  static final Field<String> ALIAS_NAME = Field.text("alias_name", "the name of an alias");
  static final Field<String> ALIAS_MOUNT =
      Field.text("alias_mount_accessor", "the accessor of the mount of the alias");

  private IdentityFields() {}

  /** The text, unless it is empty: clients send an empty text for an optional parameter. */
  static Optional<String> text(Fields fields, Field<String> field) {
    return fields.present(field).filter(text -> !text.isEmpty());
  }

  static Optional<String> name(Fields fields) {
    return text(fields, NAME).map(name -> RefusedException.orRefuse(IdentityRules.name(name)));
  }

  static Map<String, String> metadata(
      Fields fields, Field<Map<String, String>> field, Map<String, String> before) {
    return fields
        .present(field)
        .map(sent -> RefusedException.orRefuse(IdentityRules.metadata(sent)))
        .orElse(before);
  }

  static List<String> policies(Fields fields, List<String> before) {
    return fields
        .present(POLICIES)
        .map(sent -> RefusedException.orRefuse(IdentityRules.policies(sent)))
        .orElse(before);
  }
}

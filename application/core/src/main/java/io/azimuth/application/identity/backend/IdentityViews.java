package io.azimuth.application.identity.backend;

import io.azimuth.application.identity.GroupGraphs;
import io.azimuth.application.mount.MountTables;
import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.domain.identity.Alias;
import io.azimuth.domain.identity.Entity;
import io.azimuth.domain.identity.Group;
import io.azimuth.domain.identity.GroupAlias;
import io.azimuth.domain.identity.Memberships;
import io.azimuth.domain.mount.Mount;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.AnswerField;
import io.azimuth.spi.route.AnswerSchema;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Entities, groups and aliases as the API shows them. Empty lists and metadata are null where Vault
 * has null: clients cannot read them otherwise.
 */
@Singleton
final class IdentityViews {

  private static final String NAMESPACE = "root";

  private static final AnswerField ID = AnswerField.text("id", "its id");
  private static final AnswerField NAME = AnswerField.text("name", "its name");
  private static final AnswerField METADATA =
      AnswerField.pairs("metadata", "texts about it").orNull();
  private static final AnswerField POLICIES = AnswerField.texts("policies", "its policies");
  private static final AnswerField LOCAL = AnswerField.flag("local", "false");
  private static final AnswerField CANONICAL_ID =
      AnswerField.text("canonical_id", "the id of its entity or group");
  private static final AnswerField MERGED_FROM =
      AnswerField.texts("merged_from_canonical_ids", "entities that it was of").orNull();
  private static final AnswerField CUSTOM_METADATA =
      AnswerField.pairs("custom_metadata", "texts that operators added");

  private static final List<AnswerField> OF_RECORD =
      List.of(
          AnswerField.text("namespace_id", "root"),
          AnswerField.time("creation_time", "when it was created"),
          AnswerField.time("last_update_time", "when it was changed last"));

  private static final List<AnswerField> OF_BRIEF =
      List.of(
          ID,
          NAME,
          AnswerField.text("mount_accessor", "the auth method that it is a name in"),
          AnswerField.text("mount_path", "where that is mounted; empty when it is gone"),
          AnswerField.text("mount_type", "its type; empty when it is gone"));

  /** What {@link #aliasInfo} shows. */
  static final List<AnswerField> OF_ALIAS_INFO =
      with(OF_BRIEF, CANONICAL_ID, METADATA, CUSTOM_METADATA, LOCAL);

  /** What {@link #alias} shows. */
  static final List<AnswerField> OF_ALIAS =
      with(
          with(OF_RECORD, OF_BRIEF.toArray(AnswerField[]::new)),
          CANONICAL_ID,
          METADATA,
          CUSTOM_METADATA,
          MERGED_FROM,
          LOCAL);

  /** What {@link #groupAliasInfo} shows. */
  static final List<AnswerField> OF_GROUP_ALIAS_INFO = with(OF_BRIEF, CANONICAL_ID);

  /** What {@link #groupAlias} shows. */
  static final List<AnswerField> OF_GROUP_ALIAS =
      with(
          with(OF_RECORD, OF_BRIEF.toArray(AnswerField[]::new)),
          CANONICAL_ID,
          METADATA,
          MERGED_FROM);

  /** What {@link #entity} shows. */
  static final List<AnswerField> OF_ENTITY =
      with(
          OF_RECORD,
          ID,
          NAME,
          METADATA,
          POLICIES,
          AnswerField.flag("disabled", "whether its tokens are refused"),
          AnswerField.time(
                  "last_token_time",
                  "when it was given a token last, to within a day; null when it is not recorded"
                      + " because it stays, also unused")
              .orNull(),
          AnswerField.texts("merged_entity_ids", "entities that became part of it").orNull(),
          AnswerField.texts("direct_group_ids", "groups that it is a member of"),
          AnswerField.texts("inherited_group_ids", "groups that those are members of"),
          AnswerField.texts("group_ids", "both"),
          AnswerField.objects("aliases", "its aliases", OF_ALIAS.toArray(AnswerField[]::new)));

  /** What {@link #entityInfo} shows. */
  static final List<AnswerField> OF_ENTITY_INFO =
      List.of(
          ID,
          NAME,
          AnswerField.objects("aliases", "its aliases", OF_BRIEF.toArray(AnswerField[]::new)));

  /** What {@link #group} shows. */
  static final List<AnswerField> OF_GROUP =
      with(
          OF_RECORD,
          ID,
          NAME,
          AnswerField.text("type", "internal or external"),
          POLICIES,
          METADATA,
          AnswerField.texts("member_entity_ids", "entities that are members").orNull(),
          AnswerField.texts("member_group_ids", "groups that are members").orNull(),
          AnswerField.texts("parent_group_ids", "groups that it is a member of").orNull(),
          AnswerField.number("modify_index", "how often it was changed"),
          AnswerField.object(
              "alias", "its alias; empty without one", OF_GROUP_ALIAS.toArray(AnswerField[]::new)));

  /** What {@link #groupInfo} shows. */
  static final List<AnswerField> OF_GROUP_INFO =
      List.of(
          ID,
          NAME,
          AnswerField.number("num_member_entities", "how many entities are members"),
          AnswerField.number("num_parent_groups", "how many groups it is a member of"),
          AnswerField.object("alias", "its alias", OF_BRIEF.toArray(AnswerField[]::new)));

  /** What a write answers that creates an entity or a group. */
  static final AnswerSchema CREATED = AnswerSchema.data(ID, NAME).orNone();

  /** What a write of an alias answers. */
  static final AnswerSchema WRITTEN_ALIAS = AnswerSchema.data(ID, CANONICAL_ID);

  private final MountTables mounts;
  private final GroupGraphs groups;

  @Inject
  IdentityViews(MountTables mounts, GroupGraphs groups) {
    this.mounts = mounts;
    this.groups = groups;
  }

  private static List<AnswerField> with(List<AnswerField> some, AnswerField... more) {
    return Stream.concat(some.stream(), Stream.of(more)).toList();
  }

  Value.Obj entity(UnitOfWork work, Entity entity) {
    Memberships in = groups.of(work, entity);
    return Value.Obj.builder()
        .put("id", entity.id())
        .put("name", entity.name())
        .put("metadata", orNull(entity.metadata()))
        .put("policies", entity.policies())
        .put("disabled", entity.disabled())
        .put("last_token_time", lastToken(entity))
        .put("merged_entity_ids", orNull(entity.mergedIds()))
        .put("namespace_id", NAMESPACE)
        .put("creation_time", entity.created().toString())
        .put("last_update_time", entity.updated().toString())
        .put("direct_group_ids", ids(in.direct().stream()))
        .put("inherited_group_ids", ids(in.inherited().stream()))
        .put("group_ids", ids(in.all()))
        .put(
            "aliases",
            new Value.Items(
                entity.aliases().stream().<Value>map(alias -> alias(work, alias)).toList()))
        .build();
  }

  private static Value lastToken(Entity entity) {
    return entity
        .activity()
        .map(activity -> Value.of(activity.lastToken().toString()))
        .orElse(Value.NULL);
  }

  private static Value orNull(List<String> texts) {
    return texts.isEmpty() ? Value.NULL : Value.of(texts);
  }

  private static Value orNull(Map<String, String> texts) {
    return texts.isEmpty() ? Value.NULL : Value.of(texts);
  }

  private static List<String> ids(Stream<Group> groups) {
    return groups.map(Group::id).sorted().toList();
  }

  Value.Obj alias(UnitOfWork work, Alias alias) {
    return brief(work, alias.id(), alias.name(), alias.mountAccessor())
        .put("canonical_id", alias.entityId())
        .put("metadata", orNull(alias.metadata().proved()))
        .put("custom_metadata", Value.of(alias.metadata().allCustom()))
        .put("merged_from_canonical_ids", orNull(alias.mergedFrom()))
        .put("namespace_id", NAMESPACE)
        .put("creation_time", alias.created().toString())
        .put("last_update_time", alias.updated().toString())
        .put("local", false)
        .build();
  }

  /** What a list shows of an entity. */
  Value.Obj entityInfo(UnitOfWork work, Entity entity) {
    Value.Builder info = Value.Obj.builder().put("id", entity.id()).put("name", entity.name());
    if (!entity.aliases().isEmpty()) {
      info.put(
          "aliases",
          new Value.Items(
              entity.aliases().stream()
                  .<Value>map(a -> brief(work, a.id(), a.name(), a.mountAccessor()).build())
                  .toList()));
    }
    return info.build();
  }

  /** What a list shows of an alias. */
  Value.Obj aliasInfo(UnitOfWork work, Alias alias) {
    return brief(work, alias.id(), alias.name(), alias.mountAccessor())
        .put("canonical_id", alias.entityId())
        .put("metadata", orNull(alias.metadata().proved()))
        .put("custom_metadata", Value.of(alias.metadata().allCustom()))
        .put("local", false)
        .build();
  }

  Value.Obj group(UnitOfWork work, Group group) {
    return Value.Obj.builder()
        .put("id", group.id())
        .put("name", group.name())
        .put("type", group.type().wireName())
        .put("policies", group.policies())
        .put("metadata", orNull(group.metadata()))
        .put("member_entity_ids", orNull(members(work, group)))
        .put("member_group_ids", orNull(group.memberGroups()))
        .put("parent_group_ids", orNull(ids(groups.of(work).parents(group.id()).stream())))
        .put("modify_index", group.modifyIndex())
        .put("creation_time", group.created().toString())
        .put("last_update_time", group.updated().toString())
        .put("namespace_id", NAMESPACE)
        .put("alias", group.alias().map(alias -> groupAlias(work, group)).orElse(Value.Obj.EMPTY))
        .build();
  }

  private static List<String> members(UnitOfWork work, Group group) {
    return group
        .alias()
        .map(alias -> work.identities().membersOf(alias.membership()))
        .orElse(group.memberEntities());
  }

  /** The alias of a group that has one. */
  Value.Obj groupAlias(UnitOfWork work, Group group) {
    GroupAlias alias = group.alias().orElseThrow();
    return brief(work, alias.id(), alias.name(), alias.mountAccessor())
        .put("canonical_id", group.id())
        .put("metadata", Value.NULL)
        .put("merged_from_canonical_ids", Value.NULL)
        .put("namespace_id", NAMESPACE)
        .put("creation_time", alias.created().toString())
        .put("last_update_time", alias.updated().toString())
        .build();
  }

  /** What a list shows of the alias of a group that has one. */
  Value.Obj groupAliasInfo(UnitOfWork work, Group group) {
    GroupAlias alias = group.alias().orElseThrow();
    return brief(work, alias.id(), alias.name(), alias.mountAccessor())
        .put("canonical_id", group.id())
        .build();
  }

  /** What a list shows of a group. */
  Value.Obj groupInfo(UnitOfWork work, Group group) {
    Value.Builder info =
        Value.Obj.builder()
            .put("id", group.id())
            .put("name", group.name())
            .put("num_member_entities", members(work, group).size())
            .put("num_parent_groups", groups.of(work).parents(group.id()).size());
    group
        .alias()
        .ifPresent(
            alias ->
                info.put(
                    "alias", brief(work, alias.id(), alias.name(), alias.mountAccessor()).build()));
    return info.build();
  }

  // The aliases of a disabled mount stay.
  private Value.Builder brief(UnitOfWork work, String id, String name, String accessor) {
    Optional<Mount> mount = mounts.of(work).withAccessor(accessor);
    return Value.Obj.builder()
        .put("id", id)
        .put("name", name)
        .put("mount_accessor", accessor)
        .put("mount_path", mount.map(it -> it.path().text()).orElse(""))
        .put("mount_type", mount.map(Mount::type).orElse(""));
  }
}

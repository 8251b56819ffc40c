package io.azimuth.adapters.storage.record.codec;

import io.azimuth.adapters.storage.json.StrictObject;
import io.azimuth.adapters.storage.json.UnreadableException;
import io.azimuth.domain.identity.Group;
import io.azimuth.domain.identity.GroupAlias;
import io.azimuth.domain.identity.GroupType;
import io.azimuth.spi.api.Value;

/** The stored form of groups. */
public final class GroupCodec implements RecordCodec<Group> {

  public static final GroupCodec INSTANCE = new GroupCodec();

  private GroupCodec() {}

  @Override
  public void encode(Group group, Value.Builder fields) {
    fields
        .put("id", group.id())
        .put("name", group.name())
        .put("type", group.type().wireName())
        .put("policies", group.policies())
        .put("metadata", Value.of(group.metadata()))
        .put("entities", group.memberEntities())
        .put("groups", group.memberGroups())
        .put("changes", group.modifyIndex())
        .put("created", TimeFields.of(group.created()))
        .put("updated", TimeFields.of(group.updated()));
    group.alias().ifPresent(alias -> fields.put("alias", encode(alias)));
  }

  private static Value.Obj encode(GroupAlias alias) {
    return Value.Obj.builder()
        .put("id", alias.id())
        .put("mount", alias.mountAccessor())
        .put("name", alias.name())
        .put("generation", alias.generation())
        .put("created", TimeFields.of(alias.created()))
        .put("updated", TimeFields.of(alias.updated()))
        .build();
  }

  @Override
  public Group decode(StrictObject fields) {
    return new Group(
        fields.text("id"),
        fields.text("name"),
        GroupType.parse(fields.text("type"))
            .orElseThrow(() -> new UnreadableException("no type of groups")),
        fields.texts("policies"),
        fields.textMap("metadata"),
        fields.texts("entities"),
        fields.texts("groups"),
        fields.optionalObject("alias").map(GroupCodec::alias),
        fields.number("changes"),
        TimeFields.instant(fields.pair("created")),
        TimeFields.instant(fields.pair("updated")));
  }

  private static GroupAlias alias(Value.Obj object) {
    StrictObject fields = new StrictObject(object);
    GroupAlias alias =
        new GroupAlias(
            fields.text("id"),
            fields.text("mount"),
            fields.text("name"),
            fields.number("generation"),
            TimeFields.instant(fields.pair("created")),
            TimeFields.instant(fields.pair("updated")));
    fields.end();
    return alias;
  }
}

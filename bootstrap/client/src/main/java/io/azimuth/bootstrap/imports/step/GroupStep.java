package io.azimuth.bootstrap.imports.step;

import io.azimuth.bootstrap.client.ApiCall;
import io.azimuth.bootstrap.client.ApiReply;
import io.azimuth.bootstrap.imports.ImportKind;
import io.azimuth.bootstrap.imports.ImportReport.Outcome;
import io.azimuth.bootstrap.imports.ImportRun;
import io.azimuth.bootstrap.imports.ImportStep;
import io.azimuth.bootstrap.imports.ItemRefusedException;
import io.azimuth.bootstrap.imports.rule.FieldDifference;
import io.azimuth.bootstrap.imports.rule.FieldShape;
import io.azimuth.bootstrap.imports.rule.ImportField;
import io.azimuth.bootstrap.imports.rule.RecordFields;
import io.azimuth.spi.api.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/** Groups, their members and their aliases on mounts that are here. Ids are compared by name. */
public final class GroupStep implements ImportStep {

  private static final String PATH = "identity/group";
  private static final String ENTITIES = "member_entity_ids";
  private static final String GROUPS = "member_group_ids";

  private static final RecordFields FIELDS =
      RecordFields.of(
          List.of(
              ImportField.of("policies", FieldShape.SET),
              ImportField.of("metadata", FieldShape.PAIRS),
              ImportField.of(ENTITIES, FieldShape.SET),
              ImportField.of(GROUPS, FieldShape.SET)));

  @Override
  public ImportKind kind() {
    return ImportKind.GROUPS;
  }

  @Override
  public void run(ImportRun run) {
    IdentityNames names = new IdentityNames(run);
    List<String> ids = run.source().list(PATH + "/id");
    Set<String> made = new LinkedHashSet<>();
    Map<String, String> refused = new LinkedHashMap<>();
    if (run.request().apply()) { // first all groups, because they can be members of each other
      for (String id : ids) {
        try {
          make(run, id, made);
        } catch (ItemRefusedException e) {
          refused.put(id, e.reason());
        }
      }
    }
    run.each(
        "group",
        ids,
        id -> {
          if (refused.containsKey(id)) {
            throw new ItemRefusedException(String.valueOf(refused.get(id)));
          }
          handle(run, names, id, made);
        });
  }

  private static void make(ImportRun run, String id, Set<String> made) {
    Optional<Value.Obj> source = run.source().read(PATH + "/id/" + id);
    if (source.isEmpty()) {
      return;
    }
    String name = name(source.get());
    if (run.target().read(PATH + "/name/" + name).isEmpty()) {
      Value body = Value.Obj.builder().put("name", name).put("type", type(source.get())).build();
      run.target().send(ApiCall.post(PATH, body));
      made.add(name);
    }
  }

  private static void handle(ImportRun run, IdentityNames names, String id, Set<String> made) {
    Optional<Value.Obj> shown = run.source().read(PATH + "/id/" + id);
    if (shown.isEmpty()) {
      return; // it was removed meanwhile
    }
    String name = name(shown.get());
    String item = "group " + name;
    Value.Obj source = named(shown.get(), names::nameThere);
    Optional<Value.Obj> target = run.target().read(PATH + "/name/" + name);
    if (target.isEmpty()) {
      run.write(item, type(source), () -> {}); // only shown: otherwise it was made before
      alias(run, item, Optional.empty(), shown.get());
      return;
    }
    if (!type(target.get()).equals(type(source))) {
      throw new ItemRefusedException("it is " + type(target.get()) + " here");
    }
    List<FieldDifference> differences =
        FIELDS.differences(named(target.get(), names::nameHere), source);
    if (made.contains(name)) {
      Value.Obj body = RecordFields.written(differences);
      run.write(item, type(source), () -> write(run, names, target.get(), body));
    } else {
      run.align(item, differences, body -> write(run, names, target.get(), body));
    }
    alias(run, item, target, shown.get());
  }

  private static void write(
      ImportRun run, IdentityNames names, Value.Obj target, Value.Obj wanted) {
    if (wanted.members().isEmpty()) {
      return;
    }
    Value.Builder body = Value.Obj.builder();
    wanted
        .members()
        .forEach(
            (field, value) ->
                body.put(
                    field,
                    switch (field) {
                      case ENTITIES -> ids(names, "entity", value);
                      case GROUPS -> ids(names, "group", value);
                      default -> value;
                    }));
    run.target().send(ApiCall.post(PATH + "/id/" + id(target), body.build()));
  }

  private static Value ids(IdentityNames names, String kind, Value wanted) {
    List<String> ids = new ArrayList<>();
    for (String name : ApiReply.texts(Optional.of(wanted))) {
      ids.add(
          names
              .idHere(kind, name)
              .orElseThrow(
                  () ->
                      new ItemRefusedException(
                          "its member %s %s is not here".formatted(kind, name))));
    }
    return Value.of(ids);
  }

  /** The group with names in place of ids. Members of external groups come from logins. */
  private static Value.Obj named(
      Value.Obj group, BiFunction<String, String, Optional<String>> name) {
    Value.Builder named = Value.Obj.builder();
    group.members().forEach(named::put);
    named.put(GROUPS, names(group, GROUPS, "group", name));
    named.put(
        ENTITIES,
        type(group).equals("external")
            ? Value.of(List.of())
            : names(group, ENTITIES, "entity", name));
    return named.build();
  }

  private static Value names(
      Value.Obj group,
      String field,
      String kind,
      BiFunction<String, String, Optional<String>> name) {
    return Value.of(
        ApiReply.texts(group.get(field)).stream()
            .flatMap(id -> name.apply(kind, id).stream())
            .toList());
  }

  private static void alias(
      ImportRun run, String item, Optional<Value.Obj> target, Value.Obj source) {
    Optional<Value.Obj> wanted = alias(source);
    if (wanted.isEmpty()) {
      return;
    }
    String mount =
        RecordFields.text(wanted.get(), "mount_accessor")
            .flatMap(run.mounts()::theirPath)
            .orElse("a mount that was removed");
    String name = name(wanted.get());
    String aliasItem = item + ", alias " + name + " on " + mount;
    Optional<String> accessor = run.mounts().ourAccessor(mount);
    if (!run.mounts().isExpected(mount)) {
      run.report().tell(Outcome.LEFT_OUT, aliasItem, "the mount is not here");
      return;
    }
    Optional<Value.Obj> present = target.flatMap(GroupStep::alias);
    boolean same =
        present
            .filter(one -> name(one).equals(name))
            .filter(one -> RecordFields.text(one, "mount_accessor").equals(accessor))
            .isPresent();
    if (same) {
      run.report().same();
      return;
    }
    String path =
        present.map(one -> "identity/group-alias/id/" + id(one)).orElse("identity/group-alias");
    Value body =
        Value.Obj.builder()
            .put("name", name)
            .put("mount_accessor", accessor.orElse(""))
            .put("canonical_id", target.map(GroupStep::id).orElse(""))
            .build();
    run.item(
        aliasItem,
        () -> run.write(aliasItem, "", () -> run.target().send(ApiCall.post(path, body))));
  }

  private static Optional<Value.Obj> alias(Value.Obj group) {
    return ApiReply.object(group, "alias")
        .filter(alias -> RecordFields.text(alias, "name").isPresent());
  }

  private static String name(Value.Obj record) {
    return RecordFields.text(record, "name").orElse("");
  }

  private static String id(Value.Obj record) {
    return RecordFields.text(record, "id").orElse("");
  }

  private static String type(Value.Obj group) {
    return RecordFields.text(group, "type").orElse("internal");
  }
}

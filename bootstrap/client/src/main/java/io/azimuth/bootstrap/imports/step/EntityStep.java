package io.azimuth.bootstrap.imports.step;

import io.azimuth.bootstrap.client.ApiCall;
import io.azimuth.bootstrap.client.ApiReply;
import io.azimuth.bootstrap.imports.ImportKind;
import io.azimuth.bootstrap.imports.ImportReport.Outcome;
import io.azimuth.bootstrap.imports.ImportRun;
import io.azimuth.bootstrap.imports.ImportStep;
import io.azimuth.bootstrap.imports.ItemRefusedException;
import io.azimuth.bootstrap.imports.rule.FieldShape;
import io.azimuth.bootstrap.imports.rule.ImportField;
import io.azimuth.bootstrap.imports.rule.RecordFields;
import io.azimuth.spi.api.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Entities and their aliases on mounts that are here. */
public final class EntityStep implements ImportStep {

  private static final String PATH = "identity/entity";

  /** The names that servers give to entities of first logins. */
  private static final String MADE_UP = "entity_[0-9a-f]{8}(\\..+)?";

  private static final RecordFields FIELDS =
      RecordFields.of(
          List.of(
              ImportField.of("policies", FieldShape.SET),
              ImportField.of("metadata", FieldShape.PAIRS),
              ImportField.of("disabled", FieldShape.FLAG)));

  private static final RecordFields ALIAS_FIELDS =
      RecordFields.of(List.of(ImportField.of("custom_metadata", FieldShape.PAIRS)));

  @Override
  public ImportKind kind() {
    return ImportKind.ENTITIES;
  }

  @Override
  public void run(ImportRun run) {
    Map<String, Integer> leftOut = new TreeMap<>();
    run.each("entity", run.source().list(PATH + "/id"), id -> handle(run, id, leftOut));
    leftOut.forEach(
        (mount, number) ->
            run.report()
                .tell(
                    Outcome.LEFT_OUT,
                    "aliases on " + mount,
                    number + ", because the mount is not here"));
  }

  private static void handle(ImportRun run, String id, Map<String, Integer> leftOut) {
    Optional<Value.Obj> source = run.source().read(PATH + "/id/" + id);
    if (source.isEmpty()) {
      return; // it was removed meanwhile
    }
    String name = RecordFields.text(source.get(), "name").orElse(id);
    String item = "entity " + name;
    List<Alias> aliases = aliases(run, source.get(), leftOut);
    Optional<Value.Obj> target = counterpart(run, name, aliases);
    if (target.isPresent()) {
      run.renameEntity(name, RecordFields.text(target.get(), "name").orElse(name));
      run.align(
          item,
          FIELDS.differences(target.get(), source.get()),
          body -> run.target().send(ApiCall.post(PATH + "/id/" + id(target.get()), body)));
    } else {
      Value.Builder body = Value.Obj.builder().put("name", name);
      FIELDS.written(source.get()).members().forEach(body::put);
      run.write(item, "", () -> run.target().send(ApiCall.post(PATH, body.build())));
    }
    for (Alias alias : aliases) {
      run.item(item + ", " + alias.label(), () -> handle(run, name, target, alias));
    }
  }

  /** The entity here: the one with the name, or for a made-up name the one with an alias. */
  private static Optional<Value.Obj> counterpart(ImportRun run, String name, List<Alias> aliases) {
    Optional<Value.Obj> namesake = run.target().read(PATH + "/name/" + name);
    if (namesake.isPresent() || !name.matches(MADE_UP)) {
      return namesake;
    }
    return aliases.stream().flatMap(alias -> owner(run, alias).stream()).findFirst();
  }

  private static Optional<Value.Obj> owner(ImportRun run, Alias alias) {
    if (alias.accessor().isEmpty()) {
      return Optional.empty();
    }
    Value body =
        Value.Obj.builder()
            .put("alias_name", alias.name())
            .put("alias_mount_accessor", alias.accessor().get())
            .build();
    Value.Obj data = run.target().send(ApiCall.post("identity/lookup/entity", body)).data();
    return RecordFields.text(data, "id").map(found -> data);
  }

  private static void handle(
      ImportRun run, String entityName, Optional<Value.Obj> entity, Alias alias) {
    String item = "entity " + entityName + ", " + alias.label();
    Optional<Value.Obj> known = entity.flatMap(owner -> sameMount(owner, alias));
    if (known.isPresent()) {
      if (!RecordFields.text(known.get(), "name").equals(Optional.of(alias.name()))) {
        throw new ItemRefusedException(
            "the entity has another alias on this mount here, "
                + RecordFields.text(known.get(), "name").orElse(""));
      }
      run.align(
          item,
          ALIAS_FIELDS.differences(known.get(), alias.shown()),
          body ->
              run.target().send(ApiCall.post("identity/entity-alias/id/" + id(known.get()), body)));
      return;
    }
    Optional<Value.Obj> other = owner(run, alias);
    if (other.isPresent()) {
      throw new ItemRefusedException(
          "the alias belongs to the entity %s here; merge the two (identity/entity/merge)"
              .formatted(RecordFields.text(other.get(), "name").orElse("")));
    }
    run.write(item, "", () -> add(run, entityName, entity, alias));
  }

  private static void add(
      ImportRun run, String entityName, Optional<Value.Obj> entity, Alias alias) {
    Value.Obj owner =
        entity
            .or(() -> run.target().read(PATH + "/name/" + entityName))
            .orElseThrow(() -> new ItemRefusedException("the entity is not here"));
    Value.Builder body =
        Value.Obj.builder()
            .put("name", alias.name())
            .put("canonical_id", id(owner))
            .put("mount_accessor", alias.accessor().orElse(""));
    ALIAS_FIELDS.written(alias.shown()).members().forEach(body::put);
    run.target().send(ApiCall.post("identity/entity-alias", body.build()));
  }

  private static Optional<Value.Obj> sameMount(Value.Obj entity, Alias alias) {
    return aliases(entity).stream()
        .filter(one -> RecordFields.text(one, "mount_accessor").equals(alias.accessor()))
        .findFirst();
  }

  private static List<Alias> aliases(
      ImportRun run, Value.Obj entity, Map<String, Integer> leftOut) {
    List<Alias> aliases = new ArrayList<>();
    for (Value.Obj shown : aliases(entity)) {
      String accessor = RecordFields.text(shown, "mount_accessor").orElse("");
      String mount = run.mounts().theirPath(accessor).orElse("a mount that was removed");
      if (run.mounts().isExpected(mount)) {
        aliases.add(new Alias(mount, run.mounts().ourAccessor(mount), shown));
      } else {
        leftOut.merge(mount, 1, Integer::sum);
      }
    }
    return aliases;
  }

  private static List<Value.Obj> aliases(Value.Obj entity) {
    return ApiReply.objects(entity.get("aliases"));
  }

  private static String id(Value.Obj record) {
    return RecordFields.text(record, "id").orElse("");
  }

  /**
   * An alias of the other server.
   *
   * @param mount the path of its mount
   * @param accessor the accessor of the mount at that path here, if it is there
   * @param shown the alias as the other server shows it
   */
  private record Alias(String mount, Optional<String> accessor, Value.Obj shown) {

    String name() {
      return RecordFields.text(shown, "name").orElse("");
    }

    String label() {
      return "alias " + name() + " on " + mount;
    }
  }
}

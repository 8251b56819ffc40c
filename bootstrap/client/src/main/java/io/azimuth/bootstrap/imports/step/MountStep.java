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
import io.azimuth.bootstrap.imports.rule.MountKind;
import io.azimuth.bootstrap.imports.rule.RecordFields;
import io.azimuth.spi.api.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Mounts of types that are served here, with their settings. */
public final class MountStep implements ImportStep {

  private static final ImportField DESCRIPTION = ImportField.of("description", FieldShape.TEXT);

  private static final List<ImportField> CONFIG =
      List.of(
          ImportField.of("default_lease_ttl", FieldShape.SECONDS),
          ImportField.of("max_lease_ttl", FieldShape.SECONDS),
          ImportField.of("listing_visibility", FieldShape.TEXT).orElse(Value.of("hidden")),
          ImportField.of("audit_non_hmac_request_keys", FieldShape.SET),
          ImportField.of("audit_non_hmac_response_keys", FieldShape.SET),
          ImportField.of("passthrough_request_headers", FieldShape.SET),
          ImportField.of("allowed_response_headers", FieldShape.SET));

  private static final ImportField TOKEN_TYPE =
      ImportField.of("token_type", FieldShape.TEXT).orElse(Value.of("default-service"));

  private static final String[] WITHOUT_EFFECT = {
    "force_no_cache",
    "allowed_managed_keys",
    "delegated_auth_accessors",
    "user_lockout_config",
    "trim_request_trailing_slashes"
  };

  private static final RecordFields OF_SECRETS = RecordFields.of(CONFIG, WITHOUT_EFFECT);
  private static final RecordFields OF_AUTH =
      RecordFields.of(
          Stream.concat(CONFIG.stream(), Stream.of(TOKEN_TYPE)).toList(), WITHOUT_EFFECT);

  @Override
  public ImportKind kind() {
    return ImportKind.MOUNTS;
  }

  @Override
  public void run(ImportRun run) {
    run.mounts()
        .ofSource()
        .forEach(
            (path, mount) -> {
              if (run.request().wantsMount(path)) {
                run.item("mount " + path, () -> handle(run, path, mount));
              }
            });
  }

  private static void handle(ImportRun run, String path, Value.Obj source) {
    Optional<MountKind> kind = MountKind.of(path, source);
    if (kind.isEmpty()) {
      if (!MountKind.isBuiltIn(path, source)) {
        run.report()
            .tell(
                Outcome.LEFT_OUT,
                "mount " + path,
                "the type " + MountKind.typeOf(source) + " is not served here");
      }
      return;
    }
    Optional<Value.Obj> target = Optional.ofNullable(run.mounts().ofTarget().get(path));
    if (target.isPresent()) {
      align(run, path, kind.get(), target.get(), source);
    } else {
      add(run, path, kind.get(), source);
    }
    for (String name : fields(kind.get()).unknown(config(source))) {
      run.report()
          .tell(Outcome.NOTE, "mount " + path, "the setting " + name + " is not taken over");
    }
  }

  private static void add(ImportRun run, String path, MountKind kind, Value.Obj source) {
    run.mounts().ofTarget().keySet().stream()
        .filter(other -> other.startsWith(path) || path.startsWith(other))
        .findFirst()
        .ifPresent(
            other -> {
              throw new ItemRefusedException("it overlaps the mount " + other + " of this server");
            });
    Value.Builder body = Value.Obj.builder().put("type", kind.type());
    body.putIfPresent("description", RecordFields.text(source, "description"));
    kind.version()
        .ifPresent(
            version -> body.put("options", Value.Obj.builder().put("version", version).build()));
    body.put("config", fields(kind).written(config(source)));
    run.write(
        "mount " + path,
        kind.label(),
        () -> {
          run.target().send(ApiCall.post("sys/" + location(path), body.build()));
          run.mounts().changed();
        });
    run.mounts().plan(path);
  }

  private static void align(
      ImportRun run, String path, MountKind kind, Value.Obj target, Value.Obj source) {
    if (!MountKind.of(path, target).equals(Optional.of(kind))) {
      String ours =
          MountKind.of(path, target).map(MountKind::label).orElse(MountKind.typeOf(target));
      throw new ItemRefusedException("it is of type " + ours + " here, not " + kind.label());
    }
    RecordFields fields = fields(kind);
    List<FieldDifference> differences =
        Stream.concat(
                RecordFields.of(List.of(DESCRIPTION)).differences(target, source).stream(),
                fields.differences(config(target), config(source)).stream())
            .toList();
    run.align(
        "mount " + path,
        differences,
        body ->
            run.target()
                .send(ApiCall.post("sys/mounts/" + path + "tune", withSystemDefaults(body))));
  }

  // A lifetime of 0 is left alone by a tune; "system" sets it back to the one of the server.
  private static Value.Obj withSystemDefaults(Value.Obj body) {
    Map<String, Value> members = new LinkedHashMap<>(body.members());
    members.replaceAll(
        (name, value) ->
            name.endsWith("_lease_ttl") && value.equals(Value.of(0)) ? Value.of("system") : value);
    return new Value.Obj(members);
  }

  private static RecordFields fields(MountKind kind) {
    return kind.isAuth() ? OF_AUTH : OF_SECRETS;
  }

  private static Value.Obj config(Value.Obj mount) {
    return ApiReply.object(mount, "config").orElse(Value.Obj.EMPTY);
  }

  private static String location(String path) {
    return path.startsWith("auth/") ? path : "mounts/" + path;
  }
}

package io.azimuth.bootstrap.imports.step;

import io.azimuth.bootstrap.client.ApiCall;
import io.azimuth.bootstrap.imports.ImportKind;
import io.azimuth.bootstrap.imports.ImportReport.Outcome;
import io.azimuth.bootstrap.imports.ImportRun;
import io.azimuth.bootstrap.imports.ImportStep;
import io.azimuth.bootstrap.imports.rule.FieldDifference;
import io.azimuth.bootstrap.imports.rule.RecordFields;
import io.azimuth.bootstrap.imports.rule.ShellWrite;
import io.azimuth.spi.api.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Configurations and roles of auth methods besides azure. Secrets of a configuration, and secret
 * ids of an approle, cannot be read.
 */
public final class MethodStep implements ImportStep {

  @Override
  public ImportKind kind() {
    return ImportKind.METHODS;
  }

  @Override
  public void run(ImportRun run) {
    run.eachMount(
        (mount, kind) -> {
          if (kind.isAuth()) {
            ImportedMethod.of(kind.type())
                .ifPresent(method -> run.item(mount, () -> copy(run, mount, method)));
          }
        });
  }

  private static void copy(ImportRun run, String mount, ImportedMethod method) {
    if (!run.isHere(mount, "roles")) {
      return;
    }
    method
        .config()
        .ifPresent(
            fields ->
                run.item(
                    mount + "config",
                    () -> config(run, mount + "config", fields, method.secret())));
    List<String> roles = run.source().list(mount + "role");
    run.each(mount + "role", roles, name -> role(run, mount + "role/" + name, method));
    if (method.hasSecretIds() && !roles.isEmpty()) {
      run.report().tell(Outcome.NOTE, mount, "secret ids cannot be read; make new ones");
    }
  }

  private static void config(
      ImportRun run,
      String path,
      RecordFields fields,
      Function<Value.Obj, Optional<String>> unreadable) {
    Optional<Value.Obj> source = run.source().read(path);
    if (source.isEmpty()) {
      return; // the mount has no configuration
    }
    run.requireKnown(fields, source.get());
    Value.Obj written = fields.written(source.get());
    Optional<Value.Obj> target = run.mounts().readHere(path);
    Optional<String> secret = unreadable.apply(source.get());
    if (target.isPresent()) {
      align(run, path, fields.differences(target.get(), source.get()), written, secret);
      return;
    }
    run.write(path, "", () -> run.target().send(ApiCall.post(path, written)));
    secret.ifPresent(
        name ->
            run.report()
                .tell(
                    Outcome.NOTE,
                    path,
                    "secrets cannot be read; if it has one, write it with everything else,"
                        + " because a write replaces the configuration",
                    List.of(command(path, written, name))));
  }

  private static void align(
      ImportRun run,
      String path,
      List<FieldDifference> differences,
      Value.Obj written,
      Optional<String> secret) {
    if (differences.isEmpty()) {
      run.report().same();
      return;
    }
    String sentence =
        differences.stream().map(FieldDifference::sentence).collect(Collectors.joining(", "));
    if (secret.isEmpty()) {
      run.change(path, sentence, () -> run.target().send(ApiCall.post(path, written)));
    } else {
      run.report()
          .tell(
              Outcome.REFUSED,
              path,
              sentence + "; a write replaces its secret, too, which cannot be read",
              List.of(command(path, written, secret.get())));
    }
  }

  private static String command(String path, Value.Obj written, String secret) {
    return "printf %s \"$SECRET\" | " + ShellWrite.of(path, written, secret + "=-");
  }

  private static void role(ImportRun run, String path, ImportedMethod method) {
    Value.Obj source = whole(run.source()::read, path, method).orElse(Value.Obj.EMPTY);
    run.requireKnown(method.roles(), source);
    run.takeOver(
        path,
        method.roles(),
        whole(run.mounts()::readHere, path, method),
        source,
        body -> run.target().send(ApiCall.post(path, body)));
  }

  private static Optional<Value.Obj> whole(
      Function<String, Optional<Value.Obj>> read, String path, ImportedMethod method) {
    Optional<Value.Obj> role = read.apply(path);
    if (role.isEmpty() || method.partOfRole().isEmpty()) {
      return role;
    }
    Map<String, Value> members = new LinkedHashMap<>(role.get().members());
    read.apply(path + "/" + method.partOfRole().get())
        .ifPresent(part -> members.putAll(part.members()));
    return Optional.of(new Value.Obj(members));
  }
}

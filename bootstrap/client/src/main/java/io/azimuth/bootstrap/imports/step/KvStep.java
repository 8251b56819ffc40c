package io.azimuth.bootstrap.imports.step;

import io.azimuth.bootstrap.client.ApiCall;
import io.azimuth.bootstrap.imports.ImportKind;
import io.azimuth.bootstrap.imports.ImportReport.Outcome;
import io.azimuth.bootstrap.imports.ImportRun;
import io.azimuth.bootstrap.imports.ImportStep;
import io.azimuth.bootstrap.imports.ItemRefusedException;
import io.azimuth.bootstrap.imports.rule.FieldShape;
import io.azimuth.bootstrap.imports.rule.ImportField;
import io.azimuth.bootstrap.imports.rule.MountKind;
import io.azimuth.bootstrap.imports.rule.RecordFields;
import io.azimuth.spi.api.Value;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Secrets, one by one, with all their versions. */
public final class KvStep implements ImportStep {

  private static final RecordFields CONFIG =
      RecordFields.of(
          List.of(
              ImportField.of("max_versions", FieldShape.NUMBER),
              ImportField.of("cas_required", FieldShape.FLAG),
              ImportField.of("delete_version_after", FieldShape.SECONDS)));

  @Override
  public ImportKind kind() {
    return ImportKind.KV;
  }

  @Override
  public void run(ImportRun run) {
    run.eachMount(
        (path, kind) -> {
          if (!kind.isAuth()) {
            run.item("secrets of " + path, () -> copy(run, path, kind));
          }
        });
  }

  private static void copy(ImportRun run, String mount, MountKind kind) {
    if (!run.isHere(mount, "secrets")) {
      return;
    }
    Optional<MountKind> target =
        Optional.ofNullable(run.mounts().ofTarget().get(mount))
            .flatMap(present -> MountKind.of(mount, present));
    if (target.isPresent() && !target.get().equals(kind)) {
      throw new ItemRefusedException(
          "the mount is %s here, not %s".formatted(target.get().label(), kind.label()));
    }
    if (kind.hasVersions()) {
      config(run, mount);
      VersionedSecrets secrets = new VersionedSecrets(run, mount);
      walk(run, mount, "metadata/", secrets::copy);
    } else {
      walk(run, mount, "", path -> plain(run, mount + path));
    }
  }

  private static void walk(ImportRun run, String mount, String listing, Consumer<String> handling) {
    int[] done = {0};
    SecretTree tree =
        new SecretTree(
            run.source(),
            mount + listing,
            (folder, reason) ->
                run.report().tell(Outcome.REFUSED, "secrets of " + mount + folder, reason));
    tree.walk(
        path -> {
          run.item(
              "secret " + mount + path,
              () -> {
                if (!path.equals(path.stripTrailing())) {
                  throw new ItemRefusedException("its name ends with a space");
                }
                handling.accept(path);
              });
          run.advance("secrets of " + mount, ++done[0]);
        });
  }

  private static void config(ImportRun run, String mount) {
    Value.Obj source = run.source().read(mount + "config").orElse(Value.Obj.EMPTY);
    Value.Obj target = run.mounts().readHere(mount + "config").orElse(Value.Obj.EMPTY);
    var differences = CONFIG.differences(target, source);
    if (!differences.isEmpty()) {
      run.align(
          "settings of " + mount,
          differences,
          body -> run.target().send(ApiCall.post(mount + "config", body)));
    }
  }

  private static void plain(ImportRun run, String path) {
    Optional<Value.Obj> source = run.source().read(path);
    if (source.isEmpty()) {
      return; // it was removed meanwhile
    }
    Optional<Value.Obj> target = run.mounts().readHere(path);
    if (target.equals(source)) {
      run.report().same();
      return;
    }
    Runnable writing = () -> run.target().send(ApiCall.post(path, source.get()));
    if (target.isPresent()) {
      run.change("secret " + path, "its data differs", writing);
    } else {
      run.write("secret " + path, "", writing);
    }
  }
}

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
    Optional<MountKind> here =
        Optional.ofNullable(run.mounts().ours().get(mount))
            .flatMap(present -> MountKind.of(mount, present));
    if (here.isPresent() && !here.get().equals(kind)) {
      throw new ItemRefusedException(
          "the mount is %s here, not %s".formatted(here.get().label(), kind.label()));
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
            run.there(),
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
    Value.Obj there = run.there().read(mount + "config").orElse(Value.Obj.EMPTY);
    Value.Obj here = run.mounts().readHere(mount + "config").orElse(Value.Obj.EMPTY);
    var differences = CONFIG.differences(here, there);
    if (!differences.isEmpty()) {
      run.align(
          "settings of " + mount,
          differences,
          body -> run.here().send(ApiCall.post(mount + "config", body)));
    }
  }

  private static void plain(ImportRun run, String path) {
    Optional<Value.Obj> there = run.there().read(path);
    if (there.isEmpty()) {
      return; // it was removed meanwhile
    }
    Optional<Value.Obj> here = run.mounts().readHere(path);
    if (here.equals(there)) {
      run.report().same();
      return;
    }
    Runnable writing = () -> run.here().send(ApiCall.post(path, there.get()));
    if (here.isPresent()) {
      run.change("secret " + path, "its data differs", writing);
    } else {
      run.write("secret " + path, "", writing);
    }
  }
}

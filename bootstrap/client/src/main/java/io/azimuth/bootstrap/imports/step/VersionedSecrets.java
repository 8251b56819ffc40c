package io.azimuth.bootstrap.imports.step;

import io.azimuth.bootstrap.client.ApiCall;
import io.azimuth.bootstrap.client.ApiReply;
import io.azimuth.bootstrap.imports.ImportRun;
import io.azimuth.bootstrap.imports.ImportServer;
import io.azimuth.bootstrap.imports.ItemRefusedException;
import io.azimuth.bootstrap.imports.rule.FieldDifference;
import io.azimuth.bootstrap.imports.rule.FieldShape;
import io.azimuth.bootstrap.imports.rule.ImportField;
import io.azimuth.bootstrap.imports.rule.RecordFields;
import io.azimuth.bootstrap.imports.rule.SecretHistory;
import io.azimuth.bootstrap.imports.rule.ShellWord;
import io.azimuth.spi.api.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Secrets with versions. A version keeps its number: where the other server has no data for a
 * number, an empty version is written and destroyed.
 */
final class VersionedSecrets {

  private static final RecordFields SETTINGS =
      RecordFields.of(
          List.of(
              ImportField.of("max_versions", FieldShape.NUMBER),
              ImportField.of("cas_required", FieldShape.FLAG),
              ImportField.of("delete_version_after", FieldShape.SECONDS),
              ImportField.of("custom_metadata", FieldShape.PAIRS)));

  private final ImportRun run;
  private final String mount;

  VersionedSecrets(ImportRun run, String mount) {
    this.run = run;
    this.mount = mount;
  }

  void copy(String path) {
    Optional<Value.Obj> shown = run.source().read(mount + "metadata/" + path);
    if (shown.isEmpty()) {
      return; // it was removed meanwhile
    }
    Optional<Value.Obj> present = run.mounts().readHere(mount + "metadata/" + path);
    SecretHistory sourceHistory = withoutDeleted(path, shown.get());
    boolean renumbered = sourceHistory.fillers() > SecretHistory.MOST_FILLERS;
    if (renumbered && !run.request().renumber()) {
      throw new ItemRefusedException(
          "%d of its version numbers have no data; --renumber numbers its versions from 1"
              .formatted(sourceHistory.fillers()));
    }
    List<Integer> plan = sourceHistory.plan(renumbered);
    SecretHistory targetHistory = SecretHistory.of(present.orElse(Value.Obj.EMPTY));
    if (targetHistory.current() > plan.size()) {
      throw new ItemRefusedException(
          "this server has version %d of it, the other one %d; it stays as it is here"
              .formatted(targetHistory.current(), plan.size()));
    }
    compareVersions(path, targetHistory, plan);
    List<FieldDifference> settings =
        SETTINGS.differences(present.orElse(Value.Obj.EMPTY), shown.get());
    write(path, present.map(metadata -> targetHistory), settings, plan);
  }

  // A version with a time of deletion can be read until then; only the server knows what time it
  // is.
  private SecretHistory withoutDeleted(String path, Value.Obj metadata) {
    SecretHistory history = SecretHistory.of(metadata);
    SecretHistory readable = history;
    for (int number : history.live()) {
      if (endsSometime(metadata, number) && data(run.source(), path, number).isEmpty()) {
        readable = readable.withDeleted(number);
      }
    }
    return readable;
  }

  private static boolean endsSometime(Value.Obj metadata, int number) {
    return ApiReply.object(metadata, "versions")
        .flatMap(versions -> ApiReply.object(versions, String.valueOf(number)))
        .flatMap(version -> RecordFields.text(version, "deletion_time"))
        .isPresent();
  }

  private void compareVersions(String path, SecretHistory targetHistory, List<Integer> plan) {
    for (int number : targetHistory.live()) {
      int sourceNumber = plan.get(number - 1);
      if (sourceNumber == 0) {
        continue; // destroyed or deleted on the other server: there is nothing to compare
      }
      Optional<Value> targetData = data(run.target(), path, number);
      if (targetData.isPresent() && !targetData.equals(data(run.source(), path, sourceNumber))) {
        throw new ItemRefusedException(
            "version %d has other data here; remove it with azimuth kv metadata delete %s, if it"
                    .formatted(number, ShellWord.of(mount + path))
                + " is not needed, and import again");
      }
    }
  }

  private void write(
      String path,
      Optional<SecretHistory> present,
      List<FieldDifference> settings,
      List<Integer> plan) {
    int current = present.map(SecretHistory::current).orElse(0);
    List<Integer> leftovers =
        present.map(targetHistory -> leftovers(path, targetHistory, plan)).orElse(List.of());
    int missing = plan.size() - current;
    if (present.isPresent() && settings.isEmpty() && leftovers.isEmpty() && missing == 0) {
      run.report().same();
      return;
    }
    List<String> what = new ArrayList<>();
    if (missing > 0) {
      what.add(missing == 1 ? "1 version" : missing + " versions");
    }
    long empty = plan.subList(current, plan.size()).stream().filter(n -> n == 0).count();
    if (empty > 0) {
      what.add(empty + " of them without data");
    }
    if (!leftovers.isEmpty()) {
      what.add("destroys the empty versions of an import that did not end");
    }
    settings.stream()
        .map(one -> present.isEmpty() || isPrivate(one) ? one.name() : one.sentence())
        .forEach(what::add);
    Runnable writing =
        () -> {
          settings(path, present.isEmpty() && plan.isEmpty(), settings);
          versions(path, current, plan);
          destroy(path, plan);
        };
    String item = "secret " + mount + path;
    if (present.isPresent()) {
      run.change(item, String.join(", ", what), writing);
    } else {
      run.write(item, String.join(", ", what), writing);
    }
  }

  private static boolean isPrivate(FieldDifference setting) {
    return setting.name().equals("custom_metadata");
  }

  private void settings(String path, boolean bare, List<FieldDifference> settings) {
    if (bare || !settings.isEmpty()) {
      run.target().send(ApiCall.post(mount + "metadata/" + path, RecordFields.written(settings)));
    }
  }

  // With check-and-set, so that a version that somebody else writes meanwhile is never followed by
  // an older one.
  private void versions(String path, int current, List<Integer> plan) {
    for (int number = current + 1; number <= plan.size(); number++) {
      int sourceNumber = plan.get(number - 1);
      Value data = sourceNumber == 0 ? Value.Obj.EMPTY : sourceData(path, sourceNumber);
      Value options = Value.Obj.builder().put("cas", number - 1).build();
      Value body = Value.Obj.builder().put("options", options).put("data", data).build();
      run.target().send(ApiCall.post(mount + "data/" + path, body));
    }
  }

  private Value sourceData(String path, int number) {
    return data(run.source(), path, number)
        .orElseThrow(
            () ->
                new ItemRefusedException(
                    "version %d was deleted on the other server meanwhile; import again"
                        .formatted(number)));
  }

  private void destroy(String path, List<Integer> plan) {
    if (!plan.contains(0)) {
      return;
    }
    SecretHistory now =
        SecretHistory.of(run.target().read(mount + "metadata/" + path).orElse(Value.Obj.EMPTY));
    List<Integer> empty = leftovers(path, now, plan);
    if (!empty.isEmpty()) {
      List<Value> numbers = empty.stream().<Value>map(Value::of).toList();
      Value body = Value.Obj.builder().put("versions", new Value.Items(numbers)).build();
      run.target().send(ApiCall.post(mount + "destroy/" + path, body));
    }
  }

  /** The versions here that are empty, still there, and fill a number without data. */
  private List<Integer> leftovers(String path, SecretHistory targetHistory, List<Integer> plan) {
    List<Integer> empty = new ArrayList<>();
    for (int number : targetHistory.live()) {
      if (number <= plan.size()
          && plan.get(number - 1) == 0
          && data(run.target(), path, number).filter(Value.Obj.EMPTY::equals).isPresent()) {
        empty.add(number);
      }
    }
    return empty;
  }

  private Optional<Value> data(ImportServer server, String path, int number) {
    Value.Obj shown =
        server
            .send(ApiCall.get(mount + "data/" + path).with("version", String.valueOf(number)))
            .data();
    return shown.get("data").filter(data -> !data.equals(Value.NULL));
  }
}

package io.azimuth.bootstrap.imports;

import io.azimuth.bootstrap.client.ClientException;
import io.azimuth.bootstrap.imports.ImportReport.Outcome;
import io.azimuth.bootstrap.imports.rule.FieldDifference;
import io.azimuth.bootstrap.imports.rule.MountKind;
import io.azimuth.bootstrap.imports.rule.RecordFields;
import io.azimuth.spi.api.Value;
import java.io.PrintWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** One run of an import: both servers, what is wanted, and the report about it. */
public final class ImportRun {

  private static final int PROGRESS = 100;

  private final ImportServer source;
  private final ImportServer target;
  private final ImportRequest request;
  private final ImportReport report;
  private final PrintWriter progress;
  private final ImportMounts mounts;
  private final Map<String, String> entityNames = new HashMap<>();

  /**
   * Creates a run.
   *
   * @param source the server that is read
   * @param target the server that is written
   * @param progress takes a line now and then
   */
  public ImportRun(
      ImportServer source,
      ImportServer target,
      ImportRequest request,
      ImportReport report,
      PrintWriter progress) {
    this.source = source;
    this.target = target;
    this.request = request;
    this.report = report;
    this.progress = progress;
    this.mounts = new ImportMounts(source, target);
  }

  public ImportServer source() {
    return source;
  }

  public ImportServer target() {
    return target;
  }

  /** What the operator asks for. */
  public ImportRequest request() {
    return request;
  }

  public ImportReport report() {
    return report;
  }

  /** The mounts of both servers. */
  public ImportMounts mounts() {
    return mounts;
  }

  /** Remembers that an entity of the other server has another name here. */
  public void renameEntity(String source, String target) {
    if (!source.equals(target)) {
      entityNames.put(source, target);
    }
  }

  /** The name here of an entity of the other server. */
  public String entityName(String source) {
    return entityNames.getOrDefault(source, source);
  }

  /**
   * Runs all steps that are wanted.
   *
   * @throws ClientException if a server refuses to list its mounts, cannot be reached or stays busy
   */
  public void run(List<ImportStep> steps) {
    try {
      mounts.ofSource();
      mounts.ofTarget();
    } catch (ItemRefusedException e) {
      throw new ClientException("Error reading the mounts: " + e.reason(), e);
    }
    request.mounts().stream()
        .filter(path -> !mounts.ofSource().containsKey(path))
        .forEach(
            path ->
                report.tell(
                    Outcome.REFUSED, "mount " + path, "the server to read has no such mount"));
    for (ImportStep step : steps) {
      if (request.wants(step.kind())) {
        progress.println("importing: " + step.kind().label());
        try {
          step.run(this);
        } catch (ItemRefusedException e) {
          report.tell(Outcome.REFUSED, step.kind().label(), e.reason());
        }
      }
    }
    report.end();
  }

  /** Handles each mount of the other server that is wanted and of a kind that can be taken over. */
  public void eachMount(BiConsumer<String, MountKind> handling) {
    mounts
        .ofSource()
        .forEach(
            (path, shown) ->
                MountKind.of(path, shown)
                    .filter(kind -> request.wantsMount(path))
                    .ifPresent(kind -> handling.accept(path, kind)));
  }

  /** Whether the mount is here, or would be; otherwise reports that its content is left out. */
  public boolean isHere(String mount, String content) {
    boolean expected = mounts.isExpected(mount);
    if (!expected) {
      report.tell(Outcome.LEFT_OUT, content + " of " + mount, "the mount is not here");
    }
    return expected;
  }

  /** Handles one item. Reports a refusal and goes on. */
  public void item(String name, Runnable handling) {
    try {
      handling.run();
    } catch (ItemRefusedException e) {
      report.tell(Outcome.REFUSED, name, e.reason());
    }
  }

  /** Handles items one by one, in the same way, and reports the progress. */
  public void each(String kind, List<String> names, Consumer<String> handling) {
    int done = 0;
    for (String name : names) {
      item(kind + " " + name, () -> handling.accept(name));
      advance(kind, ++done);
    }
  }

  /** Reports the progress now and then. */
  public void advance(String what, int done) {
    if (done % PROGRESS == 0) {
      progress.println("importing: " + what + ": " + done);
    }
  }

  /** Writes, or only reports that it would. Reports nothing when the server refuses the write. */
  public void write(String item, String sentence, Runnable writing) {
    act(Outcome.WRITE, item, sentence, writing);
  }

  /** Changes, or only reports that it would. Reports nothing when the server refuses the change. */
  public void change(String item, String sentence, Runnable changing) {
    act(Outcome.CHANGE, item, sentence, changing);
  }

  private void act(Outcome outcome, String item, String sentence, Runnable acting) {
    if (request.apply()) {
      acting.run();
    }
    report.tell(outcome, item, sentence);
  }

  /**
   * Writes a record that is not here yet, or makes the one that is here the same.
   *
   * @param writing takes the members to write
   */
  public void takeOver(
      String item,
      RecordFields fields,
      Optional<Value.Obj> target,
      Value.Obj source,
      Consumer<Value.Obj> writing) {
    if (target.isPresent()) {
      align(item, fields.differences(target.get(), source), writing);
    } else {
      write(item, "", () -> writing.accept(fields.written(source)));
    }
  }

  /**
   * Refuses a record of the other server that has members without a counterpart here.
   *
   * @throws ItemRefusedException naming them
   */
  public void requireKnown(RecordFields fields, Value.Obj source) {
    List<String> unknown = fields.unknown(source);
    if (!unknown.isEmpty()) {
      throw new ItemRefusedException("not served here: " + String.join(", ", unknown));
    }
  }

  /**
   * Makes a record that is here the same.
   *
   * @param writing takes the members to write
   */
  public void align(String item, List<FieldDifference> differences, Consumer<Value.Obj> writing) {
    if (differences.isEmpty()) {
      report.same();
      return;
    }
    String sentence =
        differences.stream().map(FieldDifference::sentence).collect(Collectors.joining(", "));
    change(item, sentence, () -> writing.accept(RecordFields.written(differences)));
  }
}

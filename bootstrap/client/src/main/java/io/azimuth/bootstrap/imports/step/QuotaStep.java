package io.azimuth.bootstrap.imports.step;

import io.azimuth.bootstrap.client.ApiCall;
import io.azimuth.bootstrap.imports.ImportKind;
import io.azimuth.bootstrap.imports.ImportReport.Outcome;
import io.azimuth.bootstrap.imports.ImportRun;
import io.azimuth.bootstrap.imports.ImportStep;
import io.azimuth.bootstrap.imports.rule.FieldShape;
import io.azimuth.bootstrap.imports.rule.ImportField;
import io.azimuth.bootstrap.imports.rule.RecordFields;
import io.azimuth.spi.api.Value;
import java.util.List;
import java.util.Optional;

/** Rate-limit quotas. */
public final class QuotaStep implements ImportStep {

  private static final String PATH = "sys/quotas/rate-limit";

  private static final RecordFields FIELDS =
      RecordFields.of(
          List.of(
              ImportField.of("path", FieldShape.TEXT),
              ImportField.of("rate", FieldShape.NUMBER),
              ImportField.of("interval", FieldShape.SECONDS).orElse(Value.of(1)),
              ImportField.of("block_interval", FieldShape.SECONDS),
              ImportField.of("role", FieldShape.TEXT),
              ImportField.of("group_by", FieldShape.TEXT).orElse(Value.of("ip")),
              ImportField.of("secondary_rate", FieldShape.NUMBER)),
          "name",
          "type",
          "inheritable");

  @Override
  public ImportKind kind() {
    return ImportKind.QUOTAS;
  }

  @Override
  public void run(ImportRun run) {
    run.each("quota", run.source().list(PATH), name -> handle(run, name));
  }

  private static void handle(ImportRun run, String name) {
    String path = PATH + "/" + name;
    Value.Obj source = run.source().read(path).orElse(Value.Obj.EMPTY);
    run.requireKnown(FIELDS, source);
    Optional<Value.Obj> target = run.target().read(path);
    run.takeOver(
        "quota " + name,
        FIELDS,
        target,
        source,
        body -> run.target().send(ApiCall.post(path, body)));
    if (target.isPresent() || run.request().apply()) {
      return;
    }
    run.mounts().ofSource().keySet().stream()
        .filter(mount -> RecordFields.text(source, "path").orElse("").startsWith(mount))
        .filter(mount -> !run.mounts().isExpected(mount))
        .forEach(
            mount ->
                run.report()
                    .tell(Outcome.NOTE, "quota " + name, "it needs the mount " + mount + " here"));
  }
}

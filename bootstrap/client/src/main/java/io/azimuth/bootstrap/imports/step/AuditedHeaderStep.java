package io.azimuth.bootstrap.imports.step;

import io.azimuth.bootstrap.client.ApiCall;
import io.azimuth.bootstrap.client.ApiReply;
import io.azimuth.bootstrap.imports.ImportKind;
import io.azimuth.bootstrap.imports.ImportRun;
import io.azimuth.bootstrap.imports.ImportServer;
import io.azimuth.bootstrap.imports.ImportStep;
import io.azimuth.bootstrap.imports.rule.FieldShape;
import io.azimuth.bootstrap.imports.rule.ImportField;
import io.azimuth.bootstrap.imports.rule.RecordFields;
import io.azimuth.spi.api.Value;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Request headers that audit devices record. */
public final class AuditedHeaderStep implements ImportStep {

  private static final String PATH = "sys/config/auditing/request-headers";
  private static final RecordFields FIELDS =
      RecordFields.of(List.of(ImportField.of("hmac", FieldShape.FLAG)));

  @Override
  public ImportKind kind() {
    return ImportKind.HEADERS;
  }

  @Override
  public void run(ImportRun run) {
    Map<String, Value.Obj> target = headers(run.target());
    headers(run.source())
        .forEach(
            (name, source) ->
                run.item(
                    "audited header " + name,
                    () -> handle(run, name, Optional.ofNullable(target.get(name)), source)));
  }

  private static void handle(
      ImportRun run, String name, Optional<Value.Obj> target, Value.Obj source) {
    run.takeOver(
        "audited header " + name,
        FIELDS,
        target,
        source,
        body -> run.target().send(ApiCall.put(PATH + "/" + name, body)));
  }

  private static Map<String, Value.Obj> headers(ImportServer server) {
    Map<String, Value.Obj> headers = new TreeMap<>();
    server
        .read(PATH)
        .flatMap(data -> ApiReply.object(data, "headers"))
        .orElse(Value.Obj.EMPTY)
        .members()
        .forEach(
            (name, header) -> {
              if (header instanceof Value.Obj settings) {
                headers.put(name.toLowerCase(Locale.ROOT), settings);
              }
            });
    return headers;
  }
}

package io.azimuth.adapters.storage.audit;

import io.azimuth.adapters.storage.json.ValueJson;
import io.azimuth.spi.api.Value;
import java.util.Arrays;

/** Writes a record as one line of JSON, with a line end. */
final class JsonLine {

  private JsonLine() {}

  static byte[] of(Value.Obj auditRecord) {
    byte[] json = ValueJson.write(auditRecord);
    byte[] line = Arrays.copyOf(json, json.length + 1);
    line[json.length] = '\n';
    return line;
  }
}

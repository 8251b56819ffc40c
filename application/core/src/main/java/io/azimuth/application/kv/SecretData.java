package io.azimuth.application.kv;

import io.azimuth.spi.api.Value;
import java.util.Optional;

/** What is secret, as a record; the same with and without versions, so that one becomes another. */
final class SecretData {

  private static final String DATA = "data";

  private SecretData() {}

  static Value.Obj record(Value data) {
    return Value.Obj.builder().put(DATA, data).build();
  }

  static Optional<Value> of(Value.Obj stored) {
    return stored.get(DATA);
  }
}

package io.azimuth.application.kv;

import io.azimuth.spi.api.Value;
import java.util.Optional;

/**
 * The data of a secret as a record. KV v1 and KV v2 store the same form, so that a mount can be
 * upgraded.
 */
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

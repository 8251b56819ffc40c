package io.azimuth.testkit.store;

import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.Value;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** How much one unit of work may stage; about as long as the records would be when stored. */
final class FakeSizes {

  private static final int MAX_RECORDS = 1_000;
  private static final int MAX_RECORD_BYTES = 1 << 20;
  private static final int MAX_BYTES = 8 << 20;
  private static final int ENVELOPE = 64; // what encryption and a record's format add

  private final Map<String, Integer> staged = new HashMap<>();
  private long bytes;

  /** Counts a write; it takes the place of an earlier one of the key. */
  void add(String key, Optional<Object> value) {
    int size = value.map(it -> bytes(it) + ENVELOPE).orElse(0);
    if (size > MAX_RECORD_BYTES) {
      throw new RefusedException(ErrorCategory.TOO_LARGE, "the record would have more than 1 MiB");
    }
    Integer earlier = staged.put(key, size);
    bytes += earlier == null ? size + FakeKeys.bytes(key).length : size - earlier;
    if (staged.size() > MAX_RECORDS) {
      throw tooMuch("1,000 records");
    }
    if (bytes > MAX_BYTES) {
      throw tooMuch("8 MiB");
    }
  }

  private static RefusedException tooMuch(String what) {
    return new RefusedException(
        ErrorCategory.TOO_LARGE,
        "this would change more than " + what + " at once: do it in smaller steps");
  }

  private static int bytes(Object value) {
    return value instanceof Value json ? json(json) : FakeKeys.bytes(value.toString()).length;
  }

  private static int json(Value value) {
    if (value instanceof Value.Obj object) {
      return 2
          + object.members().entrySet().stream()
              .mapToInt(it -> FakeKeys.bytes(it.getKey()).length + 4 + json(it.getValue()))
              .sum();
    }
    if (value instanceof Value.Items items) {
      return 2 + items.values().stream().mapToInt(it -> json(it) + 1).sum();
    }
    if (value instanceof Value.Text text) {
      return 2 + FakeKeys.bytes(text.text()).length;
    }
    return value instanceof Value.Num number ? number.literal().length() : 5;
  }
}

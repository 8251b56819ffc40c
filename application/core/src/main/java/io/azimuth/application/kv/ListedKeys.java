package io.azimuth.application.kv;

import io.azimuth.spi.api.Answer;
import io.azimuth.spi.route.Call;
import io.azimuth.spi.route.Field;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The page of a list of keys that a request asks for. */
final class ListedKeys {

  private static final Field<String> AFTER =
      Field.text("after", "the key that the list begins behind");
  private static final Field<Integer> LIMIT =
      Field.number("limit", 0, "how many keys are listed at most; all, unless it is positive");

  /** The parameters of a list. */
  static final List<Field<?>> FIELDS = List.of(AFTER, LIMIT);

  private ListedKeys() {}

  /**
   * The keys, which are in order, from the one after {@code after}; "not found" if none is left.
   */
  static Answer of(Call call, List<String> keys) {
    String after = call.fields().value(AFTER);
    int limit = call.fields().value(LIMIT);
    Stream<String> left = keys.stream().filter(key -> after.isEmpty() || isBehind(key, after));
    return Answer.keys((limit > 0 ? left.limit(limit) : left).toList());
  }

  // Keys are in the order of their bytes, which is not that of Java's characters.
  private static boolean isBehind(String key, String after) {
    return Arrays.compareUnsigned(
            key.getBytes(StandardCharsets.UTF_8), after.getBytes(StandardCharsets.UTF_8))
        > 0;
  }
}

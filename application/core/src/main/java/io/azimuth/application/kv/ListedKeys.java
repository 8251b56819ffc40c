package io.azimuth.application.kv;

import io.azimuth.spi.api.Answer;
import io.azimuth.spi.route.CallInput;
import io.azimuth.spi.route.Field;
import java.util.List;
import java.util.Optional;

/** The part of a folder that the request for a list of its keys asks for. */
final class ListedKeys {

  private static final Field<String> AFTER =
      Field.text("after", "the key that the list begins behind");
  private static final Field<Integer> LIMIT =
      Field.number("limit", 0, "how many keys are listed at most; all, unless it is positive");

  static final List<Field<?>> FIELDS = List.of(AFTER, LIMIT);

  @FunctionalInterface
  interface Folder {

    /** The first {@code limit} keys that come after the given one, in the order of their bytes. */
    List<String> keys(String folder, Optional<String> after, int limit);
  }

  private ListedKeys() {}

  /** The keys in their order; "not found" when none is left. */
  static Answer of(CallInput call, Folder secrets) {
    String after = call.fields().value(AFTER);
    int limit = call.fields().value(LIMIT);
    return Answer.keys(
        secrets.keys(
            SecretPath.folder(call),
            Optional.of(after).filter(key -> !key.isEmpty()),
            limit > 0 ? limit : Integer.MAX_VALUE));
  }
}

package io.azimuth.application.backend.identity;

import io.azimuth.application.api.Answer;
import io.azimuth.application.api.RefusedException;
import io.azimuth.application.api.Value;
import io.azimuth.application.route.Field;
import io.azimuth.application.route.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A part of a list.
 *
 * @param after the key that it begins behind; empty begins
 * @param limit how many keys it has at most
 */
record ListPage(Optional<String> after, int limit) {

  static final Field<String> AFTER = Field.text("after", "the key that the page begins behind");
  static final Field<Integer> LIMIT =
      Field.number("limit", 0, "how many keys the page has at most; all, unless it is positive");

  static ListPage of(Fields fields) {
    int limit = fields.value(LIMIT);
    return new ListPage(IdentityFields.text(fields, AFTER), limit > 0 ? limit : Integer.MAX_VALUE);
  }

  /** The part of these keys with what is to be known of each; none at all is not found. */
  Answer of(Map<String, Value> infoByKey) {
    NavigableMap<String, Value> sorted = new TreeMap<>(infoByKey);
    Map<String, Value> behind = after.isPresent() ? sorted.tailMap(after.get(), false) : sorted;
    List<String> keys = new ArrayList<>();
    Value.Builder info = Value.Obj.builder();
    behind.entrySet().stream()
        .limit(limit)
        .forEach(
            entry -> {
              keys.add(entry.getKey());
              info.put(entry.getKey(), entry.getValue());
            });
    return keys.isEmpty()
        ? new Answer.NotFound()
        : Answer.data(Value.Obj.builder().put("keys", keys).put("key_info", info.build()).build());
  }

  /** Refuses more than so many of something in one request. */
  static void atMost(int limit, List<?> things, String what) {
    if (things.size() > limit) {
      throw RefusedException.invalid("at most " + limit + " " + what + " at once");
    }
  }
}

package io.azimuth.application.identity.backend;

import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.Field;
import io.azimuth.spi.route.Fields;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * One page of a list and the entries collected for it, in order of keys. It never holds more than
 * the page.
 */
final class ListPage {

  static final Field<String> AFTER = Field.text("after", "the key that the page begins behind");
  static final Field<Integer> LIMIT =
      Field.number("limit", 0, "how many keys the page has at most; all, unless it is positive");

  /** The most keys of one answer: with the details of each they take some 40 MB. */
  static final int MOST = 20_000;

  private final Optional<String> after;
  private final int limit;
  private final NavigableMap<String, Value> infoByKey = new TreeMap<>();

  private ListPage(Optional<String> after, int limit) {
    this.after = after;
    this.limit = limit;
  }

  /** The source of the listed entries. */
  @FunctionalInterface
  interface Source<T> {

    /** Adds all entries, or at least those that the page can hold. */
    void each(UnitOfWork work, ListPage page, Consumer<T> consumer);
  }

  static ListPage of(Fields fields) {
    int limit = fields.value(LIMIT);
    return new ListPage(IdentityFields.text(fields, AFTER), limit > 0 ? limit : Integer.MAX_VALUE);
  }

  /** The key that the page begins after; empty for the first page. */
  Optional<String> after() {
    return after;
  }

  int limit() {
    return limit;
  }

  /**
   * Adds the key if it belongs to the page, as far as is known so far.
   *
   * @throws RefusedException when the answer would be too long
   */
  void add(String key, Supplier<Value.Obj> info) {
    if (after.filter(last -> key.compareTo(last) <= 0).isPresent()) {
      return;
    }
    if (infoByKey.size() < limit) {
      if (infoByKey.size() == MOST) {
        throw RefusedException.invalid(
            "there are more than 20,000: list them in pages, with after and limit");
      }
      infoByKey.put(key, info.get());
    } else if (key.compareTo(infoByKey.lastKey()) < 0) {
      infoByKey.pollLastEntry();
      infoByKey.put(key, info.get());
    }
  }

  /** The keys with the details of each; "not found" when there are none. */
  Answer answer() {
    if (infoByKey.isEmpty()) {
      return new Answer.NotFound();
    }
    Value.Builder info = Value.Obj.builder();
    infoByKey.forEach(info::put);
    return Answer.data(
        Value.Obj.builder()
            .put("keys", List.copyOf(infoByKey.keySet()))
            .put("key_info", info.build())
            .build());
  }

  /** Refuses more than {@code limit} things in one request. */
  static void atMost(int limit, List<?> things, String what) {
    if (things.size() > limit) {
      throw RefusedException.invalid("at most " + limit + " " + what + " at once");
    }
  }
}

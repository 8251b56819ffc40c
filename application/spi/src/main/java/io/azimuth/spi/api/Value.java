package io.azimuth.spi.api;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A JSON value, independent of any library. Immutable. Numbers keep the text in which they were
 * written, so that nothing is rounded.
 */
public sealed interface Value {

  /** The only null value. */
  Value NULL = new Null();

  /** An object whose members keep their order. */
  record Obj(Map<String, Value> members) implements Value {

    /** An object without members. */
    public static final Obj EMPTY = new Obj(Map.of());

    public Obj {
      members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    }

    /** The member of that name; empty when it is missing. {@link Null} counts as present. */
    public Optional<Value> get(String name) {
      return Optional.ofNullable(members.get(name));
    }

    /** A builder of an object. */
    public static Builder builder() {
      return new Builder();
    }
  }

  /** A list. */
  record Items(List<Value> values) implements Value {

    public Items {
      values = List.copyOf(values);
    }
  }

  /** A text. */
  record Text(String text) implements Value {

    public Text {
      Objects.requireNonNull(text, "text");
    }
  }

  /**
   * A number as it was written.
   *
   * @param literal a JSON number; its exponent is never expanded
   */
  record Num(String literal) implements Value {

    private static final Pattern JSON =
        Pattern.compile("-?(?:0|[1-9][0-9]*+)(?:\\.[0-9]++)?(?:[eE][+-]?[0-9]++)?");

    /** Refuses a text that is no JSON number with an {@link IllegalArgumentException}. */
    public Num {
      if (!isWhole(literal) && !JSON.matcher(literal).matches()) {
        throw new IllegalArgumentException("not a JSON number");
      }
    }

    // Nearly all numbers have digits only and no leading zero: those need no pattern.
    private static boolean isWhole(String literal) {
      if (literal.isEmpty() || (literal.length() > 1 && literal.charAt(0) == '0')) {
        return false;
      }
      for (int i = 0; i < literal.length(); i++) {
        if (literal.charAt(i) < '0' || literal.charAt(i) > '9') {
          return false;
        }
      }
      return true;
    }
  }

  /** True or false. */
  record Bool(boolean on) implements Value {}

  /** Null. */
  record Null() implements Value {}

  /** The text as a value. */
  static Value of(String text) {
    return new Text(text);
  }

  /** The number as a value. */
  static Value of(long number) {
    return new Num(Long.toString(number));
  }

  /** The number as a value; it must be finite. */
  static Value of(double number) {
    if (!Double.isFinite(number)) {
      throw new IllegalArgumentException("JSON has no such number");
    }
    double size = Math.abs(number);
    return new Num(
        size == 0 || (size >= 1e-6 && size < 1e15)
            ? BigDecimal.valueOf(number).stripTrailingZeros().toPlainString()
            : Double.toString(number));
  }

  /** The flag as a value. */
  static Value of(boolean on) {
    return new Bool(on);
  }

  /** The texts as a list. */
  static Value of(Iterable<String> texts) {
    List<Value> values = new ArrayList<>();
    texts.forEach(text -> values.add(new Text(text)));
    return new Items(values);
  }

  /** The texts by key as an object. */
  static Value of(Map<String, String> texts) {
    Builder builder = new Builder();
    texts.forEach(builder::put);
    return builder.build();
  }

  /** Adds members in order. Belongs to {@link Obj}; not for use by two threads at once. */
  final class Builder {

    private final Map<String, Value> members = new LinkedHashMap<>();

    Builder() {}

    /** Adds or replaces a member. */
    public Builder put(String name, Value value) {
      members.put(name, value);
      return this;
    }

    /** Adds a text. */
    public Builder put(String name, String text) {
      return put(name, Value.of(text));
    }

    /** Adds a number. */
    public Builder put(String name, long number) {
      return put(name, Value.of(number));
    }

    /** Adds a flag. */
    public Builder put(String name, boolean on) {
      return put(name, Value.of(on));
    }

    /** Adds a list of texts. */
    public Builder put(String name, Iterable<String> texts) {
      return put(name, Value.of(texts));
    }

    /** Adds a text where there is one. */
    public Builder putIfPresent(String name, Optional<String> text) {
      text.ifPresent(t -> put(name, t));
      return this;
    }

    /** The object with all members that were added so far. */
    public Obj build() {
      return new Obj(members);
    }
  }
}

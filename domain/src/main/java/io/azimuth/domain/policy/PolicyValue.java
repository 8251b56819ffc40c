package io.azimuth.domain.policy;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The value of a request parameter as parameter rules see it. Request values may be secret: texts
 * and numbers are redacted in {@code toString}.
 */
public sealed interface PolicyValue {

  /** The value as one text, if it is a text, a number or a truth value. */
  default Optional<String> scalar() {
    return Optional.empty();
  }

  /** A text. */
  record Text(String text) implements PolicyValue {
    @Override
    public Optional<String> scalar() {
      return Optional.of(text);
    }

    @Override
    public String toString() {
      return "Text[…]";
    }
  }

  /**
   * A number; {@code 1}, {@code 1.0} and {@code 10e-1} are equal.
   *
   * @param digits as JSON writes it
   */
  record Decimal(String digits) implements PolicyValue {
    private static final Pattern NUMBER =
        Pattern.compile("-?+[0-9]++(?:\\.[0-9]++)?+(?:[eE][+-]?+[0-9]++)?+");

    /** Refuses what is not a number. */
    public Decimal {
      if (!NUMBER.matcher(digits).matches()) {
        throw new IllegalArgumentException("not a number");
      }
    }

    @Override
    public Optional<String> scalar() {
      return Optional.of(digits);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Decimal decimal
          && DecimalForm.of(digits).equals(DecimalForm.of(decimal.digits));
    }

    @Override
    public int hashCode() {
      return DecimalForm.of(digits).hashCode();
    }

    @Override
    public String toString() {
      return "Decimal[…]";
    }
  }

  /** A truth value. */
  record Bool(boolean value) implements PolicyValue {
    @Override
    public Optional<String> scalar() {
      return Optional.of(Boolean.toString(value));
    }
  }

  /** JSON's {@code null}. */
  record Null() implements PolicyValue {}

  /** A list; equal to a list of equal values in the same order. */
  record Items(List<PolicyValue> values) implements PolicyValue {
    /** Keeps a copy. */
    public Items {
      values = List.copyOf(values);
    }
  }

  /** An object; the order of its members does not count. */
  record Fields(Map<String, PolicyValue> members) implements PolicyValue {
    /** Keeps a copy. */
    public Fields {
      members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    }
  }
}

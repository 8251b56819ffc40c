package io.azimuth.domain.hcl;

import java.util.List;

/** What follows {@code =}, or an element of a list. Texts are redacted in {@code toString}. */
public sealed interface HclValue {

  /** Where the value begins. */
  Position position();

  /** The kind of value, as a noun for an error sentence: {@code a text}, {@code a list} ... */
  String kind();

  /** A quoted text or a heredoc, its escapes resolved; always valid UTF-16. */
  record Text(String text, Position position) implements HclValue {
    @Override
    public String kind() {
      return "a text";
    }

    @Override
    public String toString() {
      return "Text[" + text.length() + " characters, " + position + "]";
    }
  }

  /**
   * A decimal number.
   *
   * @param digits as written, exponent included; never expanded
   */
  record Decimal(String digits, Position position) implements HclValue {
    @Override
    public String kind() {
      return "a number";
    }

    @Override
    public String toString() {
      return "Decimal[" + position + "]";
    }
  }

  /** {@code true} or {@code false}. */
  record Bool(boolean value, Position position) implements HclValue {
    @Override
    public String kind() {
      return "true or false";
    }
  }

  /** {@code [ … ]}. */
  record Items(List<HclValue> values, Position position) implements HclValue {
    /** Keeps a copy of the list. */
    public Items {
      values = List.copyOf(values);
    }

    @Override
    public String kind() {
      return "a list";
    }
  }

  /** {@code { … }} as a value. */
  record Table(HclBody body, Position position) implements HclValue {
    @Override
    public String kind() {
      return "an object";
    }
  }
}

package io.azimuth.bootstrap.logging;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** The values of facts as text, each with a greatest length. */
final class FactText {

  /** In characters, for a message. */
  static final int MOST_IN_MESSAGE = 4_096;

  /** In characters, for one text. */
  static final int MOST_CHARACTERS = 1_024;

  /** In one list, each with at most {@link #MOST_IN_LIST} characters. */
  static final int MOST_VALUES = 64;

  private static final int MOST_IN_LIST = 512;

  private static final String CUT = "…";

  private FactText() {}

  /** The value itself, or the placeholder for none. */
  static Object known(Object value) {
    return Objects.requireNonNullElse(value, "null");
  }

  /** The text of a value; that of a list in brackets. */
  static String of(Object value) {
    return value instanceof Collection<?> values
        ? texts(values).toString()
        : cut(raw(value), MOST_CHARACTERS);
  }

  /** For a message: more of a text, because no fact follows. */
  static String inSentence(Object value) {
    return value instanceof Collection<?> values ? texts(values).toString() : message(raw(value));
  }

  static List<String> texts(Collection<?> values) {
    List<String> texts = new ArrayList<>();
    for (Object one : values) {
      if (texts.size() == MOST_VALUES) {
        texts.add(CUT);
        break;
      }
      texts.add(cut(raw(one), MOST_IN_LIST));
    }
    return texts;
  }

  /** For a line of text, where a comma ends the fact. */
  static String inList(Object value) {
    return escaped(value, "\"=,");
  }

  /** For a line of text, where a space ends the fact. */
  static String afterSpace(Object value) {
    return escaped(value, "\"=, ");
  }

  /** The message of an exception or a record, cut with a mark when it is too long. */
  static String message(String text) {
    return cut(text, MOST_IN_MESSAGE);
  }

  private static String cut(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    boolean inPair = Character.isHighSurrogate(text.charAt(most - 1));
    return text.substring(0, inPair ? most - 1 : most) + CUT;
  }

  private static String escaped(Object value, String ambiguous) {
    return value instanceof Collection<?> values
        ? texts(values).stream()
            .map(one -> Escaping.unambiguous(one, "\"=,[]"))
            .collect(Collectors.joining(", ", "[", "]"))
        : Escaping.unambiguous(cut(raw(value), MOST_CHARACTERS), ambiguous);
  }

  // What a plugin hands over may break: the call that logs must not.
  private static String raw(Object value) {
    try {
      return String.valueOf(value);
    } catch (RuntimeException e) {
      return "(" + e.getClass().getSimpleName() + ")";
    }
  }
}

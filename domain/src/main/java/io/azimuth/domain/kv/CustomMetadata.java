package io.azimuth.domain.kv;

import io.azimuth.domain.text.Checked;
import io.azimuth.domain.text.Quoted;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The custom metadata of a secret, which users write. */
public final class CustomMetadata {

  private static final int MAX_KEYS = 64;
  private static final int MAX_KEY = 128;
  private static final int MAX_VALUE = 512;

  private CustomMetadata() {}

  /** The metadata, or everything that is wrong with it; values are not repeated. */
  public static Checked<Map<String, String>> check(Map<String, String> notes) {
    List<String> problems = new ArrayList<>();
    if (notes.size() > MAX_KEYS) {
      problems.add(problem("at most 64 keys are taken, not " + notes.size()));
    }
    notes.forEach((key, value) -> check(key, value, problems));
    return problems.isEmpty() ? Checked.of(Map.copyOf(notes)) : Checked.problems(problems);
  }

  /** The problem as a sentence of Vault's API. */
  public static String problem(String what) {
    return "custom_metadata validation failed: " + what;
  }

  private static void check(String key, String value, List<String> problems) {
    if (!hasLength(key, MAX_KEY) || !isPrintable(key)) {
      problems.add(problem("a key has 1 to 128 printable characters"));
    } else if (!hasLength(value, MAX_VALUE) || !isPrintable(value)) {
      problems.add(
          problem("the value of " + Quoted.of(key) + " needs 1 to 512 printable characters"));
    }
  }

  private static boolean hasLength(String text, int most) {
    int length = text.codePointCount(0, text.length());
    return length >= 1 && length <= most;
  }

  private static boolean isPrintable(String text) {
    return text.codePoints().allMatch(c -> c == ' ' || isGraphic(c));
  }

  private static boolean isGraphic(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SPACE_SEPARATOR ->
          false;
      default -> true;
    };
  }
}

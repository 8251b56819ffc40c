package io.azimuth.domain.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the known name that is most similar to an unknown one. */
public final class Suggestion {

  private Suggestion() {}

  /** {@code ; did you mean "x"?}, or an empty text if no known name is similar. */
  public static String sentence(String unknown, Collection<String> known) {
    return nearest(unknown, known).map(name -> "; did you mean \"" + name + "\"?").orElse("");
  }

  /** The known name that is most similar; empty if none is similar enough. */
  public static Optional<String> nearest(String unknown, Collection<String> known) {
    String lower = unknown.toLowerCase(Locale.ROOT);
    int bound = Math.max(1, unknown.length() / 3);
    return known.stream()
        .sorted()
        .min(Comparator.comparingInt(name -> distance(lower, name)))
        .filter(name -> distance(lower, name) <= bound);
  }

  /** The Levenshtein distance, where two letters in the wrong order count as one change. */
  static int distance(String left, String right) {
    int[] beforeThat = new int[right.length() + 1];
    int[] previous = new int[right.length() + 1];
    for (int j = 0; j <= right.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= left.length(); i++) {
      int[] row = new int[right.length() + 1];
      row[0] = i;
      for (int j = 1; j <= right.length(); j++) {
        int change = left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(Math.min(row[j - 1], previous[j]) + 1, previous[j - 1] + change);
        if (isSwap(left, i, right, j)) {
          row[j] = Math.min(row[j], beforeThat[j - 2] + 1);
        }
      }
      beforeThat = previous;
      previous = row;
    }
    return previous[right.length()];
  }

  private static boolean isSwap(String left, int i, String right, int j) {
    return i > 1
        && j > 1
        && left.charAt(i - 1) == right.charAt(j - 2)
        && left.charAt(i - 2) == right.charAt(j - 1);
  }
}

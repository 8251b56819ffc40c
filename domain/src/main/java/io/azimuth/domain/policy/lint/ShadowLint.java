package io.azimuth.domain.policy.lint;

import io.azimuth.domain.policy.InvalidPolicyException;
import io.azimuth.domain.policy.PathPattern;
import io.azimuth.domain.policy.Stanza;
import io.azimuth.domain.text.AsciiCase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds stanzas that another of the same policy joins, or that another always outranks: every path
 * that they match is decided by that other one.
 *
 * <p>Only a rule with the same text before its first wildcard, in any case, can do so: a longer one
 * does not match all those paths, a shorter one loses. So few have to be compared.
 */
final class ShadowLint {

  private static final int MAX_COMPARED = 200;
  private static final String ANY_SEGMENT = "\0";

  private final Map<String, List<Stanza>> byFixedPart = new HashMap<>();
  private final Map<String, Stanza> firstOfPath = new HashMap<>();
  private final Map<Integer, Integer> earlierLines = new HashMap<>();

  ShadowLint(List<Stanza> stanzas) {
    for (int i = 0; i < stanzas.size(); i++) {
      add(i, stanzas.get(i));
    }
  }

  private void add(int index, Stanza stanza) {
    String path = bare(stanza.path().written());
    if (firstOfPath.containsKey(path)) {
      earlierLines.put(index, firstOfPath.get(path).line());
    } else {
      firstOfPath.put(path, stanza);
    }
    stanza
        .path()
        .fixed()
        .ifPresent(
            pattern ->
                byFixedPart.computeIfAbsent(group(pattern), g -> new ArrayList<>()).add(stanza));
  }

  private static String bare(String written) {
    return written.startsWith("/") ? written.substring(1) : written;
  }

  private static String group(PathPattern pattern) {
    return AsciiCase.fold(pattern.fixedPart());
  }

  List<String> sentences(int index, Stanza stanza) {
    List<String> sentences = new ArrayList<>();
    if (earlierLines.containsKey(index)) {
      sentences.add(
          "the stanza on line "
              + earlierLines.get(index)
              + " has the same path: both count as one");
    }
    stanza.path().fixed().flatMap(pattern -> shadow(stanza, pattern)).ifPresent(sentences::add);
    return sentences;
  }

  private Optional<String> shadow(Stanza stanza, PathPattern pattern) {
    return byFixedPart.getOrDefault(group(pattern), List.of()).stream()
        .limit(MAX_COMPARED)
        .filter(other -> shadows(other, stanza, pattern))
        .findFirst()
        .map(other -> sentence(stanza, other));
  }

  private static String sentence(Stanza stanza, Stanza other) {
    String rule = stanza.denies() ? "this deny never holds" : "this rule never applies";
    return rule
        + ": "
        + InvalidPolicyException.quoted(other.path().written())
        + " on line "
        + other.line()
        + " decides about every path that it matches";
  }

  private static boolean shadows(Stanza other, Stanza stanza, PathPattern pattern) {
    PathPattern over = other.path().fixed().orElseThrow();
    if (over.equals(pattern)) {
      return false;
    }
    boolean anyCase = other.denies() && !stanza.denies();
    PathPattern wide = anyCase ? over.folded() : over;
    PathPattern narrow = anyCase ? pattern.folded() : pattern;
    return covers(wide, narrow) && outranks(over, pattern, anyCase);
  }

  private static boolean covers(PathPattern wide, PathPattern narrow) {
    if (wide.isExact() || narrow.isExact()) {
      return wide.equals(narrow);
    }
    return (wide.isPrefix() || !narrow.isPrefix()) && wide.matches(witness(narrow));
  }

  // A deny that matches in another case wins where neither is more specific.
  private static boolean outranks(PathPattern over, PathPattern pattern, boolean anyCase) {
    if (over.isExact() || pattern.isExact()) {
      return anyCase;
    }
    return anyCase ? over.compareSpecificity(pattern) >= 0 : over.comparePriority(pattern) > 0;
  }

  /**
   * The shortest path that the pattern matches, with a segment that no rule names for each {@code
   * +}.
   */
  private static String witness(PathPattern pattern) {
    String literal = pattern.literal();
    StringBuilder witness = new StringBuilder();
    for (int i = 0; i < literal.length(); i++) {
      witness.append(pattern.isWildcard(i) ? ANY_SEGMENT : literal.substring(i, i + 1));
    }
    return witness.toString();
  }
}

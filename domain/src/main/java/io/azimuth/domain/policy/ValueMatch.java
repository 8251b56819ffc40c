package io.azimuth.domain.policy;

import io.azimuth.domain.text.AsciiCase;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether a value that was sent is one of those that a rule lists; an empty list is any value. */
final class ValueMatch {

  private ValueMatch() {}

  static boolean allows(List<PolicyValue> listed, PolicyValue sent) {
    return listed.isEmpty() || listed.stream().anyMatch(value -> same(value, sent));
  }

  /**
   * Matches more than {@link #allows}: fields read {@code "5"} as {@code 5} and {@code "true"} as
   * {@code true}, lists come as such or with commas, and many fields fold letters, so a denied
   * value is denied in each spelling, alone or among others.
   */
  static boolean denies(List<PolicyValue> listed, PolicyValue sent) {
    return listed.isEmpty()
        || listed.stream()
            .anyMatch(
                value -> same(value, sent) || parts(sent).anyMatch(part -> sameText(value, part)));
  }

  private static Stream<PolicyValue> parts(PolicyValue sent) {
    if (sent instanceof PolicyValue.Items items) {
      return items.values().stream().flatMap(ValueMatch::parts);
    }
    if (sent instanceof PolicyValue.Text text) {
      return Stream.concat(
          Stream.of(sent),
          Stream.of(text.text().split(",", -1)).map(String::strip).map(PolicyValue.Text::new));
    }
    return Stream.of(sent);
  }

  private static boolean same(PolicyValue listed, PolicyValue sent) {
    if (listed instanceof PolicyValue.Text pattern && sent instanceof PolicyValue.Text text) {
      return globs(pattern.text(), text.text());
    }
    return listed.equals(sent);
  }

  private static boolean sameText(PolicyValue listed, PolicyValue sent) {
    Optional<String> pattern = listed.scalar();
    Optional<String> text = sent.scalar();
    return pattern.isPresent()
        && text.isPresent()
        && globs(AsciiCase.fold(pattern.get()), AsciiCase.fold(text.get()));
  }

  /**
   * {@code *} at the beginning, at the end or at both matches any text; elsewhere it is literal.
   */
  private static boolean globs(String pattern, String text) {
    boolean open = pattern.startsWith("*");
    boolean openEnd = pattern.endsWith("*");
    if (pattern.equals("*")) {
      return true;
    }
    if (open && openEnd) {
      return text.contains(pattern.substring(1, pattern.length() - 1));
    }
    if (open) {
      return text.endsWith(pattern.substring(1));
    }
    return openEnd
        ? text.startsWith(pattern.substring(0, pattern.length() - 1))
        : text.equals(pattern);
  }
}

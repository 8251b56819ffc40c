package io.azimuth.domain.policy;

import io.azimuth.domain.text.AsciiCase;
import java.util.List;

/**
 * A stanza that denies but whose path cannot be filled in for the caller. It denies every path that
 * some value would make it match, so that a caller without a value, or with one that may not be in
 * a path, gains nothing. Like every deny, it ignores the case of A to Z.
 */
public final class UnfilledTemplateDeny {

  private final String written;
  private final List<String> literals;

  /**
   * Creates a rule.
   *
   * @param written the path as its policy writes it
   * @param literals the known texts between the parts that can be anything, in order; at least two
   */
  UnfilledTemplateDeny(String written, List<String> literals) {
    this.written = written;
    this.literals = literals.stream().map(AsciiCase::fold).toList();
  }

  /** The path as its policy writes it. */
  public PathPattern pattern() {
    return PathPattern.asWritten(written);
  }

  /** Whether some value could make the path match this one. */
  public boolean mayMatch(String path) {
    String folded = AsciiCase.fold(path);
    String first = literals.get(0);
    String last = literals.get(literals.size() - 1);
    if (!folded.startsWith(first)) {
      return false;
    }
    int at = first.length();
    for (String literal : literals.subList(1, literals.size() - 1)) {
      int found = folded.indexOf(literal, at);
      if (found < 0) {
        return false;
      }
      at = found + literal.length();
    }
    return folded.length() - last.length() >= at && folded.endsWith(last);
  }
}

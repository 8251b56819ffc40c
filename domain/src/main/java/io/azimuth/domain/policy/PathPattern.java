package io.azimuth.domain.policy;

import io.azimuth.domain.text.AsciiCase;

/**
 * The path of a rule: literal, or ending in {@code *} (any rest), or with {@code +} as whole
 * segments (any one segment, also the empty last one). Elsewhere both characters are literal.
 */
public final class PathPattern {

  private final String text;
  private final String literal;
  private final boolean prefix;
  private final int firstWildcard;
  private final int segmentWildcards;

  private PathPattern(String text) {
    this.text = text;
    this.prefix = text.endsWith("*");
    this.literal = prefix ? text.substring(0, text.length() - 1) : text;
    int first = -1;
    int count = 0;
    for (int i = literal.indexOf('+'); i >= 0; i = literal.indexOf('+', i + 1)) {
      if (isWildcard(i)) {
        first = first < 0 ? i : first;
        count++;
      }
    }
    this.firstWildcard = first < 0 ? literal.length() : first;
    this.segmentWildcards = count;
  }

  /**
   * Reads the path of a stanza; one leading slash is dropped.
   *
   * @throws InvalidPolicyException if wildcards are misused, or no request can have such a path
   */
  public static PathPattern parse(String path) {
    String text = path.startsWith("/") ? path.substring(1) : path;
    if (text.contains("+*")) {
      throw InvalidPolicyException.atPath(path, "invalid use of wildcards ('+*' is forbidden)");
    }
    if (PathCheck.matchesNothing(text)) {
      throw InvalidPolicyException.atPath(path, "no request can have such a path");
    }
    return new PathPattern(text);
  }

  /** A pattern only to be shown, such as that of a template. */
  static PathPattern asWritten(String path) {
    return new PathPattern(path.startsWith("/") ? path.substring(1) : path);
  }

  /** The same pattern with A to Z in lower case. */
  public PathPattern folded() {
    String folded = AsciiCase.fold(text);
    return folded.equals(text) ? this : new PathPattern(folded);
  }

  /** As written, without the leading slash. */
  public String text() {
    return text;
  }

  /** The text without the closing {@code *}. */
  public String literal() {
    return literal;
  }

  /** The text before the first wildcard. */
  public String fixedPart() {
    return literal.substring(0, firstWildcard);
  }

  /** Whether any rest may follow. */
  public boolean isPrefix() {
    return prefix;
  }

  public int segmentWildcards() {
    return segmentWildcards;
  }

  public boolean hasSegmentWildcards() {
    return segmentWildcards > 0;
  }

  /** Whether it matches one path only. */
  public boolean isExact() {
    return !prefix && segmentWildcards == 0;
  }

  public boolean matches(String path) {
    int at = 0;
    for (int i = 0; i < literal.length(); i++) {
      if (isWildcard(i)) {
        at = endOfSegment(path, at);
      } else if (at < path.length() && path.charAt(at) == literal.charAt(i)) {
        at++;
      } else {
        return false;
      }
    }
    return prefix || at == path.length();
  }

  public boolean isWildcard(int at) {
    return literal.charAt(at) == '+'
        && (at == 0 || literal.charAt(at - 1) == '/')
        && (at + 1 == literal.length() || literal.charAt(at + 1) == '/');
  }

  public static int endOfSegment(String path, int from) {
    int slash = path.indexOf('/', from);
    return slash < 0 ? path.length() : slash;
  }

  /**
   * Compares how specific two patterns with wildcards are: the later first wildcard is more
   * specific; then the one without {@code *}; then fewer {@code +}; then the longer. Positive if
   * this one is.
   */
  public int compareSpecificity(PathPattern other) {
    if (firstWildcard != other.firstWildcard) {
      return Integer.compare(firstWildcard, other.firstWildcard);
    }
    if (prefix != other.prefix) {
      return prefix ? -1 : 1;
    }
    if (segmentWildcards != other.segmentWildcards) {
      return Integer.compare(other.segmentWildcards, segmentWildcards);
    }
    return Integer.compare(literal.length(), other.literal.length());
  }

  /** Like {@link #compareSpecificity}, then by the alphabet, so that one of two always wins. */
  public int comparePriority(PathPattern other) {
    int specificity = compareSpecificity(other);
    return specificity != 0 ? specificity : literal.compareTo(other.literal);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PathPattern pattern && text.equals(pattern.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}

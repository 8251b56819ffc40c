package io.azimuth.domain.policy.acl;

import io.azimuth.domain.policy.PathPattern;
import java.util.Optional;

/**
 * Generates one path below a mount for each rule that matches there, so that a decision about each
 * can be computed. A character that no policy can contain means "something else".
 */
final class SamplePaths {

  private static final String ANYTHING = "\0";

  private SamplePaths() {}

  /** A path some levels below the mount that no literal text of a rule names. */
  static String unnamed(String mount, int levels) {
    return levels == 0 ? mount : mount + (ANYTHING + "/").repeat(levels - 1) + ANYTHING;
  }

  /** A path below the mount that the pattern matches, if it names anything there. */
  static Optional<String> below(String mount, PathPattern pattern) {
    String literal = pattern.literal();
    int at = 0;
    int i = 0;
    while (i < literal.length() && at < mount.length()) {
      if (pattern.isWildcard(i)) {
        at = PathPattern.endOfSegment(mount, at);
      } else if (mount.charAt(at) == literal.charAt(i)) {
        at++;
      } else {
        return Optional.empty();
      }
      i++;
    }
    return at < mount.length() ? Optional.empty() : Optional.of(mount + rest(pattern, i));
  }

  private static String rest(PathPattern pattern, int from) {
    String literal = pattern.literal();
    StringBuilder rest = new StringBuilder();
    for (int i = from; i < literal.length(); i++) {
      rest.append(pattern.isWildcard(i) ? ANYTHING : literal.substring(i, i + 1));
    }
    return pattern.isPrefix() ? rest + ANYTHING : rest.toString();
  }
}

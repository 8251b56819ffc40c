package io.azimuth.domain.policy;

/**
 * Finds rules that can never match. Request paths have no empty segment but a last one, no {@code
 * .} or {@code ..} and no control character; a deny that relies on one would protect nothing.
 */
public final class PathCheck {

  private PathCheck() {}

  public static boolean matchesNothing(String path) {
    return path.isEmpty()
        || path.startsWith("/")
        || path.contains("//")
        || path.chars().anyMatch(Character::isISOControl)
        || hasDotSegment(path);
  }

  private static boolean hasDotSegment(String path) {
    for (int start = 0; start <= path.length(); ) {
      int end = PathPattern.endOfSegment(path, start);
      String segment = path.substring(start, end);
      if (segment.equals(".") || segment.equals("..")) {
        return true;
      }
      start = end + 1;
    }
    return false;
  }
}

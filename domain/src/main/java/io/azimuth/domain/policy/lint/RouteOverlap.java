package io.azimuth.domain.policy.lint;

import io.azimuth.domain.policy.PathPattern;
import java.util.List;

/**
 * Whether a rule and a route can match the same request: compares them segment by segment, without
 * generating paths.
 */
final class RouteOverlap {

  private final List<String> rule;
  private final boolean prefix;
  private final List<String> route;

  private RouteOverlap(PathPattern rule, String route) {
    this.rule = List.of(rule.literal().split("/", -1));
    this.prefix = rule.isPrefix();
    this.route = List.of(route.split("/", -1));
  }

  /**
   * Whether there is a path that both match.
   *
   * @param route from the root on, its segments literal, {@code :name} or {@code :name*}
   */
  static boolean exists(PathPattern rule, String route) {
    return new RouteOverlap(rule, route).from(0, 0);
  }

  private boolean from(int i, int j) {
    if (prefix && i == rule.size() - 1) {
      return j < route.size() && mayBeginWith(route.get(j), rule.get(i));
    }
    if (i == rule.size() || j == route.size()) {
      return i == rule.size() && j == route.size();
    }
    String segment = route.get(j);
    return isRest(segment)
        ? restFrom(i, j)
        : mayBeEqual(rule.get(i), segment) && from(i + 1, j + 1);
  }

  // One or more segments of the rule, none of them empty; a prefix matches as many as there are.
  private boolean restFrom(int i, int j) {
    for (int end = i; end < rule.size(); end++) {
      if (prefix && end == rule.size() - 1) {
        return true;
      }
      if (rule.get(end).isEmpty()) {
        return false;
      }
      if (from(end + 1, j + 1)) {
        return true;
      }
    }
    return false;
  }

  private static boolean mayBeginWith(String segment, String beginning) {
    return isCapture(segment) || segment.startsWith(beginning);
  }

  private static boolean mayBeEqual(String written, String segment) {
    if (written.equals("+")) {
      return true;
    }
    return isCapture(segment) ? !written.isEmpty() : written.equals(segment);
  }

  private static boolean isCapture(String segment) {
    return segment.startsWith(":");
  }

  private static boolean isRest(String segment) {
    return isCapture(segment) && segment.endsWith("*");
  }
}

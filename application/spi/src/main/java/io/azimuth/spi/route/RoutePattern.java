package io.azimuth.spi.route;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The pattern of paths below a mount: literal segments, {@code :name} for any one segment, {@code
 * :name*} for one or more.
 */
public final class RoutePattern {

  private final String text;
  private final List<String> segments;
  private final String template;

  private RoutePattern(String text) {
    this.text = text;
    this.segments = text.isEmpty() ? List.of() : List.of(text.split("/", -1));
    this.template =
        segments.stream()
            .map(segment -> isCapture(segment) ? "{" + name(segment) + "}" : segment)
            .collect(Collectors.joining("/"));
  }

  /** The pattern from that text, without slashes at its ends. */
  public static RoutePattern of(String text) {
    return new RoutePattern(text);
  }

  /**
   * The captured parts by name; empty when the path does not match. A slash at its end is ignored.
   */
  public Optional<Map<String, String>> match(String path) {
    String trimmed = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    List<String> parts = trimmed.isEmpty() ? List.of() : List.of(trimmed.split("/", -1));
    Map<String, String> captures = new LinkedHashMap<>();
    return matches(0, parts, 0, captures) ? Optional.of(captures) : Optional.empty();
  }

  /**
   * How exact the pattern is, segment by segment, to be compared as text: a literal counts most, a
   * rest least, and the leftmost difference decides.
   */
  public String exactness() {
    StringBuilder ranks = new StringBuilder();
    for (String segment : segments) {
      ranks.append(isRest(segment) ? '0' : isCapture(segment) ? '1' : '2');
    }
    return ranks.toString();
  }

  /** The pattern with its captures in braces, as in a URI template (RFC 6570). */
  public String template() {
    return template;
  }

  /**
   * The names of the captures from left to right, each with whether it may hold several segments.
   */
  public Map<String, Boolean> captures() {
    Map<String, Boolean> captures = new LinkedHashMap<>();
    segments.stream()
        .filter(RoutePattern::isCapture)
        .forEach(segment -> captures.put(name(segment), isRest(segment)));
    return captures;
  }

  /**
   * The pattern without the names of its captures: equal for patterns that match the same paths.
   */
  public String shape() {
    StringBuilder shape = new StringBuilder();
    for (String segment : segments) {
      shape.append(isRest(segment) ? ":*" : isCapture(segment) ? ":" : segment).append('/');
    }
    return shape.toString();
  }

  @Override
  public String toString() {
    return text;
  }

  private boolean matches(int at, List<String> parts, int from, Map<String, String> captures) {
    if (at == segments.size()) {
      return from == parts.size();
    }
    String segment = segments.get(at);
    if (isRest(segment)) {
      return matchesRest(at, parts, from, captures);
    }
    if (from == parts.size()) {
      return false;
    }
    if (isCapture(segment)) {
      captures.put(name(segment), parts.get(from));
    } else if (!segment.equals(parts.get(from))) {
      return false;
    }
    return matches(at + 1, parts, from + 1, captures);
  }

  private boolean matchesRest(int at, List<String> parts, int from, Map<String, String> captures) {
    String name = name(segments.get(at));
    int behind = segments.size() - at - 1;
    int to = parts.size() - behind;
    if (to <= from || !matches(at + 1, parts, to, captures)) {
      return false;
    }
    captures.put(name, String.join("/", parts.subList(from, to)));
    return true;
  }

  private static String name(String capture) {
    return capture.substring(1, capture.length() - (isRest(capture) ? 1 : 0));
  }

  private static boolean isCapture(String segment) {
    return segment.startsWith(":");
  }

  private static boolean isRest(String segment) {
    return isCapture(segment) && segment.endsWith("*");
  }
}

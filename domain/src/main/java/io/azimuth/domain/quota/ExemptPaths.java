package io.azimuth.domain.quota;

import java.util.List;

/**
 * Paths that no quota limits: each with all paths below it, or, with a {@code *} at its end, with
 * all paths that have this prefix.
 *
 * @param paths without a slash at the beginning or the end
 */
public record ExemptPaths(List<String> paths) {

  public ExemptPaths {
    paths = List.copyOf(paths);
  }

  /** Whether the path is one of them. */
  public boolean contain(String path) {
    return paths.stream().anyMatch(exempt -> covers(exempt, path));
  }

  private static boolean covers(String exempt, String path) {
    if (exempt.endsWith("*")) {
      return path.startsWith(exempt.substring(0, exempt.length() - 1));
    }
    return path.startsWith(exempt)
        && (path.length() == exempt.length() || path.charAt(exempt.length()) == '/');
  }
}

package io.azimuth.domain.token;

/**
 * A mark that revokes all tokens that were issued at or below a path before it, except those that
 * never expire.
 *
 * @param path such as {@code auth/azure/}, with the slash at its end
 * @param number of the mark; each new one is higher than all before it
 */
public record RevokedPrefix(String path, long number) {

  public RevokedPrefix {
    if (!path.endsWith("/") || path.length() < 2 || number < 1) {
      throw new IllegalArgumentException("a prefix ends in a slash, marks count from 1");
    }
  }

  /** Whether everything that the other mark covers lies at or below this path. */
  public boolean covers(RevokedPrefix other) {
    return other.path.startsWith(path);
  }
}

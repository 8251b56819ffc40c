package io.azimuth.domain.token;

/**
 * A mark that revokes all tokens and leases that were issued at or below a path before it, except
 * tokens that never expire.
 *
 * @param path such as {@code auth/azure/}, with the slash at its end
 * @param number of the mark; each new one is higher than all before it
 * @param forced whether leases below it are forgotten when their secrets cannot be ended
 */
public record RevokedPrefix(String path, long number, boolean forced) {

  public RevokedPrefix {
    if (!path.endsWith("/") || path.length() < 2 || number < 1) {
      throw new IllegalArgumentException("a prefix ends in a slash, marks count from 1");
    }
  }

  /** A mark that forgets no lease. */
  public RevokedPrefix(String path, long number) {
    this(path, number, false);
  }

  /** This mark, which forgets leases whose secrets cannot be ended. */
  public RevokedPrefix force() {
    return new RevokedPrefix(path, number, true);
  }

  /** Whether everything that the other mark covers lies at or below this path. */
  public boolean covers(RevokedPrefix other) {
    return other.path.startsWith(path);
  }
}

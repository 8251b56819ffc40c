package io.azimuth.spi.api;

/**
 * How much of a request's body is read.
 *
 * @param bytes the most bytes
 * @param values the most values and names of members, also nested ones: without this limit a body
 *     of {@code [[],[],…} grows many times over in memory (CVE-2025-59043)
 */
public record BodyLimit(int bytes, int values) {

  /** For callers without a token: 64 KiB and 200 values. A login has seven parameters. */
  public static final BodyLimit PUBLIC = new BodyLimit(64 << 10, 200);

  /** For callers with a token: 2 MiB, twice the largest record of the store, and 50,000 values. */
  public static final BodyLimit AUTHENTICATED = new BodyLimit(2 << 20, 50_000);

  public BodyLimit {
    if (bytes < 1 || values < 1) {
      throw new IllegalArgumentException("a limit must be at least 1");
    }
  }

  /** Whether it takes every body that the other limit takes. */
  public boolean allows(BodyLimit other) {
    return bytes >= other.bytes && values >= other.values;
  }

  /** The same limit of values with at most this many bytes. */
  public BodyLimit atMost(int otherBytes) {
    return new BodyLimit(Math.min(bytes, otherBytes), values);
  }
}

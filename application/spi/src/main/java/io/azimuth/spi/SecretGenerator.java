package io.azimuth.spi;

/**
 * The only source of random values: keys, nonces, tokens and ids. Safe for use by many threads;
 * never blocks once the system's generator has been seeded.
 */
public interface SecretGenerator {

  /** That many unpredictable bytes. */
  byte[] bytes(int count);

  /** That many unpredictable characters of {@code 0-9A-Za-z}, each equally likely. */
  String base62(int length);

  /** A random UUID (version 4) in lower case. */
  String uuid();
}

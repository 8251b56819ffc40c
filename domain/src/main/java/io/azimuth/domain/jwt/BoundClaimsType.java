package io.azimuth.domain.jwt;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How the values of bound claims are compared. */
public enum BoundClaimsType {
  /** Whole, with their letter case. */
  STRING,
  /** A star matches any text. */
  GLOB;

  /** The type of that name. */
  public static Optional<BoundClaimsType> parse(String name) {
    return Arrays.stream(values()).filter(it -> it.wireName().equals(name)).findFirst();
  }

  /** The name in the API. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}

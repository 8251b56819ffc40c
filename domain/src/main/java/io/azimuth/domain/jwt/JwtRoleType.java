package io.azimuth.domain.jwt;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How a role logs in. */
public enum JwtRoleType {
  /** With a token that the caller has. */
  JWT,
  /** With a browser, at the provider of the mount. */
  OIDC;

  /** The type of that name. */
  public static Optional<JwtRoleType> parse(String name) {
    return Arrays.stream(values()).filter(it -> it.wireName().equals(name)).findFirst();
  }

  /** The name in the API. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}

package io.azimuth.domain.jwt;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How the client of a login with a browser learns that the person has signed in. */
public enum CallbackMode {
  /** The provider sends the browser back to the client. */
  CLIENT,
  /** The person types a code at the provider, and the client asks until it is done (RFC 8628). */
  DEVICE;

  /** The mode of that name. */
  public static Optional<CallbackMode> parse(String name) {
    return Arrays.stream(values()).filter(it -> it.wireName().equals(name)).findFirst();
  }

  /** The name in the API. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}

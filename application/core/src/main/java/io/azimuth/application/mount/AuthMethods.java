package io.azimuth.application.mount;

import io.azimuth.application.route.CoreBackend;
import io.azimuth.spi.AuthMethod;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The auth methods that can be mounted, by their type. */
public final class AuthMethods {

  private final Map<String, AuthMethod> byType = new TreeMap<>();

  /**
   * A catalog of these methods.
   *
   * @throws IllegalStateException when two have the same type, or one asks for callers' tokens
   */
  public AuthMethods(Collection<? extends AuthMethod> methods) {
    for (AuthMethod method : methods) {
      if (method instanceof CoreBackend) { // CVE-2026-4525: no plugin sees a caller's token
        throw new IllegalStateException(
            "auth method " + method.type() + " poses as a core backend");
      }
      if (byType.put(method.type(), method) != null) {
        throw new IllegalStateException("two auth methods of type " + method.type());
      }
    }
  }

  public Optional<AuthMethod> ofType(String type) {
    return Optional.ofNullable(byType.get(type));
  }

  /** In order of their type. */
  public Collection<AuthMethod> all() {
    return byType.values();
  }
}

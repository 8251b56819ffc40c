package io.azimuth.adapters.http.tls;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Which implementation of TLS a listener uses. */
public enum TlsEngine {
  /** The native one where it can be loaded and takes the key, otherwise the JDK's. */
  AUTO,
  /** BoringSSL through Conscrypt; a listener for which it cannot be used does not start. */
  NATIVE,
  /** The JDK's. */
  JDK;

  /** The engine that the configuration calls so. */
  public static Optional<TlsEngine> parse(String name) {
    return Arrays.stream(values()).filter(engine -> engine.text().equals(name)).findFirst();
  }

  /** The name in the configuration. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}

package io.azimuth.adapters.http.tls;

import java.security.Provider;
import java.util.Optional;
import org.conscrypt.Conscrypt;

/**
 * BoringSSL, where its library can be loaded: Linux with glibc, macOS and Windows on the processors
 * that Conscrypt has a library for, with a temporary directory that may hold executable files. It
 * is tried once per process and never becomes a provider of the whole JVM.
 */
public final class BoringSsl {

  private BoringSsl() {}

  /** The first use tries to load the library. */
  private static final class Attempt {

    private static final Attempt ONLY = make();

    private final Optional<Provider> provider;
    private final String problem;

    private Attempt(Optional<Provider> provider, String problem) {
      this.provider = provider;
      this.problem = problem;
    }

    private static Attempt make() {
      try {
        Conscrypt.checkAvailability();
        return new Attempt(Optional.of(Conscrypt.newProvider()), "");
      } catch (LinkageError e) {
        return new Attempt(Optional.empty(), "its library cannot be loaded: " + e.getMessage());
      }
    }
  }

  /** The provider of cryptography and TLS; empty where the library cannot be loaded. */
  public static Optional<Provider> provider() {
    return Attempt.ONLY.provider;
  }

  /** Why there is no provider; empty when there is one. */
  static String problem() {
    return Attempt.ONLY.problem;
  }
}

package io.azimuth.bootstrap.client;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * How the server is known to be the right one, and how it knows the client.
 *
 * @param caCert authorities to trust instead of the JDK's, PEM
 * @param caPath a directory of such files
 * @param clientCert the client's certificate and chain, PEM
 * @param clientKey its private key, PEM of PKCS #8
 * @param skipVerify trust anybody
 */
public record TlsSettings(
    Optional<Path> caCert,
    Optional<Path> caPath,
    Optional<Path> clientCert,
    Optional<Path> clientKey,
    boolean skipVerify) {

  /** The authorities of the JDK, no client certificate. */
  public static final TlsSettings DEFAULT =
      new TlsSettings(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false);

  public TlsSettings {
    Objects.requireNonNull(caCert, "caCert");
    Objects.requireNonNull(caPath, "caPath");
    if (clientCert.isPresent() != clientKey.isPresent()) {
      throw new ClientException("a client certificate and its key come together");
    }
  }

  /** Those authorities and nothing else. */
  public static TlsSettings trusting(Path authorities) {
    return new TlsSettings(
        Optional.of(authorities), Optional.empty(), Optional.empty(), Optional.empty(), false);
  }

  boolean isDefault() {
    return equals(DEFAULT);
  }
}

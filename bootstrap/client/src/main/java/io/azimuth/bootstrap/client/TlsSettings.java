package io.azimuth.bootstrap.client;

import io.azimuth.bootstrap.client.key.ClientKey;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How the client verifies the server, and the certificate that the client presents.
 *
 * @param caCert a PEM file of authorities to trust instead of the JDK's
 * @param caPath a directory of such PEM files
 * @param clientCert a PEM file with the client's certificate and chain
 * @param clientKey a PEM file with the client's private key in PKCS #8
 * @param skipVerify whether any server certificate is trusted
 * @param shown a key whose certificate is presented in place of that of the files
 */
public record TlsSettings(
    Optional<Path> caCert,
    Optional<Path> caPath,
    Optional<Path> clientCert,
    Optional<Path> clientKey,
    boolean skipVerify,
    Optional<ClientKey> shown) {

  /** Trusts the JDK's authorities and presents no client certificate. */
  public static final TlsSettings DEFAULT =
      new TlsSettings(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false);

  public TlsSettings {
    if (clientCert.isPresent() != clientKey.isPresent()) {
      throw new ClientException("a client certificate and its key come together");
    }
  }

  /** Settings with a certificate of files, if any. */
  public TlsSettings(
      Optional<Path> caCert,
      Optional<Path> caPath,
      Optional<Path> clientCert,
      Optional<Path> clientKey,
      boolean skipVerify) {
    this(caCert, caPath, clientCert, clientKey, skipVerify, Optional.empty());
  }

  /** Trusts only these authorities. */
  public static TlsSettings trusting(Path authorities) {
    return new TlsSettings(
        Optional.of(authorities), Optional.empty(), Optional.empty(), Optional.empty(), false);
  }

  /** The same, presenting the certificate of this key. */
  public TlsSettings showing(ClientKey key) {
    return new TlsSettings(caCert, caPath, clientCert, clientKey, skipVerify, Optional.of(key));
  }

  boolean isDefault() {
    return equals(DEFAULT);
  }
}

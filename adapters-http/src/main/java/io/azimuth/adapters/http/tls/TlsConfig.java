package io.azimuth.adapters.http.tls;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * The PEM files of a TLS listener.
 *
 * @param certFile the server's certificate, followed by those of its issuers
 * @param keyFile its private key: PKCS#8, PKCS#1 or SEC 1, not encrypted
 * @param clientCaFile when present, a client must show a certificate of one of these authorities
 */
public record TlsConfig(Path certFile, Path keyFile, Optional<Path> clientCaFile) {

  public TlsConfig {
    Objects.requireNonNull(certFile, "certFile");
    Objects.requireNonNull(keyFile, "keyFile");
    Objects.requireNonNull(clientCaFile, "clientCaFile");
  }

  /** The problem of the files as a sentence for the operator; empty when they are usable. */
  public Optional<String> problem() {
    try {
      TlsFiles.load(this);
      return Optional.empty();
    } catch (TlsFileException e) {
      return Optional.of(e.getMessage());
    }
  }
}

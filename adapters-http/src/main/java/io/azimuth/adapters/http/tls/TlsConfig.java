package io.azimuth.adapters.http.tls;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * The PEM files of a TLS listener, and what reads them.
 *
 * @param certFile the server's certificate, followed by those of its issuers
 * @param keyFile its private key: PKCS#8, PKCS#1 or SEC 1, not encrypted
 * @param clientCaFile when present, a client must show a certificate of one of these authorities
 * @param engine the implementation of TLS
 * @param requestClientCert whether a client is asked for a certificate, of any issuer or none, and
 *     may have none
 */
public record TlsConfig(
    Path certFile,
    Path keyFile,
    Optional<Path> clientCaFile,
    TlsEngine engine,
    boolean requestClientCert) {

  /** These files, without asking for a certificate that need not be of {@code clientCaFile}. */
  public TlsConfig(Path certFile, Path keyFile, Optional<Path> clientCaFile, TlsEngine engine) {
    this(certFile, keyFile, clientCaFile, engine, false);
  }

  /** These files, with whatever engine is best here. */
  public TlsConfig(Path certFile, Path keyFile, Optional<Path> clientCaFile) {
    this(certFile, keyFile, clientCaFile, TlsEngine.AUTO);
  }

  /** The same that asks a client for a certificate of any issuer. */
  public TlsConfig askingForCertificate() {
    return new TlsConfig(certFile, keyFile, clientCaFile, engine, true);
  }

  /** Whether a client is asked for a certificate, which it may need. */
  public boolean asksForCertificate() {
    return requestClientCert || clientCaFile.isPresent();
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

  /** When the certificate expires; empty when the files are not usable. */
  public Optional<Instant> certificateEnd() {
    try {
      return Optional.of(TlsFiles.load(this).end());
    } catch (TlsFileException e) {
      return Optional.empty();
    }
  }
}

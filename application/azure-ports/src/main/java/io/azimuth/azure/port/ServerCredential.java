package io.azimuth.azure.port;

import io.azimuth.domain.secret.SecretText;
import io.azimuth.spi.federation.IdentityTokenRequest;
import java.nio.file.Path;
import java.util.Optional;

/** The credential with which the server itself signs in to Azure. */
public sealed interface ServerCredential {

  /**
   * An application and one of its passwords.
   *
   * @param clientId of the application
   * @param value the password itself
   */
  record ClientSecret(String clientId, SecretText value) implements ServerCredential {}

  /**
   * An application and one of its certificates.
   *
   * @param clientId of the application
   * @param pem the certificate and its private key (PKCS#8, not encrypted), in PEM
   */
  record ClientCertificate(String clientId, SecretText pem) implements ServerCredential {}

  /**
   * An application or user-assigned identity that trusts this server's issuer; {@link
   * io.azimuth.spi.federation.PluginIdentityTokens} issues a token for each exchange.
   *
   * @param clientId of the application or identity
   * @param request the content of the tokens
   */
  record PluginIdentity(String clientId, IdentityTokenRequest request)
      implements ServerCredential {}

  /**
   * An application or user-assigned identity that trusts the cluster in which this server runs.
   *
   * @param clientId of the application or identity
   * @param file the file with the token; the cluster renews it, so it is read for each exchange
   */
  record TokenFile(String clientId, Path file) implements ServerCredential {}

  /**
   * The managed identity of the machine on which this server runs.
   *
   * @param clientId selects a user-assigned identity; empty for the only one of the machine
   */
  record ManagedIdentity(Optional<String> clientId) implements ServerCredential {}
}

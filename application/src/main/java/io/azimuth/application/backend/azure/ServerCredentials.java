package io.azimuth.application.backend.azure;

import io.azimuth.application.port.azure.ServerCredential;
import java.util.Optional;

/** Which of the configured identities of the server is used. */
final class ServerCredentials {

  private ServerCredentials() {}

  /** The client secret when there is one, else the managed identity of the machine. */
  static ServerCredential of(IdentitySettings identity) {
    return identity.clientSecret().isEmpty()
        ? new ServerCredential.ManagedIdentity(Optional.empty())
        : new ServerCredential.ClientSecret(identity.clientId(), identity.clientSecret());
  }
}

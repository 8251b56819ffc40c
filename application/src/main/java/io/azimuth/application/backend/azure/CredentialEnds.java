package io.azimuth.application.backend.azure;

import io.azimuth.application.port.azure.DirectoryAccess;
import io.azimuth.application.port.azure.ServerCredential;
import java.time.Instant;
import java.util.Optional;

/** When the credential of a mount ends to work. */
final class CredentialEnds {

  private final AzureAccesses accesses;
  private final ServiceMemory memory;

  CredentialEnds(AzureAccesses accesses, ServiceMemory memory) {
    this.accesses = accesses;
    this.memory = memory;
  }

  /**
   * Of a secret of ours it is known, of a certificate it is read, of an operator's secret it may
   * have been learnt from Graph; an identity without either does not end.
   */
  Optional<Instant> of(String mountUuid, AzureSettings settings) {
    if (ServerCredentials.isStoredSecret(settings.identity())
        && settings.identity().own().isPresent()) {
      return settings.identity().own().map(OwnPassword::expires);
    }
    return accesses.find(mountUuid, settings).value().flatMap(this::of);
  }

  private Optional<Instant> of(DirectoryAccess access) {
    return access.credential() instanceof ServerCredential.ClientCertificate certificate
        ? ClientCertificateText.expires(certificate.pem())
        : memory.end(access);
  }
}

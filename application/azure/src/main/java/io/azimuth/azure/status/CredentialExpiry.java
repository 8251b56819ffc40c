package io.azimuth.azure.status;

import io.azimuth.azure.config.AzureSettings;
import io.azimuth.azure.config.DirectoryAccessFactory;
import io.azimuth.azure.config.OwnPassword;
import io.azimuth.azure.config.ServerCredentials;
import io.azimuth.azure.directory.CallHistory;
import io.azimuth.azure.port.DirectoryAccess;
import io.azimuth.azure.port.ServerClientCertificate;
import io.azimuth.azure.port.ServerCredential;
import java.time.Instant;
import java.util.Optional;

/** When the credential of a mount expires. */
public final class CredentialExpiry {

  private final DirectoryAccessFactory accesses;
  private final CallHistory memory;

  public CredentialExpiry(DirectoryAccessFactory accesses, CallHistory memory) {
    this.accesses = accesses;
    this.memory = memory;
  }

  /**
   * The expiry of what a rotation added is stored, that of another certificate is read from it, and
   * that of an operator's secret may have been read from Graph. Empty when it is unknown or the
   * credential has none.
   */
  Optional<Instant> of(String mountUuid, AzureSettings settings) {
    if (ServerCredentials.isStored(settings.identity()) && settings.identity().own().isPresent()) {
      return settings.identity().own().map(OwnPassword::expires);
    }
    return accesses.find(mountUuid, settings).value().flatMap(this::of);
  }

  private Optional<Instant> of(DirectoryAccess access) {
    return access.credential() instanceof ServerCredential.ClientCertificate certificate
        ? ServerClientCertificate.parse(certificate.pem())
            .value()
            .map(ServerClientCertificate::expires)
        : memory.expiry(access);
  }
}

package io.azimuth.azure.rotation;

import io.azimuth.azure.port.CredentialRotator;
import io.azimuth.azure.port.DirectoryAccess;
import io.azimuth.domain.rotation.Application;
import io.azimuth.domain.rotation.OldPassword;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * All it takes to begin a rotation of one mount.
 *
 * @param mountUuid the mount
 * @param version of the settings that this rests on
 * @param application whose password
 * @param old the password in use
 * @param access with that password
 * @param rotator of the cloud
 * @param ttl how long the new password shall be valid
 * @param requester the hash of the token that asked; empty when a schedule did
 */
record RotationPlan(
    String mountUuid,
    long version,
    Application application,
    OldPassword old,
    DirectoryAccess access,
    CredentialRotator rotator,
    Duration ttl,
    Optional<String> requester) {

  RotationPlan {
    Objects.requireNonNull(mountUuid, "mountUuid");
    Objects.requireNonNull(application, "application");
    Objects.requireNonNull(old, "old");
    Objects.requireNonNull(access, "access");
    Objects.requireNonNull(rotator, "rotator");
    Objects.requireNonNull(ttl, "ttl");
    Objects.requireNonNull(requester, "requester");
  }
}

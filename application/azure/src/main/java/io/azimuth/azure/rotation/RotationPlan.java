package io.azimuth.azure.rotation;

import io.azimuth.azure.port.CredentialRotator;
import io.azimuth.azure.port.DirectoryAccess;
import io.azimuth.domain.rotation.Application;
import io.azimuth.domain.rotation.OldPassword;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * Everything that the start of a rotation of one mount needs.
 *
 * @param mountUuid the mount
 * @param version the version of the settings that this was read from
 * @param application the application whose password is rotated
 * @param old the password in use
 * @param access the access with that password
 * @param rotator the rotator of the cloud
 * @param ttl the lifetime of the new password
 * @param requester the hash of the token that demands it; empty for a schedule
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

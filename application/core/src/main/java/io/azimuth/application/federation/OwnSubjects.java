package io.azimuth.application.federation;

import io.azimuth.spi.federation.FederatedSubject;
import io.azimuth.spi.federation.FederatedSubjects;
import io.azimuth.spi.storage.MountStore;
import java.util.Optional;

/**
 * The subjects of the mounts of one plugin. An object of its own, because the one behind it issues
 * tokens of any mount, and a plugin can cast what it receives.
 */
public final class OwnSubjects implements FederatedSubjects {

  private final FederatedSubjects subjects;
  private final MountStore own;

  /** The subjects of the mounts in that store. */
  public OwnSubjects(FederatedSubjects subjects, MountStore own) {
    this.subjects = subjects;
    this.own = own;
  }

  @Override
  public Optional<FederatedSubject> of(String mountUuid) {
    return own.mounts().stream().anyMatch(mount -> mount.uuid().equals(mountUuid))
        ? subjects.of(mountUuid)
        : Optional.empty();
  }
}

package io.azimuth.kubernetes.role;

import io.azimuth.domain.kubernetes.KubernetesRole;
import io.azimuth.domain.token.role.RoleName;
import io.azimuth.spi.storage.EpochCache;
import io.azimuth.spi.storage.MountTransaction;
import java.util.List;
import java.util.Optional;

/** The stored roles of kubernetes mounts, each read once per epoch. */
public final class KubernetesRoleStore {

  private static final String PREFIX = "role/";

  private final EpochCache<String, Optional<KubernetesRole>> cache = new EpochCache<>();

  public KubernetesRoleStore() {}

  /** The role of that name; empty when there is none. */
  public Optional<KubernetesRole> find(MountTransaction work, RoleName name) {
    return cache.get(work, work.mountUuid() + "/" + name.value(), () -> findStored(work, name));
  }

  /** Like {@link #find}, but read from the store, so that it becomes a precondition of a write. */
  Optional<KubernetesRole> findStored(MountTransaction work, RoleName name) {
    return work.storage()
        .get(PREFIX + name.value())
        .map(stored -> KubernetesRoleFields.decode(name, stored));
  }

  List<String> names(MountTransaction work) {
    return work.storage().list(PREFIX);
  }

  void put(MountTransaction work, KubernetesRole role) {
    work.storage().put(PREFIX + role.name().value(), KubernetesRoleFields.shown(role));
    work.beginEpoch();
  }

  void delete(MountTransaction work, RoleName name) {
    work.storage().delete(PREFIX + name.value());
    work.beginEpoch();
  }
}

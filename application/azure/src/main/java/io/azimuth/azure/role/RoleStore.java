package io.azimuth.azure.role;

import io.azimuth.domain.azure.role.AzureRole;
import io.azimuth.domain.token.role.RoleName;
import io.azimuth.spi.storage.EpochCache;
import io.azimuth.spi.storage.MountTransaction;
import java.util.List;
import java.util.Optional;

/** The stored roles of azure mounts, each read once per epoch. */
public final class RoleStore {

  private static final String PREFIX = "role/";

  private final EpochCache<String, Optional<AzureRole>> cache = new EpochCache<>();

  public RoleStore() {}

  /** The role of that name; empty when there is none. */
  public Optional<AzureRole> find(MountTransaction work, RoleName name) {
    return cache.get(work, work.mountUuid() + "/" + name.value(), () -> findStored(work, name));
  }

  /** Like {@link #find}, but read from the store, so that it becomes a precondition of a write. */
  Optional<AzureRole> findStored(MountTransaction work, RoleName name) {
    return work.storage()
        .get(PREFIX + name.value())
        .map(stored -> AzureRoleCodec.decode(name, stored));
  }

  List<String> names(MountTransaction work) {
    return work.storage().list(PREFIX);
  }

  public void put(MountTransaction work, AzureRole role) {
    work.storage().put(PREFIX + role.name().value(), AzureRoleCodec.encode(role));
    work.beginEpoch();
  }

  void delete(MountTransaction work, RoleName name) {
    work.storage().delete(PREFIX + name.value());
    work.beginEpoch();
  }
}

package io.azimuth.jwt.role;

import io.azimuth.domain.jwt.JwtRole;
import io.azimuth.domain.token.role.RoleName;
import io.azimuth.spi.storage.EpochCache;
import io.azimuth.spi.storage.MountTransaction;
import java.util.List;
import java.util.Optional;

/** The stored roles of jwt mounts, each read once per epoch. */
public final class JwtRoleStore {

  private static final String PREFIX = "role/";

  private final EpochCache<String, Optional<JwtRole>> cache = new EpochCache<>();

  public JwtRoleStore() {}

  /** The role of that name; empty when there is none. */
  public Optional<JwtRole> find(MountTransaction work, RoleName name) {
    return cache.get(work, work.mountUuid() + "/" + name.value(), () -> findStored(work, name));
  }

  /** Like {@link #find}, but read from the store, so that it becomes a precondition of a write. */
  Optional<JwtRole> findStored(MountTransaction work, RoleName name) {
    return work.storage()
        .get(PREFIX + name.value())
        .map(stored -> JwtRoleFields.decode(name, stored));
  }

  List<String> names(MountTransaction work) {
    return work.storage().list(PREFIX);
  }

  void put(MountTransaction work, JwtRole role) {
    work.storage().put(PREFIX + role.name().value(), JwtRoleFields.shown(role));
    work.beginEpoch();
  }

  void delete(MountTransaction work, RoleName name) {
    work.storage().delete(PREFIX + name.value());
    work.beginEpoch();
  }
}

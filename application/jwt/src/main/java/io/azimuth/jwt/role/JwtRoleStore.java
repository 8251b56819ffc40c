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
  private static final int MOST_OTHERS = 64;

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

  /** The first roles of the mount but this one; not all, so that a write reads a bounded number. */
  List<JwtRole> others(MountTransaction work, RoleName but) {
    return work.storage().folder(PREFIX, Optional.empty(), MOST_OTHERS + 1).stream()
        .flatMap(name -> RoleName.parse(name).stream())
        .filter(name -> !name.equals(but))
        .limit(MOST_OTHERS)
        .flatMap(name -> find(work, name).stream())
        .toList();
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

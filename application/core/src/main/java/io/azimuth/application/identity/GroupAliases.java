package io.azimuth.application.identity;

import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.domain.mount.Mount;
import io.azimuth.spi.storage.EpochCache;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Finds the mounts on which a group has an alias; read once an epoch. */
@Singleton
public final class GroupAliases {

  private final EpochCache<String, Boolean> present = new EpochCache<>();

  @Inject
  GroupAliases() {}

  public boolean areOn(Mount mount, UnitOfWork work) {
    return present.get(work, mount.accessor(), () -> read(mount, work));
  }

  private static boolean read(Mount mount, UnitOfWork work) {
    return work.identities().groups().stream()
        .flatMap(group -> group.alias().stream())
        .anyMatch(alias -> alias.mountAccessor().equals(mount.accessor()));
  }
}

package io.azimuth.application.port.store;

import io.azimuth.domain.lease.Lease;
import io.azimuth.domain.mount.Mount;
import java.util.List;
import java.util.Optional;

/**
 * Leases by their id of at most 512 bytes, and the mounts that are disabled and have, or may have,
 * leases.
 */
public interface LeaseRecords {

  /** The lease of that id; empty also where no lease can have it. */
  Optional<Lease> find(String id);

  /**
   * Stages a lease, new or changed.
   *
   * @throws io.azimuth.spi.api.RefusedException when its id is too long
   */
  void put(Lease lease);

  /** Stages the removal of a lease. */
  void remove(String id);

  /**
   * At most {@code limit} leases whose ids begin with the prefix, after the given one, in order of
   * their ids. They do not become preconditions.
   *
   * @param prefix empty: all leases
   * @param after the id of the last lease of the page before; empty for the first page
   */
  List<Lease> page(String prefix, Optional<String> after, int limit);

  /**
   * The mounts that are disabled and not given to the sweep of storages, in order of their uuid.
   */
  List<Mount> endedMounts();

  /** Stages such a mount, as it was last. */
  void putEnded(Mount mount);

  /** Stages the removal of such a mount. */
  void removeEnded(String mountUuid);
}

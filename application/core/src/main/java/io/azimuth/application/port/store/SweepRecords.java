package io.azimuth.application.port.store;

import java.util.List;

/**
 * The journal of mounts whose storage is to be deleted: an entry is written together with the
 * removal of the mount, and removed when nothing is left.
 */
public interface SweepRecords {

  /** The uuids of the mounts whose storage is to be deleted, in order. */
  List<String> mounts();

  /** Stages an entry for a mount whose storage is to be deleted. */
  void begin(String mountUuid);

  /**
   * Stages the deletion of at most {@code limit} entries of that storage, and of no more than leave
   * room for other writes of the unit of work; false when none is left.
   *
   * @throws IllegalArgumentException when the limit is below 1
   */
  boolean deleteSome(String mountUuid, int limit);

  /** Stages the removal of the entry. */
  void end(String mountUuid);
}

package io.azimuth.application.port.store;

import java.util.List;

/**
 * The journal of mounts whose storage is still to be deleted: written together with the removal of
 * the mount, removed when nothing is left.
 */
public interface SweepRecords {

  /** The uuids of the mounts whose storage is to be deleted. */
  List<String> mounts();

  /** Stages the intent to delete the storage of a mount. */
  void begin(String mountUuid);

  /**
   * Stages the deletion of at most {@code limit} entries of that storage; false when none is left.
   */
  boolean deleteSome(String mountUuid, int limit);

  /** Stages the end of the intent. */
  void end(String mountUuid);
}

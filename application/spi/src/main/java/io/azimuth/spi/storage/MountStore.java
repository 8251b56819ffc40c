package io.azimuth.spi.storage;

import io.azimuth.domain.mount.Mount;
import io.azimuth.spi.engine.CommitOutcome;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * The mounts of one plugin and their records, for work without a request. Requests bring their own
 * transaction. Safe for use by many threads.
 */
public interface MountStore {

  /**
   * The mounts of the plugin's own type, in order of their path.
   *
   * @throws io.azimuth.domain.error.ServiceException with {@code SEALED} while the store is sealed
   */
  List<Mount> mounts();

  /**
   * Begins a transaction on the records of a mount.
   *
   * @param mountUuid of a mount of the plugin's own type
   * @throws StaleReadException when the plugin has no such mount, or has it no more
   * @throws io.azimuth.domain.error.ServiceException with {@code SEALED} while the store is sealed
   */
  MountTransaction begin(String mountUuid);

  /**
   * Writes what the transaction staged, all or nothing, provided that every record that it read is
   * still as it was. Does not block; the stage never completes exceptionally and completes on a
   * thread where nothing may block.
   *
   * @throws io.azimuth.domain.error.ServiceException with a code of the store when it takes no
   *     write, or with {@code SEALED}
   */
  CompletionStage<CommitOutcome> commit(MountTransaction transaction);
}

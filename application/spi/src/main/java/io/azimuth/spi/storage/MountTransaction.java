package io.azimuth.spi.storage;

/**
 * The reads and writes of one mount's records in one transaction. Nothing of it leads to another
 * mount, to tokens, policies or audit devices.
 *
 * <p>Each record that is read by its path becomes a precondition of the commit: it must still be
 * what was read, or still be absent. Pages and listings do not. What was staged is not seen by
 * later reads of the same transaction. For use by one thread. Every read throws {@link
 * io.azimuth.domain.error.ServiceException} when the store cannot serve.
 */
public interface MountTransaction extends EpochView {

  /** The uuid of the mount. */
  String mountUuid();

  /** The records of the mount. */
  MountStorage storage();

  /**
   * Makes the commit begin a new epoch, which ends what was cached of this mount on every node. For
   * writes of roles and configurations.
   */
  void beginEpoch();
}

package io.azimuth.spi.engine;

/** How a batch ended. */
public enum CommitOutcome {
  /** Durable: it survives a kill of the process and a loss of power. */
  COMMITTED,
  /** A precondition did not hold; nothing was written. */
  CONFLICT,
  /**
   * Nobody knows: the connection or the disk broke between the write and its confirmation. It may
   * show later that the batch was committed.
   */
  UNKNOWN
}

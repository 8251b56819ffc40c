package io.azimuth.spi.engine;

/** The outcome of a batch. */
public enum CommitOutcome {
  /** Durable: it survives a kill of the process and a loss of power. */
  COMMITTED,
  /** A precondition did not hold; nothing was written. */
  CONFLICT,
  /**
   * The outcome is not known, because the connection or the disk failed between the write and its
   * confirmation. A later read may show that the batch was committed.
   */
  UNKNOWN
}

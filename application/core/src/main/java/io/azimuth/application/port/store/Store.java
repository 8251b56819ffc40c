package io.azimuth.application.port.store;

import io.azimuth.spi.engine.CommitOutcome;
import java.util.concurrent.CompletionStage;

/** The records of the server. Safe for use by many threads. */
public interface Store {

  /**
   * Begins a unit of work.
   *
   * @throws io.azimuth.domain.error.ServiceException with {@code SEALED} while the barrier is
   *     sealed
   */
  UnitOfWork begin();

  /**
   * Begins a unit of work that will probably read what the last one with this hint has read.
   *
   * @throws io.azimuth.domain.error.ServiceException with {@code SEALED} while the barrier is
   *     sealed
   */
  default UnitOfWork begin(ReadHint hint) {
    return begin();
  }

  /**
   * Writes everything that the unit of work staged, or nothing, if every record that it read by key
   * is unchanged. One without writes completes as committed at once, without this check. Does not
   * block; the stage never completes exceptionally. One with writes completes on another thread
   * than the caller's, where nothing may block, and by then its writes are visible.
   *
   * @throws io.azimuth.domain.error.ServiceException with a code of the store when it accepts no
   *     write, or with {@code SEALED}
   */
  CompletionStage<CommitOutcome> commit(UnitOfWork work);
}

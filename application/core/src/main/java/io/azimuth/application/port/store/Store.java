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
   * Writes what the unit of work staged, all or nothing, if every record that it read is unchanged.
   * One without writes completes as committed at once, without that check. Does not block; the
   * stage never completes exceptionally; it completes on a thread of the engine, so its dependents
   * must not block.
   *
   * @throws io.azimuth.domain.error.ServiceException with a code of the store when it accepts no
   *     write, or with {@code SEALED}
   */
  CompletionStage<CommitOutcome> commit(UnitOfWork work);
}

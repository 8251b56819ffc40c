package io.azimuth.application.seal;

import io.azimuth.application.port.store.Store;
import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.engine.CommitOutcome;
import java.util.function.Supplier;

/** Commits that block the calling thread until the outcome is known. */
final class BlockingCommit {

  private BlockingCommit() {}

  /**
   * Commits and waits.
   *
   * @param onConflict the exception when another writer was faster
   */
  static void require(
      Store store, UnitOfWork work, Supplier<? extends RuntimeException> onConflict) {
    CommitOutcome outcome = store.commit(work).toCompletableFuture().join();
    switch (outcome) {
      case COMMITTED -> {}
      case CONFLICT -> throw onConflict.get();
      case UNKNOWN ->
          throw new ServiceException(ErrorCode.STORE_UNCERTAIN, "the commit was not confirmed");
    }
  }
}

package io.azimuth.application.sweep;

import io.azimuth.application.port.store.Store;
import io.azimuth.application.port.store.TokenRecords.TidyStep;
import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.domain.token.TokenHash;
import io.azimuth.spi.engine.CommitOutcome;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Removes use counts that belong to no token. */
@Singleton
final class UseCountSweep {

  private static final int PAGE = 200;

  private final Store store;

  @Inject
  UseCountSweep(Store store) {
    this.store = store;
  }

  /** Goes through them once, page by page, and returns how many were removed. Blocks. */
  public long run() {
    long removed = 0;
    Optional<TokenHash> after = Optional.empty();
    do {
      UnitOfWork work = store.begin();
      TidyStep step = work.tokens().tidy(after, PAGE);
      // After a conflict another run removes the page.
      if (store.commit(work).toCompletableFuture().join() == CommitOutcome.COMMITTED) {
        removed += step.removed();
      }
      after = step.end();
    } while (after.isPresent());
    return removed;
  }
}

package io.azimuth.application.seal;

import io.azimuth.application.gateway.RetryExecutor;
import io.azimuth.application.port.engine.CommitOutcome;
import io.azimuth.application.port.store.Barrier;
import io.azimuth.application.port.store.SealRecord;
import io.azimuth.application.port.store.Store;
import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.domain.error.ServiceException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * New shares and the ones that they replace. Both count from the commit until the answer with the
 * new ones was handed to the network: had it been lost, nobody could ever open the store again.
 * From then on the old ones do not count in this process, and soon not in the store.
 */
@Singleton
public final class Replacements {

  private static final Logger LOG = LoggerFactory.getLogger(Replacements.class);

  private final Barrier barrier;
  private final Store store;
  private final RetryExecutor threads;
  private volatile boolean over;

  @Inject
  Replacements(Barrier barrier, Store store, RetryExecutor threads) {
    this.barrier = barrier;
    this.store = store;
    this.threads = threads;
  }

  /** Whether what was replaced does not count any more, whatever the store says. */
  boolean areOver() {
    return over;
  }

  /** New shares are being made: what they replace counts until they are out. */
  void begin() {
    over = false;
  }

  /** Somebody holds the new shares: what they replaced is forgotten. Does not block. */
  void end() {
    over = true;
    try {
      threads.execute(this::remove);
    } catch (RejectedExecutionException e) {
      LOG.warn("replaced key shares remain in the store until the next unsealing");
    }
  }

  /** The current key was just used by people who hold its shares. Does not block. */
  void provedHeld() {
    end();
  }

  private void remove() {
    try {
      UnitOfWork work = store.begin();
      SealRecord seal = barrier.sealRecord(work);
      if (over && seal.hasPrevious()) {
        barrier.stage(work, seal.withoutPrevious());
        var unused = store.commit(work).thenAccept(Replacements::report);
      }
    } catch (ServiceException e) {
      LOG.warn("replaced key shares remain in the store for now: {}", e.getMessage());
    }
  }

  private static void report(CommitOutcome outcome) {
    if (outcome == CommitOutcome.COMMITTED) {
      LOG.info("replaced key shares are removed");
    } else {
      LOG.warn("replaced key shares remain in the store for now: {}", outcome);
    }
  }
}

package io.azimuth.application.seal.share;

import io.azimuth.application.gateway.RetryExecutor;
import io.azimuth.application.port.seal.Barrier;
import io.azimuth.application.port.seal.SealRecord;
import io.azimuth.application.port.store.Store;
import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.engine.CommitOutcome;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * New shares and the ones that they replace. Both count from the commit until the answer with the
 * new ones was handed to the network: had it been lost, nobody could ever open the store again.
 * From then on the old ones do not count in this process, and soon not in the store.
 */
@Singleton
public final class RekeyCutover implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(RekeyCutover.class);

  private static final long PATIENCE_SECONDS = 5;

  private final Barrier barrier;
  private final Store store;
  private final RetryExecutor threads;
  private volatile boolean over;
  private volatile CompletableFuture<Void> removal = CompletableFuture.allOf();

  @Inject
  RekeyCutover(Barrier barrier, Store store, RetryExecutor threads) {
    this.barrier = barrier;
    this.store = store;
    this.threads = threads;
  }

  /** Whether what was replaced does not count any more, whatever the store says. */
  boolean isComplete() {
    return over;
  }

  /** New shares are being made: what they replace counts until they are out. */
  public void begin() {
    over = false;
  }

  /** Somebody holds the new shares: what they replaced is forgotten. Does not block. */
  public void complete() {
    over = true;
    CompletableFuture<Void> removed = new CompletableFuture<>();
    removal = removed;
    try {
      threads.execute(() -> remove(removed));
    } catch (RejectedExecutionException e) {
      logPostponed(String.valueOf(e.getMessage()));
      removed.complete(null);
    }
  }

  private void remove(CompletableFuture<Void> removed) {
    try {
      UnitOfWork work = store.begin();
      SealRecord seal = barrier.sealRecord(work);
      if (!over || !seal.hasPrevious()) {
        removed.complete(null);
        return;
      }
      barrier.stage(work, seal.withoutPrevious());
      var unused = store.commit(work).thenAccept(outcome -> report(outcome, removed));
    } catch (ServiceException e) {
      logPostponed(String.valueOf(e.getMessage()));
      removed.complete(null);
    }
  }

  private static void report(CommitOutcome outcome, CompletableFuture<Void> removed) {
    if (outcome == CommitOutcome.COMMITTED) {
      LOG.info("replaced key shares are removed");
    } else {
      logPostponed(outcome.name());
    }
    removed.complete(null);
  }

  // Whoever uses the new shares removes the old ones; this process does not take them anyway.
  private static void logPostponed(String why) {
    LOG.warn("replaced key shares stay in the store until the new ones are used: {}", why);
  }

  /** Waits a few seconds for what is under way. */
  @Override
  public void close() {
    try {
      removal.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      logPostponed(String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

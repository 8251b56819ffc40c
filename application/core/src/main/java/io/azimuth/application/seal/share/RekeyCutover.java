package io.azimuth.application.seal.share;

import io.azimuth.application.port.seal.Barrier;
import io.azimuth.application.port.seal.SealRecord;
import io.azimuth.application.port.store.Store;
import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.application.route.RetryExecutor;
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
 * The change from replaced shares to new ones. Both are accepted from the commit until the answer
 * with the new ones was handed to the network: if that answer were lost, the store could never be
 * opened again. After that this process refuses the old ones, and they are removed from the store.
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

  /** Whether this process refuses the replaced shares, even while the store still has them. */
  boolean isComplete() {
    return over;
  }

  /** New shares are being made; the replaced ones are accepted until {@link #complete}. */
  public void begin() {
    over = false;
  }

  /** The new shares were handed out: the replaced ones are refused and removed. Does not block. */
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
      if (!over || !seal.hasReplacedShares()) {
        removed.complete(null);
        return;
      }
      barrier.stage(work, seal.withoutReplacedShares());
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

  // The first use of the new shares removes the old ones; this process refuses them anyway.
  private static void logPostponed(String why) {
    LOG.warn("replaced key shares stay in the store until the new ones are used: {}", why);
  }

  /** Waits a few seconds for a removal that has begun. */
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

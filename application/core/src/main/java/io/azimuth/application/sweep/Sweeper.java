package io.azimuth.application.sweep;

import io.azimuth.application.cubbyhole.CubbyholeSweep;
import io.azimuth.application.port.seal.Barrier;
import io.azimuth.application.port.store.Store;
import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.engine.CommitOutcome;
import io.azimuth.spi.storage.StaleReadException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One round of cleaning. Repeat it; a later round continues after a restart. */
@Singleton
public final class Sweeper {

  private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);
  private static final int PAGE = 500;

  private final Barrier barrier;
  private final Store store;
  private final TokenSweep tokens;
  private final CubbyholeSweep cubbyholes;

  @Inject
  Sweeper(Barrier barrier, Store store, TokenSweep tokens, CubbyholeSweep cubbyholes) {
    this.barrier = barrier;
    this.store = store;
    this.tokens = tokens;
    this.cubbyholes = cubbyholes;
  }

  /** Calls {@link #run} only when a mount was disabled and its storage still exists. Blocks. */
  public void runIfDue() {
    if (barrier.isSealed()) {
      return;
    }
    try {
      if (store.begin().sweeps().mounts().isEmpty()) {
        return;
      }
    } catch (ServiceException e) {
      LOG.debug("not looked for sweeps: {}", e.getMessage());
      return;
    }
    run();
  }

  /** Removes expired and orphaned records. Blocks; throws only on programming errors. */
  public void run() {
    if (barrier.isSealed()) {
      return;
    }
    long removed = part("tokens", tokens::run);
    long kept = part("cubbyholes", cubbyholes::run);
    long mounts = part("mounts", this::sweepMounts);
    if (removed + kept + mounts > 0) {
      LOG.info("swept, tokens={}, cubbyholes={}, mounts={}", removed, kept, mounts);
    }
  }

  // A record that cannot be read ends the sweep of its kind alone.
  private static long part(String what, LongSupplier sweep) {
    try {
      return sweep.getAsLong();
    } catch (ServiceException | StaleReadException e) {
      LOG.warn("sweep of {} interrupted, it will be repeated: {}", what, e.getMessage());
      return 0;
    }
  }

  private long sweepMounts() {
    long swept = 0;
    for (String mount : store.begin().sweeps().mounts()) {
      swept += deleteStorage(mount) ? 1 : 0;
    }
    return swept;
  }

  // A batch that cannot be committed is left to the next round, which begins where this one ended.
  private boolean deleteStorage(String mount) {
    while (true) {
      UnitOfWork work = store.begin();
      boolean more = work.sweeps().deleteSome(mount, PAGE);
      if (!more) {
        work.sweeps().end(mount);
      }
      CommitOutcome outcome = store.commit(work).toCompletableFuture().join();
      if (outcome != CommitOutcome.COMMITTED) {
        LOG.warn("the storage of a removed mount is left to the next sweep: {}", outcome);
        return false;
      }
      if (!more) {
        return true;
      }
    }
  }
}

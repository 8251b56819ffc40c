package io.azimuth.application.sweep;

import io.azimuth.application.lease.LeaseValidity;
import io.azimuth.application.lease.SecretLeases;
import io.azimuth.application.lease.SecretRevoker;
import io.azimuth.application.port.seal.Barrier;
import io.azimuth.application.port.store.Store;
import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.domain.lease.Lease;
import io.azimuth.domain.mount.Mount;
import io.azimuth.domain.time.ClockSkew;
import io.azimuth.spi.engine.CommitOutcome;
import io.azimuth.spi.storage.StaleReadException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the secrets of dead leases, and removes the leases. What cannot be ended is tried again
 * after a pause that grows. A disabled mount is given to the sweep of storages when it has no lease
 * left.
 */
@Singleton
public final class LeaseSweep {

  private static final Logger LOG = LoggerFactory.getLogger(LeaseSweep.class);

  /** How many secrets are ended at a time. */
  private static final int AT_ONCE = 16;

  /** After so many failures in one round, the other leases of the mount wait for the next. */
  private static final int MOST_FAILURES = 16;

  private final Barrier barrier;
  private final Store store;
  private final SecretLeases leases;
  private final LeaseValidity validity;
  private final SecretRevoker revoker;
  private final Clock clock;

  @Inject
  LeaseSweep(
      Barrier barrier,
      Store store,
      SecretLeases leases,
      LeaseValidity validity,
      SecretRevoker revoker,
      Clock clock) {
    this.barrier = barrier;
    this.store = store;
    this.leases = leases;
    this.validity = validity;
    this.revoker = revoker;
    this.clock = clock;
  }

  /**
   * Goes through all leases once. Blocks, also for the systems of the engines; throws only on
   * programming errors. A later round continues after a restart.
   */
  public void run() {
    if (barrier.isSealed()) {
      return;
    }
    try {
      Round round = new Round();
      List<Mount> ended = store.begin().leases().endedMounts(); // first: they get no new leases
      WorkPauses pauses = WorkPauses.begin();
      leases.forEachPage(
          "",
          page -> {
            round.sweep(page);
            pauses.take();
          });
      ended.stream().filter(mount -> !round.left.contains(mount.uuid())).forEach(this::release);
      if (round.ended > 0) {
        LOG.info("leases ended, number={}", round.ended);
      }
    } catch (ServiceException | StaleReadException e) {
      LOG.warn("sweep of leases interrupted, it will be repeated: {}", e.getMessage());
    }
  }

  private void release(Mount mount) {
    UnitOfWork work = store.begin();
    work.leases().removeEnded(mount.uuid());
    work.sweeps().begin(mount.uuid());
    var unused = commit(work).join();
  }

  // After a conflict the next round does it.
  private CompletableFuture<Boolean> commit(UnitOfWork work) {
    return store
        .commit(work)
        .thenApply(outcome -> outcome == CommitOutcome.COMMITTED)
        .toCompletableFuture();
  }

  /** One way through all leases. */
  private final class Round {

    private final Map<String, Integer> failures = new HashMap<>();
    private final Set<String> left = new HashSet<>();
    private int ended;

    void sweep(List<Lease> page) {
      UnitOfWork work = store.begin();
      List<Lease> due = new ArrayList<>();
      for (Lease lease : page) {
        if (isDue(work, lease)) {
          due.add(lease);
        } else {
          left.add(lease.mountUuid());
        }
      }
      for (int i = 0; i < due.size(); i += AT_ONCE) {
        end(due.subList(i, Math.min(i + AT_ONCE, due.size())));
      }
    }

    private boolean isDue(UnitOfWork work, Lease lease) {
      return validity.isDead(work, lease, over())
          && (lease.failed().isDue(clock.instant()) || validity.isForced(work, lease));
    }

    // What has expired by then has expired by the clock of every server, so it cannot be renewed
    // any more.
    private Instant over() {
      return clock.instant().minus(ClockSkew.ALLOWED);
    }

    private void end(List<Lease> some) {
      Map<Lease, CompletableFuture<Optional<String>>> begun = new LinkedHashMap<>();
      for (Lease lease : some) {
        begin(lease)
            .ifPresentOrElse(end -> begun.put(lease, end), () -> left.add(lease.mountUuid()));
      }
      // All are staged before the first is awaited, so that one write of the store takes them.
      Map<Lease, CompletableFuture<Boolean>> settled = new LinkedHashMap<>();
      begun.forEach((lease, end) -> settled.put(lease, settle(lease, end.join()))); // 30 s at most
      settled.forEach((lease, gone) -> note(lease, gone.join()));
    }

    private void note(Lease lease, boolean gone) {
      if (gone) {
        ended++;
      } else {
        left.add(lease.mountUuid());
      }
    }

    // Read again: it may have changed since the page was read.
    private Optional<CompletableFuture<Optional<String>>> begin(Lease lease) {
      UnitOfWork work = store.begin();
      boolean still =
          work.leases().find(lease.id()).filter(lease::equals).isPresent() && isDue(work, lease);
      if (!still) {
        return Optional.empty();
      }
      if (failures.getOrDefault(lease.mountUuid(), 0) < MOST_FAILURES) {
        return Optional.of(revoker.begin(work, lease));
      }
      return validity.isForced(work, lease)
          ? Optional.of(CompletableFuture.completedFuture(Optional.of("not tried")))
          : Optional.empty();
    }

    /** Completes when the end is durable, with whether the lease is gone. */
    private CompletableFuture<Boolean> settle(Lease lease, Optional<String> failure) {
      UnitOfWork work = store.begin();
      if (work.leases().find(lease.id()).filter(lease::equals).isEmpty()) {
        return CompletableFuture.completedFuture(false); // forced meanwhile: the next round sees it
      }
      boolean forced = failure.isPresent() && validity.isForced(work, lease);
      failure.ifPresent(reason -> tell(lease, reason, forced));
      if (failure.isEmpty() || forced) {
        work.leases().remove(lease.id());
        return commit(work);
      }
      work.leases().put(lease.failedAgain(clock.instant(), failure.get()));
      return commit(work).thenApply(unused -> false);
    }

    private void tell(Lease lease, String reason, boolean forced) {
      failures.merge(lease.mountUuid(), 1, Integer::sum);
      if (forced) {
        LOG.warn("lease forgotten, its secret may remain, id={}, reason={}", lease.id(), reason);
      } else {
        LOG.warn(
            "the secret of a lease could not be ended, it is tried again, id={}, failures={},"
                + " reason={}",
            lease.id(),
            lease.failed().count() + 1,
            reason);
      }
    }
  }
}

package io.azimuth.azure.watch;

import io.azimuth.azure.config.AzureSettings;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.domain.mount.Mount;
import io.azimuth.spi.engine.CommitOutcome;
import io.azimuth.spi.storage.MountTransaction;
import io.azimuth.spi.storage.StaleReadException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The rounds of one mount, one after the other. Safe for use by many threads. */
final class MountWatch {

  /** How long after a round the next one begins. */
  static final Duration INTERVAL = Duration.ofMinutes(5);

  /** A round that was not ticked for so long is given up: another server may have led meanwhile. */
  private static final Duration LONGEST_GAP = Duration.ofMinutes(2);

  private static final Logger LOG = LoggerFactory.getLogger(MountWatch.class);

  private final WatchServices services;
  private final int room;
  private final ReadAllowance allowance = new ReadAllowance();
  private Optional<WatchRound> round = Optional.empty();
  private Instant due = Instant.MIN;
  private Instant lastTick = Instant.MIN;
  private final AtomicReference<Optional<RoundEnd>> unstored =
      new AtomicReference<>(Optional.empty());

  MountWatch(WatchServices services, int room) {
    this.services = services;
    this.room = room;
  }

  /** Begins a round that is due, or goes on with the running one. Does not block. */
  synchronized void tick(Mount mount, MountTransaction work, AzureSettings settings, Instant now) {
    lastTick = now;
    unstored.getAndSet(Optional.empty()).ifPresent(ended -> store(mount, ended));
    round.filter(it -> isLeft(it, now)).ifPresent(it -> stop());
    round.filter(it -> !it.isFor(settings)).ifPresent(it -> it.stop("the configuration changed"));
    if (round.isEmpty()) {
      if (!isDue(work, now)) {
        return;
      }
      Optional<String> from = StoredMemory.read(work).rest();
      round = Optional.of(new WatchRound(mount, settings, services, allowance, room, from));
    }
    WatchRound running = round.get();
    running.tick(settings, now);
    if (running.isOver()) {
      end(mount, running, now);
    }
  }

  private static boolean isLeft(WatchRound running, Instant now) {
    return running.lastTick().isAfter(now) || now.isAfter(running.lastTick().plus(LONGEST_GAP));
  }

  /** Whether it was not ticked since then. */
  synchronized boolean isIdleSince(Instant time) {
    return lastTick.isBefore(time);
  }

  // Another server may have ended a round since this one looked. What lies further ahead than a
  // round can be was noted while the clock was ahead.
  private boolean isDue(MountTransaction work, Instant now) {
    if (now.isBefore(due) && !due.isAfter(now.plus(INTERVAL))) {
      return false;
    }
    Optional<Instant> next =
        RoundReport.lastEnd(work).filter(it -> !it.isAfter(now)).map(it -> it.plus(INTERVAL));
    due = next.orElse(now);
    return !now.isBefore(due);
  }

  private void end(Mount mount, WatchRound ended, Instant now) {
    RoundEnd all = ended.end();
    RoundReport report = all.report();
    round = Optional.empty();
    due = now.plus(INTERVAL);
    LOG.info(
        "watched machines were read, mount={}, counts={}, revoked={}, reads={},"
            + " seconds={}, more={}, stopped={}",
        mount.path(),
        report.counts(),
        report.revoked(),
        report.reads(),
        Duration.between(report.began(), report.ended()).toSeconds(),
        report.more(),
        report.stopped().orElse("-"));
    store(mount, all);
  }

  // The next tick tries again: another write of the mount may have come first.
  private void store(Mount mount, RoundEnd ended) {
    try {
      MountTransaction own = services.store().begin(mount.uuid());
      ended.store(own);
      var unused =
          services
              .store()
              .commit(own)
              .thenAccept(
                  outcome -> {
                    if (outcome != CommitOutcome.COMMITTED) {
                      unstored.set(Optional.of(ended));
                    }
                  });
    } catch (ServiceException | StaleReadException e) {
      LOG.debug("a report was not stored, mount={}: {}", mount.path(), e.getMessage());
      unstored.set(Optional.of(ended));
    }
  }

  /** Ends the running round. */
  synchronized void stop() {
    round.ifPresent(it -> it.stop("it was left"));
    round = Optional.empty();
  }
}

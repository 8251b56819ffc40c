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
  private Optional<String> rest = Optional.empty();
  private Instant due = Instant.MIN;
  private final AtomicReference<Optional<RoundReport>> unstored =
      new AtomicReference<>(Optional.empty());

  MountWatch(WatchServices services, int room) {
    this.services = services;
    this.room = room;
  }

  /** Begins a round that is due, or goes on with the running one. Does not block. */
  synchronized void tick(Mount mount, MountTransaction work, AzureSettings settings, Instant now) {
    unstored.getAndSet(Optional.empty()).ifPresent(report -> store(mount, report));
    round.filter(it -> isOutdated(it, settings, now)).ifPresent(it -> stop());
    if (round.isEmpty()) {
      if (!isDue(work, now)) {
        return;
      }
      round = Optional.of(new WatchRound(mount, settings, services, allowance, room, rest));
    }
    WatchRound running = round.get();
    running.tick(now);
    if (running.isOver()) {
      end(mount, running, now);
    }
  }

  private static boolean isOutdated(WatchRound running, AzureSettings settings, Instant now) {
    return running.version() != settings.azure().version()
        || running.lastTick().isAfter(now)
        || now.isAfter(running.lastTick().plus(LONGEST_GAP));
  }

  // Another server may have ended a round since this one looked.
  private boolean isDue(MountTransaction work, Instant now) {
    if (now.isBefore(due)) {
      return false;
    }
    Optional<Instant> next =
        RoundReport.lastEnd(work).filter(it -> !it.isAfter(now)).map(it -> it.plus(INTERVAL));
    due = next.orElse(now);
    return !now.isBefore(due);
  }

  private void end(Mount mount, WatchRound ended, Instant now) {
    RoundReport report = ended.report();
    rest = ended.rest();
    round = Optional.empty();
    due = now.plus(INTERVAL);
    LOG.info(
        "watched machines were read, mount={}, machines={}, gone={}, revoked={}, reads={},"
            + " unanswered={}, seconds={}, more={}, stopped={}",
        mount.path(),
        report.machines(),
        report.gone(),
        report.revoked(),
        report.reads(),
        report.unanswered(),
        Duration.between(report.began(), report.ended()).toSeconds(),
        report.more(),
        report.stopped().orElse("-"));
    store(mount, report);
  }

  // The next tick tries again: another write of the mount may have come first.
  private void store(Mount mount, RoundReport report) {
    try {
      MountTransaction own = services.store().begin(mount.uuid());
      report.store(own.storage());
      var unused =
          services
              .store()
              .commit(own)
              .thenAccept(
                  outcome -> {
                    if (outcome != CommitOutcome.COMMITTED) {
                      unstored.set(Optional.of(report));
                    }
                  });
    } catch (ServiceException | StaleReadException e) {
      LOG.debug("a report was not stored, mount={}: {}", mount.path(), e.getMessage());
      unstored.set(Optional.of(report));
    }
  }

  /** Ends the running round. */
  synchronized void stop() {
    round.ifPresent(WatchRound::cancel);
    round = Optional.empty();
  }
}

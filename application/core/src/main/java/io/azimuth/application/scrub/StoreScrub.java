package io.azimuth.application.scrub;

import io.azimuth.application.port.leader.Leadership;
import io.azimuth.application.port.seal.Barrier;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.engine.KeyValueEngine;
import io.azimuth.spi.metrics.Measurement;
import io.azimuth.spi.metrics.Metrics;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the whole store once a day and checks that every entry can be read. So damage by a broken
 * disk is known before somebody needs the entry, and while there still are snapshots without it.
 *
 * <p>A step a second reads at most {@value #MOST_ENTRIES} entries and, but for the last page, 1
 * MiB: a fraction of what a disk and a processor can do. Only the leader reads, since servers that
 * share a store would find the same; a sealed server has no keys to check with.
 */
@Singleton
public final class StoreScrub {

  static final int MOST_ENTRIES = 256;
  static final long MOST_BYTES = 1 << 20;
  static final Duration BETWEEN_BEGINNINGS = Duration.ofDays(1);

  private static final Logger LOG = LoggerFactory.getLogger(StoreScrub.class);

  private final KeyValueEngine engine;
  private final Barrier barrier;
  private final Leadership leadership;
  private final Clock clock;
  private Optional<ScrubPass> pass = Optional.empty();
  private Optional<Instant> begun = Optional.empty();
  private long foundLast;
  private long generation;
  private volatile Optional<Figures> figures = Optional.empty();

  private record Figures(long unreadable, Optional<Instant> ended) {}

  @Inject
  StoreScrub(
      KeyValueEngine engine, Barrier barrier, Leadership leadership, Clock clock, Metrics metrics) {
    this.engine = engine;
    this.barrier = barrier;
    this.leadership = leadership;
    this.clock = clock;
    metrics.add(this::measure);
  }

  /** Does the next step if one is due. Called every second. Blocks for the disk. */
  public void run() {
    if (barrier.isSealed() || !leadership.isLeader()) {
      forget();
      return;
    }
    if (generation != barrier.generation()) {
      generation = barrier.generation();
      forget(); // what was found is replaced
    }
    if (pass.isEmpty() && isDue()) {
      pass = Optional.of(new ScrubPass(engine, barrier));
      begun = Optional.of(clock.instant());
    }
    pass.ifPresent(this::step);
  }

  // The next leader begins anew and shows what it finds.
  private void forget() {
    pass = Optional.empty();
    begun = Optional.empty();
    foundLast = 0;
    figures = Optional.empty();
  }

  // A clock that was set back makes the next pass due, instead of putting it off.
  private boolean isDue() {
    Instant now = clock.instant();
    return begun
        .filter(it -> !now.isBefore(it) && now.isBefore(it.plus(BETWEEN_BEGINNINGS)))
        .isEmpty();
  }

  private void step(ScrubPass current) {
    try {
      long bytes = 0;
      for (int read = 0; read < MOST_ENTRIES && bytes < MOST_BYTES; read += ScrubPass.PAGE) {
        if (current.isComplete()) {
          end(current.unreadable());
          return;
        }
        bytes += current.next();
      }
      show(current.unreadable().count(), figures.flatMap(Figures::ended));
    } catch (ServiceException e) {
      LOG.debug("the scrub of the store goes on later: {}", e.getMessage());
    }
  }

  private void end(UnreadableEntries unreadable) {
    pass = Optional.empty();
    foundLast = unreadable.count();
    show(foundLast, Optional.of(clock.instant()));
    if (unreadable.isEmpty()) {
      LOG.debug("the scrub of the store found every entry readable");
    } else {
      LOG.error("the disk has damaged the store: {}", unreadable.sentence());
    }
  }

  // What the last pass found stays until this one has had the time to find it.
  private void show(long found, Optional<Instant> ended) {
    figures = Optional.of(new Figures(Math.max(found, foundLast), ended));
  }

  private List<Measurement> measure() {
    List<Measurement> all = new ArrayList<>();
    figures.ifPresent(
        it -> {
          all.add(
              Measurement.gauge(
                  "azimuth_store_unreadable_entries",
                  "Entries of the store that cannot be read, as far as the scrub has come.",
                  Map.of(),
                  (double) it.unreadable()));
          it.ended().ifPresent(ended -> all.add(scrubbed(ended)));
        });
    return all;
  }

  private static Measurement scrubbed(Instant ended) {
    return Measurement.gauge(
        "azimuth_store_scrub_end_timestamp_seconds",
        "When the scrub last came to the end of the store.",
        Map.of(),
        (double) ended.getEpochSecond());
  }
}

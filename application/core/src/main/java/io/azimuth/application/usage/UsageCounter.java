package io.azimuth.application.usage;

import io.azimuth.application.lease.SecretLeases;
import io.azimuth.application.port.seal.Barrier;
import io.azimuth.application.port.store.Store;
import io.azimuth.application.sweep.BackgroundExecutor;
import io.azimuth.application.token.TokenScan;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.domain.identity.Entity;
import io.azimuth.domain.token.LeaseId;
import io.azimuth.spi.metrics.Measurement;
import io.azimuth.spi.metrics.Metrics;
import io.azimuth.spi.remote.Awaited;
import io.azimuth.spi.remote.Deadline;
import io.azimuth.spi.storage.StaleReadException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts tokens, leases and entities on request, page by page in the background. A result is reused
 * for a hundred times as long as the counting took, and for a second at least: so counting takes at
 * most a hundredth of one thread, however often it is asked for. On a small store the numbers are
 * at most a second old; with a million tokens they may be some minutes old.
 */
@Singleton
public final class UsageCounter {

  private static final int ATTEMPTS = 5;
  private static final Logger LOG = LoggerFactory.getLogger(UsageCounter.class);
  private static final Duration LEAST_USE = Duration.ofSeconds(1);
  private static final int USE_PER_COST = 100;
  private static final int PAGE = 200;

  private final Store store;
  private final TokenScan tokens;
  private final SecretLeases leases;
  private final BackgroundExecutor background;
  private final Barrier barrier;
  private final Clock clock;
  private Optional<UsageCounts> known = Optional.empty();
  private Instant countedAgainFrom = Instant.MIN;
  private Optional<CompletableFuture<Void>> underWay = Optional.empty();

  @Inject
  UsageCounter(
      Store store,
      TokenScan tokens,
      SecretLeases leases,
      BackgroundExecutor background,
      Barrier barrier,
      Clock clock,
      Metrics metrics) {
    this.store = store;
    this.tokens = tokens;
    this.leases = leases;
    this.background = background;
    this.barrier = barrier;
    this.clock = clock;
    metrics.add(this::measure);
  }

  /**
   * The counts: new ones if the present ones are too old and counting ends before the deadline,
   * otherwise the latest.
   *
   * @throws ServiceException from the last step, with {@code STORE_BUSY}, when nothing was ever
   *     counted in that time
   */
  public Awaited<UsageCounts> read(Deadline deadline) {
    return refresh()
        .map(count -> Awaited.ended(count, deadline))
        .orElseGet(() -> Awaited.of(true))
        .then(ended -> latest());
  }

  private UsageCounts latest() {
    return known()
        .orElseThrow(() -> new ServiceException(ErrorCode.STORE_BUSY, "nothing is counted yet"));
  }

  private synchronized Optional<UsageCounts> known() {
    return known;
  }

  // The running count, begun now if one is due; empty while the latest result is new enough.
  private synchronized Optional<CompletableFuture<Void>> refresh() {
    if (underWay.isEmpty() && isDue()) {
      CompletableFuture<Void> begun = new CompletableFuture<>();
      underWay = Optional.of(begun);
      background.execute(() -> count(begun));
    }
    return underWay;
  }

  private boolean isDue() {
    Instant now = clock.instant();
    return !now.isBefore(countedAgainFrom) || known.filter(it -> now.isBefore(it.at())).isPresent();
  }

  private void count(CompletableFuture<Void> flight) {
    long begun = System.nanoTime();
    Optional<UsageCounts> counted = Optional.empty();
    try {
      counted = barrier.isSealed() ? Optional.empty() : Optional.of(countAgain());
    } catch (ServiceException | StaleReadException e) {
      LOG.debug("not counted: {}", e.getMessage());
    } finally {
      settle(counted, Duration.ofNanos(System.nanoTime() - begun));
      flight.complete(null);
    }
  }

  // A change of the epoch in the middle spoils a count.
  private UsageCounts countAgain() {
    for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
      try {
        return countAll();
      } catch (StaleReadException e) {
        LOG.debug("counted again: {}", e.getMessage());
      }
    }
    return countAll();
  }

  private UsageCounts countAll() {
    UsageTally tally = new UsageTally(store.begin().mounts().all());
    tokens.forEachAlive(
        one -> tally.add(one.token(), LeaseId.of(one.hash(), one.token()).isPresent()));
    leases.forEachAliveOrFailing(tally::add, lease -> tally.addFailing());
    countEntities(tally);
    return tally.counts(clock.instant());
  }

  private void countEntities(UsageTally tally) {
    Optional<String> after = Optional.empty();
    while (true) {
      List<Entity> page = store.begin().identities().entities(after, PAGE);
      if (page.isEmpty()) {
        return;
      }
      page.forEach(tally::add);
      after = Optional.of(page.get(page.size() - 1).id());
    }
  }

  private synchronized void settle(Optional<UsageCounts> counted, Duration cost) {
    known = counted.or(() -> known);
    Duration use = cost.multipliedBy(USE_PER_COST);
    countedAgainFrom = clock.instant().plus(use.compareTo(LEAST_USE) > 0 ? use : LEAST_USE);
    underWay = Optional.empty();
  }

  // Metrics are read repeatedly: return the latest counts now, and let a new count run meanwhile.
  private List<Measurement> measure() {
    var unused = refresh();
    return known().map(UsageCounter::measurements).orElse(List.of());
  }

  private static List<Measurement> measurements(UsageCounts figures) {
    List<Measurement> all = new ArrayList<>(figures.breakdown().measurements());
    all.addAll(totals(figures));
    return all;
  }

  private static List<Measurement> totals(UsageCounts figures) {
    return List.of(
        Measurement.gauge(
            "vault_expire_num_leases",
            "Leases, as they were counted last.",
            Map.of(),
            (double) figures.leases()),
        Measurement.gauge(
            "vault_expire_num_irrevocable_leases",
            "Leases whose secrets could not be ended so far, as they were counted last.",
            Map.of(),
            (double) figures.failingLeases()),
        Measurement.gauge(
            "vault_token_count",
            "Tokens that are stored and alive, as they were counted last.",
            Map.of(),
            (double) figures.tokens()),
        Measurement.gauge(
            "vault_identity_num_entities",
            "Entities, as they were counted last.",
            Map.of(),
            (double) figures.entities()));
  }
}

package io.azimuth.azure.watch;

import io.azimuth.azure.config.AzureSettings;
import io.azimuth.domain.azure.watch.MachineCounts;
import io.azimuth.domain.azure.watch.WatchMemory;
import io.azimuth.domain.azure.watch.WatchVerdict;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.domain.mount.Mount;
import io.azimuth.spi.issued.IssuedTokens;
import io.azimuth.spi.storage.StaleReadException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One round of one mount: finds the machines that hold tokens, reads them, judges whether what it
 * saw is to be believed, and revokes the tokens of those that are gone. Each tick begins what is
 * due and the allowance admits; nothing blocks the tick, and without ticks nothing new begins. Safe
 * for use by many threads.
 */
final class WatchRound {

  /** The most holders of one round. */
  static final int MOST_HOLDERS = 50_000;

  /** How many tasks run at once. */
  static final int AT_ONCE = 2;

  private static final Logger LOG = LoggerFactory.getLogger(WatchRound.class);

  private final Mount mount;
  private final AzureSettings settings;
  private final WatchServices services;
  private final Instant began;
  private final AzureReads reads;
  private final RoundPlan plan;
  private final TokenPageReader collection;
  private Phase phase = Phase.COLLECTING;
  private RoundPart part;
  private WatchVerdict verdict = WatchVerdict.ALL_WELL;
  private Instant judged = Instant.MIN;
  private Optional<GoneTokens> goneTokens = Optional.empty();
  private Optional<Revocations> revocations = Optional.empty();
  private Optional<String> stopped = Optional.empty();
  private int running;
  private Instant lastTick;

  private enum Phase {
    COLLECTING,
    READING,
    JUDGING,
    FINDING,
    REVOKING,
    OVER
  }

  /**
   * A round that begins now.
   *
   * @param room how many holders it takes
   * @param from where in the tokens it begins; empty for the first one
   */
  WatchRound(
      Mount mount,
      AzureSettings settings,
      WatchServices services,
      ReadAllowance allowance,
      int room,
      Optional<String> from) {
    this.mount = mount;
    this.settings = settings;
    this.services = services;
    this.began = services.clock().instant();
    this.reads = new AzureReads(mount.uuid(), settings, services, allowance);
    this.plan = new RoundPlan(room);
    this.collection =
        new TokenPageReader(
            services.tokens(),
            mount.uuid(),
            Math.min(room, IssuedTokens.MAX_PAGE), // so that each round gets on
            from,
            token -> TokenHolder.of(token, settings.tenants()).map(plan::add).orElse(true),
            this::isRunning);
    this.part = collection;
    this.lastTick = began;
  }

  /** Whether other settings ask for the same machines, with the same identity. */
  boolean isFor(AzureSettings current) {
    return settings.environment().equals(current.environment())
        && settings.tenants().equals(current.tenants())
        && settings.identity().equals(current.identity());
  }

  /** When it was ticked last. */
  synchronized Instant lastTick() {
    return lastTick;
  }

  /** Begins what is due, with settings that it {@link #isFor is for}. Does not block. */
  void tick(AzureSettings current, Instant now) {
    reads.follow(current);
    begin(now).forEach(this::submit);
  }

  // Tasks are handed over without the lock.
  private synchronized List<RoundPart.Task> begin(Instant now) {
    lastTick = now;
    reads.problem(now).ifPresent(this::stop);
    proceed();
    List<RoundPart.Task> begun = new ArrayList<>();
    while (phase != Phase.OVER && running < AT_ONCE) {
      Optional<RoundPart.Task> task = part.next(now);
      if (task.isEmpty()) {
        break;
      }
      running++;
      begun.add(task.get());
    }
    return begun;
  }

  private void submit(RoundPart.Task task) {
    try {
      services.lanes().execute(() -> guarded(task));
    } catch (RejectedExecutionException e) {
      task.refused().run();
      released();
    }
  }

  private synchronized void released() {
    running--;
  }

  // A store that cannot serve now is asked again at the next tick.
  private void guarded(RoundPart.Task task) {
    try {
      task.run().run();
    } catch (ServiceException | StaleReadException e) {
      LOG.debug("a part of a watch was broken off, mount={}: {}", mount.path(), e.getMessage());
    } catch (RuntimeException e) { // the thread of the lane must survive
      LOG.error("a watch of machines broke, mount={}", mount.path(), e);
      stop("it broke; the log says why");
    } finally {
      released();
    }
  }

  private void proceed() {
    part.problem().ifPresent(this::stop);
    while (phase != Phase.OVER && running == 0 && part.isDone()) {
      switch (phase) {
        case COLLECTING -> {
          reads.arrange(plan);
          enter(Phase.READING, new MachineReads(plan, reads));
        }
        case READING ->
            enter(Phase.JUDGING, new MemoryWrite(services.store(), mount.uuid(), this::judge));
        case JUDGING -> conclude();
        case FINDING -> beginRevocations();
        case REVOKING, OVER -> phase = Phase.OVER;
      }
    }
  }

  private void enter(Phase next, RoundPart itsPart) {
    phase = next;
    part = itsPart;
  }

  // What is revoked counts from before that, even when this server is killed.
  private synchronized StoredMemory judge(StoredMemory before) {
    MachineCounts counts = plan.counts();
    judged = services.clock().instant();
    verdict = before.memory().judge(counts, judged);
    return new StoredMemory(before.memory().after(counts, judged), collection.rest());
  }

  private void conclude() {
    verdict.objection().ifPresent(this::object);
    List<GoneHolder> gone = plan.gone();
    if (phase == Phase.OVER || gone.isEmpty()) {
      phase = Phase.OVER;
      return;
    }
    GoneTokens tokens = new GoneTokens(gone, settings.tenants());
    goneTokens = Optional.of(tokens);
    enter(
        Phase.FINDING,
        new TokenPageReader(
            services.tokens(),
            mount.uuid(),
            IssuedTokens.MAX_PAGE,
            Optional.empty(),
            token -> {
              tokens.look(token);
              return true;
            },
            this::isRunning));
  }

  private void object(String why) {
    LOG.error(
        "{}: the server may no longer see them, mount={}, counts={}, gone={}",
        why,
        mount.path(),
        plan.counts(),
        plan.gone().stream()
            .map(it -> it.holder().machine().resource())
            .distinct()
            .limit(10)
            .toList());
    stop(why);
  }

  private void beginRevocations() {
    Revocations all =
        new Revocations(
            mount,
            settings.environment(),
            services,
            reads,
            goneTokens.orElseThrow().found(),
            this::isRunning);
    revocations = Optional.of(all);
    enter(Phase.REVOKING, all);
  }

  private synchronized boolean isRunning() {
    return phase != Phase.OVER;
  }

  /** Ends it early. What runs ends soon and begins nothing more. */
  synchronized void stop(String why) {
    if (phase != Phase.OVER) {
      phase = Phase.OVER;
      stopped = Optional.of(why);
    }
  }

  /** Whether it has ended and nothing of it runs any more. */
  synchronized boolean isOver() {
    return phase == Phase.OVER && running == 0;
  }

  /** The result of the round, when it has ended. */
  synchronized RoundEnd end() {
    RoundReport report =
        new RoundReport(
            began,
            services.clock().instant(),
            plan.counts(),
            revocations.map(Revocations::revoked).orElse(0),
            reads.made(),
            collection.rest().isPresent(),
            stopped);
    boolean decided = verdict == WatchVerdict.BELIEVED;
    int hit = revocations.map(Revocations::machines).orElse(0);
    return new RoundEnd(
        report, decided ? Optional.of(new WatchMemory.Loss(judged, hit)) : Optional.empty());
  }
}

package io.azimuth.azure.watch;

import io.azimuth.azure.config.AzureSettings;
import io.azimuth.azure.port.MachineList;
import io.azimuth.azure.spi.DirectoryAnswer;
import io.azimuth.domain.azure.watch.WatchCap;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.domain.mount.Mount;
import io.azimuth.spi.issued.HeldToken;
import io.azimuth.spi.issued.HeldTokens;
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
 * One round of one mount: finds the machines that hold tokens, reads them, and revokes the tokens
 * of those that are gone. Each tick begins what is due and the allowance admits; nothing blocks the
 * tick, and without ticks nothing new begins. Safe for use by many threads.
 */
final class WatchRound {

  /** The most machines of one round. */
  static final int MOST_MACHINES = 50_000;

  /** How many reads run at once. */
  static final int AT_ONCE = 2;

  private static final Logger LOG = LoggerFactory.getLogger(WatchRound.class);

  /** How many pages of tokens one task looks at; the next tick begins the next task. */
  private static final int PAGES_OF_A_TASK = 25;

  private final Mount mount;
  private final AzureSettings settings;
  private final WatchServices services;
  private final ReadAllowance allowance;
  private final Instant began;
  private final int readsBefore;
  private final int page;
  private final RoundPlan plan;
  private Phase phase = Phase.COLLECTING;
  private Optional<String> cursor;
  private Optional<String> rest = Optional.empty();
  private Optional<Revocations> revocations = Optional.empty();
  private Optional<String> stopped = Optional.empty();
  private int running;
  private Instant lastTick;

  private enum Phase {
    COLLECTING,
    READING,
    REVOKING,
    OVER
  }

  /**
   * A round that begins now.
   *
   * @param room how many machines it takes
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
    this.allowance = allowance;
    this.began = services.clock().instant();
    this.readsBefore = allowance.made();
    this.page = Math.min(room, IssuedTokens.MAX_PAGE); // so that each round gets on
    this.plan = new RoundPlan(room);
    this.cursor = from;
    this.lastTick = began;
  }

  /** The version of the configuration with which it works. */
  long version() {
    return settings.azure().version();
  }

  /** When it was ticked last. */
  synchronized Instant lastTick() {
    return lastTick;
  }

  /** Begins what is due. Does not block. */
  void tick(Instant now) {
    begin(now).forEach(Runnable::run);
  }

  // Tasks are handed over without the lock.
  private synchronized List<Runnable> begin(Instant now) {
    lastTick = now;
    if (phase == Phase.READING) {
      return reads(now);
    }
    if (phase == Phase.OVER || running > 0) {
      return List.of();
    }
    running++;
    Runnable task = phase == Phase.COLLECTING ? this::collect : this::revoke;
    return List.of(() -> hand(() -> guarded(task), this::released));
  }

  private void hand(Runnable task, Runnable rejected) {
    try {
      services.lanes().execute(task);
    } catch (RejectedExecutionException e) {
      rejected.run();
    }
  }

  private synchronized void released() {
    running--;
  }

  // A store that cannot serve now is asked again at the next tick.
  private void guarded(Runnable task) {
    try {
      task.run();
    } catch (ServiceException | StaleReadException e) {
      LOG.debug("a part of a watch was broken off, mount={}: {}", mount.path(), e.getMessage());
    } catch (RuntimeException e) { // the thread of the lane must survive
      LOG.error("a watch of machines broke, mount={}", mount.path(), e);
      stop("it broke; the log says why");
    } finally {
      released();
    }
  }

  private void collect() {
    for (int i = 0; i < PAGES_OF_A_TASK && isIn(Phase.COLLECTING); i++) {
      Optional<String> from = from();
      add(from, services.tokens().page(mount.uuid(), from, page));
    }
  }

  private synchronized Optional<String> from() {
    return cursor;
  }

  private synchronized void add(Optional<String> from, HeldTokens page) {
    if (phase != Phase.COLLECTING) {
      return; // cancelled meanwhile
    }
    for (HeldToken token : page.tokens()) {
      Optional<TokenHolder> holder = TokenHolder.of(token, settings.tenants());
      if (!holder.map(plan::add).orElse(true)) {
        rest = from;
        collected();
        return;
      }
    }
    cursor = page.next();
    if (cursor.isEmpty()) {
      collected();
    }
  }

  private void collected() {
    plan.arrange(
        services.directory().canList(settings), allowance::traffic, services.clock().instant());
    phase = Phase.READING;
  }

  private List<Runnable> reads(Instant now) {
    if (WatchCap.isExceeded(plan.watched(), plan.goneCount())) {
      tooMany();
      return List.of();
    }
    if (plan.isRead() && running == 0) {
      conclude();
      return List.of();
    }
    List<Runnable> begun = new ArrayList<>();
    while (running < AT_ONCE && !isHeldUp(now)) {
      Optional<ReadStep> step = plan.next(now);
      if (step.isEmpty()) {
        break;
      }
      if (!allowance.take(step.get(), now)) {
        plan.putBack(step.get());
        break;
      }
      running++;
      begun.add(
          () -> hand(() -> guarded(() -> read(step.get(), now)), () -> unread(step.get(), now)));
    }
    return begun;
  }

  // Logins come first, and Azure is left alone where it asks for that or does not answer.
  private boolean isHeldUp(Instant now) {
    return allowance.isPaused(now)
        || services.outages().away(mount.uuid()).isPresent()
        || services.lines().waiting(mount.uuid()) > 0;
  }

  private synchronized void unread(ReadStep step, Instant begun) {
    running--;
    allowance.giveBack(step, begun);
    plan.putBack(step);
  }

  private void read(ReadStep step, Instant begun) {
    if (step instanceof ReadStep.Single single) {
      DirectoryAnswer answer = services.directory().find(mount.uuid(), settings, single.place());
      synchronized (this) {
        allowance.ended(answer, services.clock().instant());
        plan.take(single, answer, begun);
      }
    } else if (step instanceof ReadStep.Listed listed) {
      MachineList list = services.directory().list(mount.uuid(), settings, listed);
      synchronized (this) {
        allowance.ended(listed, list, begun, services.clock().instant());
        plan.take(listed, list, begun);
      }
    }
  }

  private void tooMany() {
    LOG.error(
        "too many machines are gone at once, so no token is revoked: the server may no longer see"
            + " them, mount={}, machines={}, gone={}",
        mount.path(),
        plan.watched(),
        plan.goneCount());
    stop("too many machines are gone at once: no token was revoked");
  }

  private void conclude() {
    if (plan.goneCount() == 0) {
      phase = Phase.OVER;
      return;
    }
    revocations =
        Optional.of(new Revocations(mount, settings.environment(), services, plan.gone()));
    cursor = Optional.empty();
    phase = Phase.REVOKING;
  }

  private void revoke() {
    Revocations all = revocations();
    for (int i = 0; i < PAGES_OF_A_TASK && isIn(Phase.REVOKING); i++) {
      HeldTokens page = services.tokens().page(mount.uuid(), from(), IssuedTokens.MAX_PAGE);
      Optional<String> problem =
          all.revoke(page.tokens(), settings.tenants(), () -> isIn(Phase.REVOKING));
      if (problem.isPresent()) {
        stop(problem.get());
      } else {
        revoked(page);
      }
    }
  }

  private synchronized Revocations revocations() {
    return revocations.orElseThrow();
  }

  private synchronized void revoked(HeldTokens page) {
    cursor = page.next();
    if (cursor.isEmpty() && phase == Phase.REVOKING) {
      phase = Phase.OVER;
    }
  }

  private synchronized boolean isIn(Phase one) {
    return phase == one;
  }

  private synchronized void stop(String why) {
    if (phase != Phase.OVER) {
      phase = Phase.OVER;
      stopped = Optional.of(why);
    }
  }

  /** Ends it without a report. What runs ends soon and begins nothing more. */
  synchronized void cancel() {
    phase = Phase.OVER;
  }

  /** Whether it is over and nothing of it runs any more. */
  synchronized boolean isOver() {
    return phase == Phase.OVER && running == 0;
  }

  /** Where the next round begins. */
  synchronized Optional<String> rest() {
    return rest;
  }

  /** What came of it. */
  synchronized RoundReport report() {
    return new RoundReport(
        began,
        services.clock().instant(),
        plan.watched(),
        plan.goneCount(),
        revocations.map(Revocations::revoked).orElse(0),
        allowance.made() - readsBefore,
        plan.unanswered(),
        rest.isPresent(),
        stopped);
  }
}

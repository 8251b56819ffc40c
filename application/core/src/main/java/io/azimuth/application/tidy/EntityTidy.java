package io.azimuth.application.tidy;

import io.azimuth.application.audit.AuditBroker;
import io.azimuth.application.audit.AuditedExchange;
import io.azimuth.application.identity.EntityRemoval;
import io.azimuth.application.port.seal.Barrier;
import io.azimuth.application.port.store.Store;
import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.domain.identity.Entity;
import io.azimuth.spi.SecretGenerator;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.engine.CommitOutcome;
import io.azimuth.spi.storage.StaleReadException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes entities that logins made and nobody uses any more, such as those of machines that are
 * gone. Several servers may do so at once: each removal requires that the entity is as it was when
 * it had no token, and each login that would give it one requires that it is still there.
 */
@Singleton
public final class EntityTidy {

  private static final Logger LOG = LoggerFactory.getLogger(EntityTidy.class);

  /** After an interrupted run the next one begins so soon, unless the interval is shorter. */
  private static final Duration RETRY = Duration.ofHours(1);

  private final Barrier barrier;
  private final Store store;
  private final TidyRecords records;
  private final UnusedEntities entities;
  private final EntityRemoval removal;
  private final AuditBroker audit;
  private final TidyMetrics metrics;
  private final SecretGenerator secrets;
  private final Clock clock;
  private final AtomicBoolean running = new AtomicBoolean();
  private volatile Instant latest = Instant.EPOCH; // that began by itself, also without a report

  @Inject
  EntityTidy(
      Barrier barrier,
      Store store,
      TidyRecords records,
      UnusedEntities entities,
      EntityRemoval removal,
      AuditBroker audit,
      TidyMetrics metrics,
      SecretGenerator secrets,
      Clock clock) {
    this.barrier = barrier;
    this.store = store;
    this.records = records;
    this.entities = entities;
    this.removal = removal;
    this.audit = audit;
    this.metrics = metrics;
    this.secrets = secrets;
    this.clock = clock;
  }

  /**
   * Removes what is to be removed by the settings, if that is enabled and due. Blocks; throws only
   * on programming errors. A server that does not lead need not call it.
   */
  public void runIfDue() {
    if (barrier.isSealed()) {
      return;
    }
    Optional<Duration> due;
    try {
      due = due();
    } catch (ServiceException | StaleReadException e) {
      LOG.debug("not looked whether entities are to be tidied: {}", e.getMessage());
      return;
    }
    if (due.isPresent() && reserve()) {
      latest = clock.instant();
      run(due.get(), false);
    }
  }

  private Optional<Duration> due() {
    UnitOfWork work = store.begin();
    TidySettings settings = records.settings(work);
    Instant now = clock.instant();
    Optional<Value.Obj> last = records.report(work, false);
    Duration pause = pause(settings.interval(), last);
    boolean due =
        settings.enabled()
            && !now.isBefore(latest.plus(pause))
            && last.flatMap(TidyRun::begun).filter(it -> now.isBefore(it.plus(pause))).isEmpty();
    return due ? Optional.of(settings.unusedFor()) : Optional.empty();
  }

  private static Duration pause(Duration interval, Optional<Value.Obj> last) {
    boolean soon =
        last.filter(TidyRun::wasInterrupted).isPresent() && interval.compareTo(RETRY) > 0;
    return soon ? RETRY : interval;
  }

  /** Whether {@link #run} may be called now, which whoever asked must do then. */
  boolean reserve() {
    return running.compareAndSet(false, true);
  }

  /** Takes the reservation back. */
  void release() {
    running.set(false);
  }

  /** One run. Blocks; call it after {@link #reserve} only. */
  void run(Duration unusedFor, boolean dry) {
    TidyRun run = new TidyRun(dry, unusedFor, clock.instant());
    try {
      note(run, run.running());
      long generation = store.begin().generation();
      entities.forEach(run, found -> found.forEach(entity -> tryRemove(run, generation, entity)));
      note(run, run.finished(clock.instant()));
      metrics.finished();
      LOG.info("unused entities tidied, {}", run);
    } catch (ServiceException | StaleReadException e) {
      metrics.interrupted();
      LOG.warn("tidying of unused entities interrupted, {}: {}", run, e.getMessage());
      note(run, run.interrupted(clock.instant(), sentence(e)));
    } finally {
      release();
    }
  }

  private void tryRemove(TidyRun run, long generation, Entity entity) {
    try {
      remove(run, generation, entity);
    } catch (StaleReadException e) {
      run.changed();
    }
  }

  private void remove(TidyRun run, long generation, Entity entity) {
    if (run.isDry()) {
      run.gone(entity);
      return;
    }
    UnitOfWork work = store.begin();
    // The tokens that were read are those of before a restore.
    if (work.generation() != generation) {
      throw new ServiceException(ErrorCode.STORE_REPLACED, "restored since the run began");
    }
    boolean still =
        work.identities().entity(entity.id()).filter(entity::equals).isPresent()
            && entities.mayGo(work, entity, run);
    if (!still) {
      run.changed();
      return;
    }
    AuditedExchange exchange =
        RemovalRecord.of(secrets.uuid(), records.mount(work), entity, run.unusedFor());
    audit.devices(work).record(exchange);
    removal.remove(work, List.of(entity), clock.instant());
    work.useReserve();
    switch (store.commit(work).toCompletableFuture().join()) {
      case COMMITTED -> {
        run.gone(entity);
        metrics.removed(entity);
        var unused = audit.devices(work).recordSoon(exchange.answered(new Answer.Empty()));
      }
      case CONFLICT -> run.changed();
      case UNKNOWN ->
          throw new ServiceException(ErrorCode.STORE_UNCERTAIN, "a removal was not confirmed");
    }
  }

  // A run goes on without its report: a full disk has room for removals alone. After a conflict
  // another server has noted its own run.
  private void note(TidyRun run, Value.Obj report) {
    try {
      UnitOfWork work = store.begin();
      records.note(work, run.isDry(), report);
      CommitOutcome outcome = store.commit(work).toCompletableFuture().join();
      if (outcome != CommitOutcome.COMMITTED) {
        LOG.debug("the report of a run is not stored: {}", outcome);
      }
    } catch (ServiceException | StaleReadException e) {
      LOG.debug("the report of a run is not stored: {}", e.getMessage());
    }
  }

  private static String sentence(RuntimeException why) {
    return why instanceof ServiceException fault
        ? fault.code().sentence()
        : "the store changed while it was read";
  }
}

package io.azimuth.adapters.storage.postgresql;

import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.metrics.Counter;
import io.azimuth.spi.metrics.MetricFamily;
import io.azimuth.spi.metrics.Metrics;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;

/**
 * Whether the database takes writes, and whether it answers reads. A primary whose standby is away
 * confirms no write and still answers reads. What it does not do fails at once.
 */
final class DatabaseState {

  /** While reads fail, one is let through each time, to find out whether they work again. */
  private static final long TRIAL_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

  private final Logger logger;
  private final LongSupplier nanoTime;
  private final Counter setBacks;
  private final AtomicLong noticedSetBacks = new AtomicLong();
  private final AtomicLong nextTrial = new AtomicLong();
  private final Ability writes = new Ability("takes no writes", "takes writes");
  private final Ability reads = new Ability("answers no reads", "answers reads");
  private volatile boolean closed;

  DatabaseState(Logger logger, LongSupplier nanoTime, Metrics metrics) {
    this.logger = logger;
    this.nanoTime = nanoTime;
    this.setBacks =
        metrics.counter(
            MetricFamily.single(
                "azimuth_store_set_back_total",
                "How often the database had lost writes that it had confirmed to this server."));
  }

  /** Why writes fail at this moment, as they do when reads fail; empty when they do not. */
  Optional<ErrorCode> problem() {
    return closed ? Optional.of(ErrorCode.STORE_FAILED) : writes.problem.or(() -> reads.problem);
  }

  /** Why reads fail at this moment; empty when they do not. */
  Optional<ErrorCode> readProblem() {
    return closed ? Optional.of(ErrorCode.STORE_FAILED) : reads.problem;
  }

  /**
   * Refuses a read of a database that is away or closed, but for one from time to time.
   *
   * @throws ServiceException with {@code STORE_UNAVAILABLE} or {@code STORE_FAILED}
   */
  void checkReading() {
    Optional<ErrorCode> problem = readProblem();
    if (problem.isPresent() && (closed || !isTrial())) {
      throw new ServiceException(problem.get(), "the database cannot be used at this moment");
    }
  }

  private boolean isTrial() {
    long now = nanoTime.getAsLong();
    long next = nextTrial.get();
    return now - next >= 0 && nextTrial.compareAndSet(next, now + TRIAL_NANOS);
  }

  /**
   * Refuses a write.
   *
   * @throws ServiceException with the problem as its code
   */
  void checkWriting() {
    problem()
        .ifPresent(
            code -> {
              throw new ServiceException(code, "the database takes no writes at this moment");
            });
  }

  /** Notes that a write failed. */
  void writeFailed(SQLException thrown) {
    writes.failed(thrown);
  }

  /** Notes that a read failed. */
  void readFailed(SQLException thrown) {
    nextTrial.set(nanoTime.getAsLong() + TRIAL_NANOS);
    reads.failed(thrown);
  }

  /** The code of the exception that a caller gets. */
  static ErrorCode code(SqlFault fault) {
    return switch (fault) {
      case AWAY, RACE -> ErrorCode.STORE_UNAVAILABLE;
      case FULL -> ErrorCode.STORE_FULL;
      case REFUSED -> ErrorCode.STORE_FAILED;
    };
  }

  /** Notes that the database took a write, so that it answers reads, too. */
  void wrote() {
    writes.works();
    reads.works();
  }

  /** Notes that the database answered a read. */
  void answered() {
    reads.works();
  }

  /**
   * Notes that writes are gone which the database had confirmed to this server.
   *
   * @param confirmed the number of the last group that was confirmed
   * @param found the number of the last group that the database knows
   */
  void wasSetBack(long confirmed, long found) {
    setBacks.increment();
    noticedSetBacks.incrementAndGet();
    logger.error(
        "the database has lost writes that it had confirmed to this server, groups={}: it was set"
            + " back in time, or a failover lost them",
        confirmed - found);
  }

  /** How often {@link #wasSetBack} was called. */
  long setBacks() {
    return noticedSetBacks.get();
  }

  /** Refuses everything from now on. */
  void close() {
    closed = true;
  }

  /** Something that the database does or does not do at this moment. */
  private final class Ability {

    private final String lost;
    private final String there;
    private volatile Optional<ErrorCode> problem = Optional.empty();

    Ability(String lost, String there) {
      this.lost = lost;
      this.there = there;
    }

    synchronized void failed(SQLException thrown) {
      Optional<ErrorCode> code = Optional.of(code(SqlFault.of(thrown)));
      if (!code.equals(problem)) {
        problem = code;
        logger.error(
            "the database {}, sqlstate={}: {}",
            lost,
            thrown.getSQLState(),
            SqlFault.reason(thrown));
      }
    }

    // Each read and each commit comes here: without a problem there is nothing to lock for.
    void works() {
      if (problem.isPresent()) {
        worksAgain();
      }
    }

    private synchronized void worksAgain() {
      if (problem.isPresent()) {
        problem = Optional.empty();
        logger.warn("the database {} again", there);
      }
    }
  }
}

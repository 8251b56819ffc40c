package io.azimuth.adapters.storage.postgresql;

import io.azimuth.adapters.storage.measure.GroupFigures;
import io.azimuth.adapters.storage.queue.AnswerThread;
import io.azimuth.adapters.storage.queue.PendingBatch;
import io.azimuth.adapters.storage.queue.Uninterrupted;
import io.azimuth.adapters.storage.queue.WriteQueue;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.engine.Batch;
import io.azimuth.spi.engine.CommitOutcome;
import io.azimuth.spi.engine.EngineSnapshot;
import io.azimuth.spi.engine.Entry;
import io.azimuth.spi.engine.Key;
import io.azimuth.spi.engine.KeyValueEngine;
import io.azimuth.spi.engine.LeaderLock;
import io.azimuth.spi.metrics.Metrics;
import io.azimuth.spi.thread.EssentialThread;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Clock;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;

/**
 * The engine over a database. Reads run on the caller's thread, one statement each, so that their
 * entries are of one moment. Writes go through the queue to the writer.
 */
final class PostgresEngine implements KeyValueEngine {

  static final String TYPE = "postgresql";

  /** About the most bytes of one group, unless a single batch is larger. */
  private static final long GROUP_COST = 8L << 20;

  /** A connection of the pool may have broken long ago; another one may work. */
  private static final int ATTEMPTS = 3;

  private final Database database;
  private final Clock clock;
  private final DatabaseState state;
  private final WriteQueue queue = new WriteQueue(GROUP_COST);
  private final ThreadPoolExecutor answers;
  private final DatabaseWriter groups;
  private final DatabaseLock leaderLock;
  private final Thread writer;
  private final AtomicBoolean closed = new AtomicBoolean();

  private PostgresEngine(
      Database database, Clock clock, Logger logger, Metrics metrics, Duration patience) {
    this.database = database;
    this.clock = clock;
    this.state = new DatabaseState(logger, System::nanoTime, metrics);
    this.answers = AnswerThread.start("postgresql-answers");
    this.groups =
        new DatabaseWriter(queue, database, state, answers, new GroupFigures(metrics), patience);
    this.leaderLock = new DatabaseLock(database, clock, logger);
    this.writer = new EssentialThread(groups, "postgresql-writer");
  }

  /** Starts the engine and its writer. The engine owns the database's connections from then on. */
  static PostgresEngine start(
      Database database, Clock clock, Logger logger, Metrics metrics, Duration patience) {
    PostgresEngine engine = new PostgresEngine(database, clock, logger, metrics, patience);
    metrics.add(database);
    engine.writer.start();
    return engine;
  }

  @Override
  public List<Optional<Entry>> get(List<Key> keys) {
    return reading(connection -> EntryQueries.get(connection, keys));
  }

  @Override
  public List<Entry> scan(Key prefix, Optional<Key> after, int limit) {
    requireLimit(limit);
    return reading(connection -> EntryQueries.scan(connection, prefix, after, limit));
  }

  @Override
  public List<Key> keys(Key prefix, Optional<Key> after, int limit) {
    requireLimit(limit);
    return reading(connection -> EntryQueries.keys(connection, prefix, after, limit));
  }

  private static void requireLimit(int limit) {
    if (limit < 0) {
      throw new IllegalArgumentException("a limit is not negative");
    }
  }

  private <T> T reading(SqlRead<T> read) {
    for (int attempt = 1; ; attempt++) {
      state.checkReading();
      try (Connection connection = database.borrow()) {
        T found = read.on(connection);
        state.answered();
        return found;
      } catch (SQLTransientConnectionException e) {
        if (e.getCause() == null) { // all connections are in use
          throw new ServiceException(ErrorCode.STORE_BUSY, "no connection became free", e);
        }
        throw unreadable(e);
      } catch (SQLException e) {
        SqlFault fault = SqlFault.of(e);
        if ((fault != SqlFault.AWAY && fault != SqlFault.RACE) || attempt == ATTEMPTS) {
          throw unreadable(e);
        }
      }
    }
  }

  private ServiceException unreadable(SQLException thrown) {
    if (SqlFault.of(thrown) == SqlFault.AWAY) {
      state.readFailed(thrown);
    }
    return new ServiceException(
        DatabaseState.code(SqlFault.of(thrown)), "the database did not answer a read", thrown);
  }

  @Override
  public CompletionStage<CommitOutcome> apply(Batch batch) {
    state.checkWriting();
    PendingBatch pending = new PendingBatch(batch);
    queue.add(pending);
    return pending.stage().minimalCompletionStage();
  }

  @Override
  public EngineSnapshot snapshot() {
    state.checkReading();
    return new DatabaseSnapshot(database);
  }

  @Override
  public boolean restores() {
    return true;
  }

  @Override
  public Optional<Path> restore(Iterator<Batch> content) {
    state.checkWriting();
    return new DatabaseRestoration(database, clock).runUnderServers(content);
  }

  @Override
  public Optional<ErrorCode> problem() {
    if (!writer.isAlive()) {
      return Optional.of(ErrorCode.STORE_FAILED);
    }
    return state
        .problem()
        .or(
            () ->
                groups.isStuckAt(System.nanoTime())
                    ? Optional.of(ErrorCode.STORE_BUSY)
                    : Optional.empty());
  }

  @Override
  public Optional<ErrorCode> readProblem() {
    return state.readProblem();
  }

  @Override
  public boolean isRemote() {
    return true;
  }

  @Override
  public long setBacks() {
    return state.setBacks();
  }

  @Override
  public Optional<LeaderLock> leaderLock() {
    return Optional.of(leaderLock);
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    queue.close();
    Uninterrupted.awaitEnd(writer);
    answers.shutdown();
    Uninterrupted.awaitEnd(answers);
    leaderLock.release();
    state.close();
    database.close();
  }

  /** A read with a borrowed connection. */
  @FunctionalInterface
  private interface SqlRead<T> {
    T on(Connection connection) throws SQLException;
  }
}

package io.azimuth.adapters.storage.postgresql;

import io.azimuth.adapters.storage.measure.GroupFigures;
import io.azimuth.adapters.storage.queue.AnswerThread;
import io.azimuth.adapters.storage.queue.PendingBatch;
import io.azimuth.adapters.storage.queue.WriteQueue;
import io.azimuth.spi.thread.OutOfMemory;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The only thread that writes. It takes the waiting batches and has the database apply them. When
 * the connection breaks, it asks again with the same number until the outcome is known, or until
 * the patience ends. It ends when the queue is closed and empty.
 */
final class DatabaseWriter implements Runnable {

  /** A commit takes milliseconds; one that takes longer than this hangs. */
  private static final long STUCK_NANOS = TimeUnit.SECONDS.toNanos(10);

  private static final String LAST_GROUP =
      "SELECT coalesce(max(number), 0) FROM azimuth_commit WHERE node = ?";

  /** A living process writes every ten seconds at least. */
  private static final String FORGET =
      "DELETE FROM azimuth_commit WHERE at < now() - interval '30 days'";

  private static final long IDLE_SECONDS = 1;
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final WriteQueue queue;
  private final Database database;
  private final DatabaseState state;
  private final Executor answers;
  private final GroupFigures figures;
  private final Duration patience;
  private @Nullable UUID node; // made by the database, anew for each process
  private @Nullable Connection connection;
  private long number;
  private long confirmed; // the number of the last group that is known to be applied
  private volatile long groupBegan; // in nanoseconds; 0 between two groups

  /**
   * A writer.
   *
   * @param patience how long an outcome is looked for while the database is away
   */
  DatabaseWriter(
      WriteQueue queue,
      Database database,
      DatabaseState state,
      Executor answers,
      GroupFigures figures,
      Duration patience) {
    this.queue = queue;
    this.database = database;
    this.state = state;
    this.answers = answers;
    this.figures = figures;
    this.patience = patience;
  }

  @Override
  public void run() {
    try {
      while (!queue.isExhausted()) {
        List<PendingBatch> waiting = take();
        if (waiting.isEmpty() && state.problem().isPresent()) {
          commit(new BatchGroup(List.of()), System.nanoTime()); // finds out whether it works again
        }
        for (BatchGroup group : BatchGroup.of(waiting)) {
          groupBegan = Math.max(1, System.nanoTime());
          commit(group, System.nanoTime() + patience.toNanos());
          groupBegan = 0;
          AnswerThread.send(group.batches(), answers);
        }
      }
    } catch (RuntimeException | Error e) {
      state.close();
      queue.close();
      while (!queue.isExhausted()) {
        take().forEach(PendingBatch::complete);
      }
      throw e;
    } finally {
      disconnect();
    }
  }

  /** Whether the current group has taken so long at that time that the database must hang. */
  boolean isStuckAt(long nanoTime) {
    long began = groupBegan;
    return began != 0 && nanoTime - began > STUCK_NANOS;
  }

  private List<PendingBatch> take() {
    try {
      return queue.take(IDLE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      return List.of(); // only the engine knows this thread
    }
  }

  /** Leaves the outcomes unknown when the database does not answer before the deadline. */
  private void commit(BatchGroup group, long deadline) {
    number++;
    while (!isDone(group) && System.nanoTime() < deadline) {
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  /** Whether asking again is of no use. */
  private boolean isDone(BatchGroup group) {
    try {
      Connection open = connection;
      if (open == null) {
        open = compared(database.connectAsNode("writer"));
        connection = open;
      }
      UUID own = node;
      if (own == null) {
        own = newId(open);
        node = own;
        forgetProcessesLongGone(open);
      }
      long begun = System.nanoTime();
      new GroupCommit(group.refuseFromBefore(state.setBacks())).run(open, own, number);
      confirmed = number;
      figures.written(begun);
      state.wrote();
      return true;
    } catch (SQLException e) {
      state.writeFailed(e);
      SqlFault fault = SqlFault.of(e);
      if (fault != SqlFault.RACE) {
        disconnect();
      }
      return fault == SqlFault.FULL || fault == SqlFault.REFUSED;
    } catch (OutOfMemoryError e) {
      OutOfMemory.report(e);
      throw e;
    }
  }

  // The database may be another one than before the connection broke: a standby, or a copy of
  // yesterday.
  private Connection compared(Connection open) throws SQLException {
    boolean compared = false;
    try {
      compareHistory(open);
      compared = true;
      return open;
    } finally {
      if (!compared) {
        open.close();
      }
    }
  }

  private void compareHistory(Connection open) throws SQLException {
    if (node == null || confirmed == 0) {
      return;
    }
    try (PreparedStatement statement = open.prepareStatement(LAST_GROUP)) {
      statement.setObject(1, node);
      try (ResultSet answer = statement.executeQuery()) {
        answer.next();
        long found = answer.getLong(1);
        if (found < confirmed) {
          state.wasSetBack(confirmed, found);
          confirmed = found;
        }
      }
    }
  }

  private static void forgetProcessesLongGone(Connection open) throws SQLException {
    try (Statement statement = open.createStatement()) {
      statement.execute(FORGET);
    }
  }

  private static UUID newId(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery("SELECT gen_random_uuid()")) {
      answer.next();
      return answer.getObject(1, UUID.class);
    }
  }

  private void disconnect() {
    Connection old = connection;
    connection = null;
    if (old != null) {
      try {
        old.close();
      } catch (SQLException e) {
        state.writeFailed(e);
      }
    }
  }
}

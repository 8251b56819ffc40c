package io.azimuth.adapters.storage.postgresql;

import io.azimuth.spi.engine.LeaderLock;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * An advisory lock of a transaction that stays open. The database ends the transaction when it
 * hears nothing for some seconds, so a process that was stopped does not keep the lock. Such a
 * transaction has no snapshot and writes nothing: it keeps no old rows.
 */
final class DatabaseLock implements LeaderLock {

  private static final String TAKE =
      "SELECT pg_try_advisory_xact_lock("
          + "hashtext('azimuth leader'), hashtext(current_schema()::text))";
  private static final String SILENCE = "SET idle_in_transaction_session_timeout = '15s'";

  /** Less than the silence that the database bears. */
  private static final long CERTAIN_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final Database database;
  private final Logger logger;
  private @Nullable Connection connection;
  private volatile boolean held;
  private volatile long confirmed;

  DatabaseLock(Database database, Logger logger) {
    this.database = database;
    this.logger = logger;
  }

  @Override
  public boolean hold() {
    try {
      Connection own = connection;
      if (own == null) {
        own = database.connect();
        connection = own;
        own.setAutoCommit(false);
        execute(own, SILENCE);
        own.commit();
      }
      long asked = System.nanoTime();
      held = held ? execute(own, "SELECT true") : execute(own, TAKE);
      confirmed = asked;
      if (!held) {
        own.rollback();
      }
    } catch (SQLException e) {
      logger.info("the leader's lock cannot be asked for: {}", SqlFault.reason(e));
      release();
    }
    return isHeld();
  }

  private static boolean execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      if (!statement.execute(sql)) {
        return false;
      }
      try (ResultSet answer = statement.getResultSet()) {
        return answer.next() && answer.getBoolean(1);
      }
    }
  }

  @Override
  public boolean isHeld() {
    return held && System.nanoTime() - confirmed < CERTAIN_NANOS;
  }

  @Override
  public void release() {
    held = false;
    Connection old = connection;
    connection = null;
    if (old != null) {
      try {
        old.close();
      } catch (SQLException e) {
        logger.info("the leader's connection did not close: {}", e.getMessage());
      }
    }
  }
}

package io.azimuth.adapters.storage.postgresql;

import io.azimuth.spi.engine.LeaderLock;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
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
          + "hashtext('azimuth leader'), hashtext(current_schema()::text)), clock_timestamp()";
  private static final String STILL_THERE = "SELECT true, clock_timestamp()";
  private static final String SILENCE = "SET idle_in_transaction_session_timeout = '15s'";

  /** An answer that took longer gives the time too roughly. */
  private static final Duration PROMPT = Duration.ofSeconds(1);

  /** Less than the silence that the database bears. */
  private static final long CERTAIN_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final Database database;
  private final Clock clock;
  private final Logger logger;
  private @Nullable Connection connection;
  private volatile boolean held;
  private volatile long confirmed;
  private volatile Optional<Duration> clockOffset = Optional.empty();

  DatabaseLock(Database database, Clock clock, Logger logger) {
    this.database = database;
    this.clock = clock;
    this.logger = logger;
  }

  @Override
  public boolean hold() {
    try {
      Connection own = connection;
      if (own == null) {
        own = database.connect("leader");
        connection = own;
        own.setAutoCommit(false);
        try (Statement statement = own.createStatement()) {
          statement.execute(SILENCE);
        }
        own.commit();
      }
      long asked = System.nanoTime();
      held = ask(own, held ? STILL_THERE : TAKE);
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

  private boolean ask(Connection own, String sql) throws SQLException {
    try (Statement statement = own.createStatement()) {
      Instant sent = clock.instant();
      try (ResultSet answer = statement.executeQuery(sql)) {
        Instant received = clock.instant();
        answer.next();
        compareClocks(sent, answer.getObject(2, OffsetDateTime.class).toInstant(), received);
        return answer.getBoolean(1);
      }
    }
  }

  // The database read its clock somewhere between the two.
  private void compareClocks(Instant sent, Instant databaseTime, Instant received) {
    Duration took = Duration.between(sent, received);
    if (!took.isNegative() && took.compareTo(PROMPT) < 0) {
      clockOffset = Optional.of(Duration.between(databaseTime, sent.plus(took.dividedBy(2))));
    }
  }

  @Override
  public Optional<Duration> clockOffset() {
    return clockOffset;
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

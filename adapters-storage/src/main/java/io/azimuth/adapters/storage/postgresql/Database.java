package io.azimuth.adapters.storage.postgresql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import io.azimuth.spi.metrics.Measurement;
import io.azimuth.spi.metrics.MetricSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Connections to the primary of the database. Each new connection uses the password of that moment.
 */
final class Database implements MetricSource, AutoCloseable {

  private static final Duration MOST_WAIT = Duration.ofSeconds(2);

  /** Less than the time after which a read gives up, so that a waiting commit ends by itself. */
  private static final String LOCK_TIMEOUT = "8s";

  /**
   * A commit must be durable, each statement must see what was committed before it, and no plan may
   * read a whole table.
   */
  private static final String SETTINGS =
      "SELECT set_config('synchronous_commit', CASE current_setting('synchronous_commit')"
          + " WHEN 'off' THEN 'on' ELSE current_setting('synchronous_commit') END, false),"
          + " set_config('default_transaction_isolation', 'read committed', false),"
          + " set_config('default_transaction_read_only', 'off', false),"
          + " set_config('lock_timeout', '"
          + LOCK_TIMEOUT
          + "', false),"
          + " set_config('enable_seqscan', 'off', false)";

  /**
   * The limits of time that an administrator may have set for the role or the database. One that
   * ends a commit's wait for its standby would confirm to a client a write that a failover loses.
   * Which of these settings exist depends on the release of the database.
   */
  private static final String NO_LIMITS =
      "; SELECT set_config(name, '0', false) FROM pg_settings WHERE name IN ('statement_timeout',"
          + " 'transaction_timeout', 'idle_session_timeout',"
          + " 'idle_in_transaction_session_timeout')";

  private static final String PURPOSE =
      "SELECT set_config('application_name',"
          + " left(current_setting('application_name'), 50) || '-' || ?, false)";

  private final PGSimpleDataSource source;
  private final HikariDataSource pool;

  Database(PostgresSettings settings, DatabaseLogin login) {
    this.source = settings.source(login);
    HikariConfig config = new HikariConfig();
    config.setPoolName("postgresql");
    config.setDataSource(source);
    config.setMaximumPoolSize(settings.maxParallel());
    config.setMinimumIdle(Math.min(2, settings.maxParallel()));
    config.setConnectionTimeout(MOST_WAIT.toMillis());
    config.setInitializationFailTimeout(-1);
    config.setConnectionInitSql(SETTINGS + NO_LIMITS);
    // Else the pool asks its first connection, and if that one breaks meanwhile, prepares all later
    // ones with a level that does not exist.
    config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
    this.pool = new HikariDataSource(config);
  }

  @Override
  public List<Measurement> measure() {
    HikariPoolMXBean connections = pool.getHikariPoolMXBean();
    return connections == null
        ? List.of()
        : List.of(
            connections("active", connections.getActiveConnections()),
            connections("idle", connections.getIdleConnections()),
            connections("waiting", connections.getThreadsAwaitingConnection()));
  }

  private static Measurement connections(String state, int number) {
    return Measurement.gauge(
        "azimuth_store_connections",
        "Connections to the database for reads, and requests that wait for one.",
        Map.of("state", state),
        number);
  }

  /** A connection of the pool, for reads. Closing it gives it back. */
  Connection borrow() throws SQLException {
    return pool.getConnection();
  }

  /**
   * A connection of its own, which the caller closes.
   *
   * @param purpose a word that the administrator of the database sees behind the application's name
   */
  Connection connect(String purpose) throws SQLException {
    Connection connection = source.getConnection();
    try (Statement statement = connection.createStatement();
        PreparedStatement name = connection.prepareStatement(PURPOSE)) {
      statement.execute(SETTINGS + NO_LIMITS);
      name.setString(1, purpose);
      name.execute();
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /**
   * A connection of its own, during which the store cannot be restored as if no server used it.
   *
   * @param purpose as for every connection of its own
   */
  Connection connectAsNode(String purpose) throws SQLException {
    Connection connection = connect(purpose);
    try (Statement statement = connection.createStatement()) {
      statement.execute(NodeLock.SHARE);
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  @Override
  public void close() {
    pool.close();
  }
}

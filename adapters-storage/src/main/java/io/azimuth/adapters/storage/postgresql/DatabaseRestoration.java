package io.azimuth.adapters.storage.postgresql;

import io.azimuth.adapters.storage.queue.ContentHash;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.engine.Batch;
import io.azimuth.spi.engine.Entry;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Replaces the content of a store in one transaction, which also reads back what it wrote. The old
 * entries stay in a table of another name.
 */
final class DatabaseRestoration {

  private static final DateTimeFormatter KEPT =
      DateTimeFormatter.ofPattern("'azimuth_entry_replaced_'yyyyMMddHHmmssSSS")
          .withZone(ZoneOffset.UTC);
  private static final String ENTRIES = "azimuth_entry";

  /** Has no readers, and no log that a standby needs. */
  private static final String STAGED = "azimuth_entry_restoring";

  private static final String STAGE =
      "CREATE UNLOGGED TABLE "
          + STAGED
          + " (LIKE azimuth_entry INCLUDING STORAGE INCLUDING INDEXES)";

  /** Commits wait from here on. */
  private static final String HOLD_COMMITS = "SELECT 1 FROM azimuth_store WHERE id = 1 FOR UPDATE";

  /** Reads wait behind the one that this waits for, so it gives up soon. */
  private static final String SHORT_WAIT = "SET LOCAL lock_timeout = '3s'";

  private static final String PUBLISH =
      "INSERT INTO azimuth_entry (key, value, revision)"
          + " SELECT s.key, s.value, r.revision FROM "
          + STAGED
          + " s, (SELECT nextval('azimuth_revision') AS revision OFFSET 0) r ORDER BY s.key";

  /** Longer than any store needs: a statement may copy all of it. */
  private static final int MOST_MILLIS = (int) TimeUnit.MINUTES.toMillis(30);

  private static final int ROWS_AT_ONCE = 32;

  private final Database database;
  private final Clock clock;

  DatabaseRestoration(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * See {@link io.azimuth.spi.engine.KeyValueEngine#restore}. What takes long comes first: reads
   * wait while entries are copied from table to table inside of the database, and commits also
   * while the old ones are.
   */
  Optional<Path> runUnderServers(Iterator<Batch> content) {
    try (Connection connection = database.connectAsNode("restore")) {
      connection.setNetworkTimeout(Runnable::run, MOST_MILLIS);
      connection.setAutoCommit(false);
      if (!isTrue(connection, NodeLock.TAKE_RESTORE)) {
        throw new ServiceException(ErrorCode.RESTORE_BUSY, "another restore runs");
      }
      execute(connection, STAGE);
      byte[] given = fill(connection, STAGED, content);
      if (!hash(connection, STAGED).matches(given)) {
        throw unusable("what was written is not what is read back");
      }
      execute(connection, HOLD_COMMITS);
      Optional<Path> kept = isUsed(connection) ? Optional.of(keep(connection)) : Optional.empty();
      execute(connection, SHORT_WAIT);
      execute(connection, "TRUNCATE " + ENTRIES);
      execute(connection, PUBLISH);
      execute(connection, "DROP TABLE " + STAGED);
      commit(connection);
      return kept;
    } catch (SQLException e) {
      throw refused(e);
    }
  }

  private static ServiceException refused(SQLException thrown) {
    SqlFault fault = SqlFault.of(thrown);
    ErrorCode code =
        fault == SqlFault.RACE
            ? ErrorCode.RESTORE_BUSY
            : fault == SqlFault.REFUSED ? ErrorCode.RESTORE_FAILED : DatabaseState.code(fault);
    return new ServiceException(code, "the database did not take the entries", thrown);
  }

  private static void commit(Connection connection) {
    try {
      connection.commit();
    } catch (SQLException e) {
      throw new ServiceException(
          ErrorCode.STORE_UNCERTAIN, "the commit of a restore is not confirmed", e);
    }
  }

  private static boolean isUsed(Connection connection) throws SQLException {
    return isTrue(connection, "SELECT EXISTS (SELECT 1 FROM azimuth_entry)");
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /**
   * See {@link io.azimuth.spi.KeyValueEngineFactory#restore}. Refused while a server uses the
   * store.
   */
  Optional<Path> run(Iterator<Batch> content, boolean replace) {
    try (Connection connection = database.connect("restore")) {
      connection.setNetworkTimeout(Runnable::run, MOST_MILLIS);
      connection.setAutoCommit(false);
      if (!isTrue(connection, NodeLock.TAKE_ALONE)) {
        throw unusable("a server uses the store: stop it first");
      }
      boolean used = isUsed(connection);
      if (used && !replace) {
        throw unusable("there is a store in the database already; --force sets it aside");
      }
      Optional<Path> kept = used ? Optional.of(keep(connection)) : Optional.empty();
      execute(connection, "TRUNCATE " + ENTRIES);
      byte[] given = fill(connection, ENTRIES, content);
      if (!hash(connection, ENTRIES).matches(given)) {
        throw unusable("what was written is not what is read back");
      }
      connection.commit();
      return kept;
    } catch (SQLException e) {
      throw new ServiceException(
          ErrorCode.STORE_UNUSABLE, "the database did not take the entries", e);
    }
  }

  private static ServiceException unusable(String detail) {
    return new ServiceException(ErrorCode.STORE_UNUSABLE, detail);
  }

  private Path keep(Connection connection) throws SQLException {
    String table = KEPT.format(clock.instant());
    execute(connection, "CREATE TABLE " + table + " AS TABLE " + ENTRIES);
    return Path.of(table);
  }

  private static byte[] fill(Connection connection, String table, Iterator<Batch> content)
      throws SQLException {
    ContentHash given = new ContentHash();
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO "
                + table
                + " (key, value, revision)"
                + " SELECT t.key, t.value, nextval('azimuth_revision')"
                + " FROM unnest(?, ?) AS t(key, value)")) {
      while (content.hasNext()) {
        List<byte[]> keys = new ArrayList<>();
        List<byte[]> values = new ArrayList<>();
        content
            .next()
            .writes()
            .forEach(
                (key, value) -> {
                  given.add(key, value.orElseThrow());
                  keys.add(key.bytes());
                  values.add(value.orElseThrow());
                });
        insert.setArray(1, connection.createArrayOf("bytea", keys.toArray(byte[][]::new)));
        insert.setArray(2, connection.createArrayOf("bytea", values.toArray(byte[][]::new)));
        insert.executeUpdate();
      }
    }
    return given.sum();
  }

  private static ContentHash hash(Connection connection, String table) throws SQLException {
    ContentHash found = new ContentHash();
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT key, value, revision FROM " + table + " ORDER BY key")) {
      select.setFetchSize(ROWS_AT_ONCE);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          Entry entry = EntryQueries.entry(rows);
          found.add(entry.key(), entry.value());
        }
      }
    }
    return found;
  }

  private static boolean isTrue(Connection connection, String question) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery(question)) {
      return answer.next() && answer.getBoolean(1);
    }
  }
}

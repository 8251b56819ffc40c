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

/**
 * Replaces the content of a store in one transaction, which also reads back what it wrote. Refused
 * while a server uses the store. The old entries stay in a table of another name.
 */
final class DatabaseRestoration {

  private static final DateTimeFormatter KEPT =
      DateTimeFormatter.ofPattern("'azimuth_entry_replaced_'yyyyMMddHHmmss")
          .withZone(ZoneOffset.UTC);
  private static final int ROWS_AT_ONCE = 32;

  private final Database database;
  private final Clock clock;

  DatabaseRestoration(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** See {@link io.azimuth.spi.KeyValueEngineFactory#restore}. */
  Optional<Path> run(Iterator<Batch> content, boolean replace) {
    try (Connection connection = database.connect("restore")) {
      connection.setAutoCommit(false);
      if (!isTrue(connection, NodeLock.TAKE_ALONE)) {
        throw unusable("a server uses the store: stop it first");
      }
      boolean used = isTrue(connection, "SELECT EXISTS (SELECT 1 FROM azimuth_entry)");
      if (used && !replace) {
        throw unusable("there is a store in the database already; --force sets it aside");
      }
      Optional<Path> kept = used ? Optional.of(setAside(connection)) : Optional.empty();
      byte[] given = fill(connection, content);
      if (!hash(connection).matches(given)) {
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

  private Path setAside(Connection connection) throws SQLException {
    String table = KEPT.format(clock.instant());
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE " + table + " AS TABLE azimuth_entry");
      statement.execute("DELETE FROM azimuth_entry");
    }
    return Path.of(table);
  }

  private static byte[] fill(Connection connection, Iterator<Batch> content) throws SQLException {
    ContentHash given = new ContentHash();
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO azimuth_entry (key, value, revision)"
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

  private static ContentHash hash(Connection connection) throws SQLException {
    ContentHash found = new ContentHash();
    try (PreparedStatement select = connection.prepareStatement(DatabaseSnapshot.ALL)) {
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

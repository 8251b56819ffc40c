package io.azimuth.adapters.storage.postgresql;

import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.engine.EngineSnapshot;
import io.azimuth.spi.engine.Entry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A read-only transaction that sees one moment, with a cursor, on a connection of its own. */
final class DatabaseSnapshot implements EngineSnapshot {

  static final String ALL = "SELECT key, value, revision FROM azimuth_entry ORDER BY key";

  /**
   * Before the transaction has its moment. A restore under servers truncates the table, which would
   * be empty for a moment of before.
   */
  private static final String LOCK = "LOCK TABLE azimuth_entry IN ACCESS SHARE MODE";

  /** A row may have 1 MiB. */
  private static final int ROWS_AT_ONCE = 32;

  private final Connection connection;
  private final PreparedStatement select;
  private final ResultSet rows;
  private boolean ended;

  DatabaseSnapshot(Database database) {
    try {
      this.connection = database.connect("snapshot");
    } catch (SQLException e) {
      throw failed(e);
    }
    try {
      connection.setAutoCommit(false);
      connection.setReadOnly(true);
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      try (Statement lock = connection.createStatement()) {
        lock.execute(LOCK);
      }
      this.select = connection.prepareStatement(ALL);
      select.setFetchSize(ROWS_AT_ONCE);
      this.rows = select.executeQuery();
    } catch (SQLException e) {
      close();
      throw failed(e);
    }
  }

  @Override
  public List<Entry> next() {
    List<Entry> piece = new ArrayList<>();
    try {
      while (!ended && piece.size() < ROWS_AT_ONCE) {
        ended = !rows.next();
        if (!ended) {
          piece.add(EntryQueries.entry(rows));
        }
      }
      return piece;
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  private static ServiceException failed(SQLException thrown) {
    return new ServiceException(
        DatabaseState.code(SqlFault.of(thrown)), "the database did not give a snapshot", thrown);
  }

  @Override
  public void close() {
    try {
      connection.close(); // with its transaction
    } catch (SQLException e) {
      throw failed(e);
    }
  }
}

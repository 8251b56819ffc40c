package io.azimuth.adapters.storage.postgresql;

import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/**
 * Whether a session stays with one connection of the database. A pooler in transaction mode gives
 * each transaction of a session any connection: settings of the session, the lock against a
 * restoration and the leader's silence limit would silently not hold.
 */
final class SessionCheck {

  private static final String ASK =
      "SELECT pg_backend_pid() || ' ' || coalesce(current_setting('azimuth.session', true), '')";
  private static final String MARK =
      "SELECT set_config('azimuth.session', gen_random_uuid()::text, false)";

  private SessionCheck() {}

  /**
   * Opens two sessions, and has the second one occupy a connection of the database while the first
   * one asks again.
   *
   * @throws ServiceException with {@code STORE_UNUSABLE} when the first one got another connection
   * @throws SQLException when the database does not answer
   */
  static void requireOwnConnection(DataSource source) throws SQLException {
    try (Connection session = source.getConnection();
        Connection other = source.getConnection()) {
      ask(session, MARK);
      String before = ask(session, ASK);
      other.setAutoCommit(false);
      ask(other, ASK);
      String after = ask(session, ASK);
      other.rollback();
      if (!after.equals(before)) {
        throw new ServiceException(
            ErrorCode.STORE_UNUSABLE,
            "a pooler before the database gives a session several connections (transaction mode):"
                + " use its session mode, or connect to the database itself");
      }
    }
  }

  private static String ask(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery(sql)) {
      answer.next();
      return answer.getString(1);
    }
  }
}

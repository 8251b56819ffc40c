package io.azimuth.adapters.storage.postgresql;

import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;

/** The tables of the store: made or brought up to date before the engine starts. */
final class Schema {

  private static final String MIGRATIONS = "io/azimuth/adapters/storage/postgresql/migration";
  private static final String HISTORY = "azimuth_schema_history";

  /**
   * The newest format of tables and records that this release reads. A release raises it one
   * release before a migration writes the number, so that servers of both can share a database.
   */
  private static final int FORMAT = 1;

  /** Flyway's own lock does not cover all that it does in a database without its history. */
  private static final String LOCK = "SELECT pg_advisory_lock(hashtext('azimuth schema'), 0)";

  private static final int MOST_SECONDS = 60;

  private Schema() {}

  /**
   * Carries out the migrations that are missing. Nodes that start at the same time wait for one
   * another.
   *
   * @throws ServiceException with {@code STORE_UNUSABLE} when the database cannot be reached,
   *     refuses, or was changed by a newer release
   */
  static void prepare(PostgresSettings settings, DatabaseLogin login, Logger logger) {
    DataSource source = settings.source(login);
    FluentConfiguration configuration =
        Flyway.configure(Schema.class.getClassLoader())
            .dataSource(source)
            .locations("classpath:" + MIGRATIONS)
            .table(HISTORY)
            .connectRetries(0)
            .baselineOnMigrate(true)
            .baselineVersion("0");
    settings.schema().ifPresent(schema -> configuration.defaultSchema(schema).createSchemas(true));
    PGSimpleDataSource withoutNames = settings.source(login);
    withoutNames.setPrepareThreshold(0); // a pooler refuses names that another session has given
    PGSimpleDataSource patient = settings.source(login);
    patient.setSocketTimeout(MOST_SECONDS);
    try {
      SessionCheck.requireOwnConnection(withoutNames);
    } catch (SQLException e) {
      throw unprepared(settings, e);
    }
    try (Connection connection = patient.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(LOCK); // until the connection ends
      int done = configuration.load().migrate().migrationsExecuted;
      requireKnownFormat(source);
      logger.info("the database is ready, at={}, migrations={}", settings, done);
    } catch (SQLException | FlywayException e) {
      throw unprepared(settings, e);
    }
  }

  private static ServiceException unprepared(PostgresSettings settings, Exception thrown) {
    return new ServiceException(
        ErrorCode.STORE_UNUSABLE,
        "the database " + settings + " cannot be prepared: " + SqlFault.reason(thrown),
        thrown);
  }

  /** Whether this release reads tables of that format. */
  static boolean isKnown(int format) {
    return format <= FORMAT;
  }

  // Tables that a newer release only added to keep the format, so that servers of two releases can
  // share them while they are replaced one by one.
  private static void requireKnownFormat(DataSource source) {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery("SELECT format FROM azimuth_store")) {
      if (!found.next() || !isKnown(found.getInt(1))) {
        throw new ServiceException(
            ErrorCode.STORE_UNUSABLE, "the database has the tables of a newer release");
      }
    } catch (SQLException e) {
      throw new ServiceException(
          ErrorCode.STORE_UNUSABLE, "the format of the tables cannot be read", e);
    }
  }
}

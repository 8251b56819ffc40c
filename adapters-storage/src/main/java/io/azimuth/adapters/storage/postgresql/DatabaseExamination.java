package io.azimuth.adapters.storage.postgresql;

import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.engine.StoreFinding;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Looks at a database as a server with these settings would find it, and changes nothing there.
 * Whatever stops a look becomes a finding.
 */
final class DatabaseExamination {

  private static final String DATABASE = "database";

  /** A server's connections besides those for reads: for writes, the lead and two snapshots. */
  private static final int OWN_CONNECTIONS = 4;

  private static final String FACTS =
      "SELECT current_setting('server_version') AS version,"
          + " pg_is_in_recovery() AS standby,"
          + " coalesce(current_schema(), '') AS schema,"
          + " has_database_privilege(current_database(), 'CREATE') AS may_add_schema,"
          + " coalesce(has_schema_privilege(current_schema(), 'CREATE'), false) AS may_add_tables,"
          + " to_regclass('azimuth_store') IS NOT NULL AS has_tables,"
          + " current_setting('synchronous_commit') AS commit_mode,"
          + " current_setting('synchronous_standby_names') AS standbys,"
          + " current_setting('max_connections')::int"
          + " - current_setting('superuser_reserved_connections')::int"
          + " - (SELECT coalesce(sum(numbackends), 0) FROM pg_stat_database)::int AS free,"
          + " (SELECT rolconnlimit FROM pg_roles WHERE rolname = current_user) AS role_limit";

  // A list of rights in one call would ask for any of them.
  private static final String TABLES =
      "SELECT (SELECT max(format) FROM azimuth_store) AS format,"
          + " has_table_privilege('azimuth_entry', 'SELECT')"
          + " AND has_table_privilege('azimuth_entry', 'INSERT')"
          + " AND has_table_privilege('azimuth_entry', 'UPDATE')"
          + " AND has_table_privilege('azimuth_entry', 'DELETE')"
          + " AND has_table_privilege('azimuth_store', 'UPDATE') AS may_write";

  private final PostgresSettings settings;
  private final DatabaseLogin login;
  private final List<StoreFinding> findings = new ArrayList<>();

  DatabaseExamination(PostgresSettings settings, DatabaseLogin login) {
    this.settings = settings;
    this.login = login;
  }

  List<StoreFinding> run() {
    tls();
    try (Connection connection = settings.source(login).getConnection()) {
      findings.add(StoreFinding.good(DATABASE, settings + " is reached and accepts the login"));
      pooler();
      look(connection);
    } catch (SQLException e) {
      findings.add(
          StoreFinding.failure(
              DATABASE,
              settings + ": " + SqlFault.reason(e),
              "the server does not start while it is so; docs/operate/storage.md says what it needs"));
    }
    return List.copyOf(findings);
  }

  private void tls() {
    String mode = "sslmode=" + settings.sslMode();
    findings.add(
        settings.isExposed()
            ? StoreFinding.warning(
                DATABASE + " TLS",
                mode + ": whoever is on the way can take the place of the database",
                "set sslmode=verify-full and sslrootcert in connection_url")
            : StoreFinding.good(DATABASE + " TLS", mode));
  }

  private void pooler() throws SQLException {
    PGSimpleDataSource withoutNames = settings.source(login);
    withoutNames.setPrepareThreshold(0); // a pooler refuses names that another session has given
    try {
      SessionCheck.requireOwnConnection(withoutNames);
    } catch (ServiceException e) {
      findings.add(StoreFinding.failure(DATABASE + " pooler", e.detail(), ""));
    }
  }

  private void look(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      boolean hasTables;
      try (ResultSet facts = statement.executeQuery(FACTS)) {
        facts.next();
        findings.add(StoreFinding.good(DATABASE + " version", facts.getString("version")));
        standby(facts);
        connections(facts.getInt("free"), facts.getInt("role_limit"));
        hasTables = facts.getBoolean("has_tables");
        if (!hasTables) {
          rights(facts);
        }
      }
      if (hasTables) {
        tables(statement);
      }
    }
  }

  private void standby(ResultSet facts) throws SQLException {
    String check = DATABASE + " standby";
    String mode = facts.getString("commit_mode").toLowerCase(Locale.ROOT);
    if (facts.getBoolean("standby")) {
      findings.add(
          StoreFinding.failure(check, "this one is a standby", "name the primary, or all hosts"));
    } else if (facts.getString("standbys").isEmpty()) {
      findings.add(
          StoreFinding.note(
              check,
              "no synchronous standby: a failover to another copy loses the last writes",
              "docs/guides/high-availability.md says which services have one"));
    } else if (mode.equals("local") || mode.equals("off")) {
      findings.add(
          StoreFinding.warning(
              check,
              "synchronous_commit=" + mode + ": a commit does not wait for the standby",
              "set synchronous_commit=on for the server's role"));
    } else {
      findings.add(StoreFinding.good(check, "synchronous: " + facts.getString("standbys")));
    }
  }

  private void connections(int free, int roleLimit) {
    String check = DATABASE + " connections";
    int needed = settings.maxParallel() + OWN_CONNECTIONS;
    int left = roleLimit < 0 ? free : Math.min(free, roleLimit);
    String found = left + " can be made now, and a server makes " + needed + " at most";
    findings.add(
        left < needed
            ? StoreFinding.warning(
                check, found, "raise max_connections or the role's limit, or lower max_parallel")
            : StoreFinding.good(check, found));
  }

  private void rights(ResultSet facts) throws SQLException {
    String check = DATABASE + " rights";
    Optional<String> schema = settings.schema();
    boolean isThere = !facts.getString("schema").isEmpty();
    boolean may = facts.getBoolean(isThere ? "may_add_tables" : "may_add_schema");
    String where = schema.map(name -> "schema " + name).orElse("the first schema of the user");
    findings.add(
        may
            ? StoreFinding.good(check, "the tables are made at the first start, in " + where)
            : StoreFinding.failure(
                check,
                "there are no tables, and the user may not make them in " + where,
                "grant it CREATE on the " + (isThere ? "schema" : "database")));
  }

  private void tables(Statement statement) throws SQLException {
    try (ResultSet found = statement.executeQuery(TABLES)) {
      found.next();
      int format = found.getInt("format");
      findings.add(
          Schema.isKnown(format)
              ? StoreFinding.good(DATABASE + " format", "format " + format)
              : StoreFinding.failure(
                  DATABASE + " format",
                  "format " + format + " is of another release",
                  "start the release that wrote it, or a newer one"));
      findings.add(
          found.getBoolean("may_write")
              ? StoreFinding.good(DATABASE + " rights", "the user may read and write the tables")
              : StoreFinding.failure(
                  DATABASE + " rights",
                  "the user may not read and write the tables",
                  "log in as their owner, or grant it SELECT, INSERT, UPDATE and DELETE"));
    }
  }
}

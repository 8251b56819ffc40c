package io.azimuth.load;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** A PostgreSQL on this machine that tells what it does. */
final class MeasuredDatabase implements AutoCloseable {

  private final EmbeddedPostgres server;
  private final Connection connection;
  private final ProcessHandle postmaster;

  private MeasuredDatabase(EmbeddedPostgres server) throws IOException, SQLException {
    this.server = server;
    this.connection = server.getPostgresDatabase().getConnection();
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE EXTENSION pg_stat_statements");
    }
    Path directory = Path.of(text("SELECT current_setting('data_directory')"));
    long pid = Long.parseLong(Files.readAllLines(directory.resolve("postmaster.pid")).get(0));
    this.postmaster = ProcessHandle.of(pid).orElseThrow();
  }

  /** Starts one that commits to the disk, as a database of users does. */
  static MeasuredDatabase start() throws IOException, SQLException {
    return new MeasuredDatabase(
        EmbeddedPostgres.builder()
            .setPGStartupWait(Duration.ofMinutes(1))
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .setServerConfig("max_connections", "200")
            .setServerConfig("shared_preload_libraries", "pg_stat_statements")
            .setServerConfig("pg_stat_statements.track", "top")
            .start());
  }

  /** The block of the configuration for a store in that schema. */
  String storage(String schema) {
    return """
        storage "postgresql" {
          connection_url = "postgres://postgres@127.0.0.1:%d/postgres"
          schema         = "%s"
        }
        """
        .formatted(server.getPort(), schema);
  }

  String version() throws SQLException {
    return text("SHOW server_version");
  }

  /** How many statements the servers have sent so far: each is a round trip. */
  long statements() throws SQLException {
    return Long.parseLong(text("SELECT sum(calls)::bigint FROM pg_stat_statements"));
  }

  /** The processor time of all its processes. */
  Duration cpu() {
    return postmaster
        .descendants()
        .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
        .reduce(Duration.ZERO, Duration::plus);
  }

  private String text(String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      result.next();
      return result.getString(1);
    }
  }

  @Override
  public void close() throws IOException, SQLException {
    connection.close();
    server.close();
  }
}

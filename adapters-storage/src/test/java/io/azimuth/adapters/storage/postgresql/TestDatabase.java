package io.azimuth.adapters.storage.postgresql;

import io.azimuth.spi.PluginContext;
import io.azimuth.spi.PluginSettings;
import io.azimuth.spi.engine.KeyValueEngine;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.LoggerFactory;

/** A schema of its own in a real PostgreSQL that all tests of this process share. */
public final class TestDatabase {

  private static final AtomicInteger NUMBERS = new AtomicInteger();

  private final String schema = "s" + NUMBERS.incrementAndGet();

  private static final class Shared {
    static final EmbeddedPostgres SERVER = start();

    private static EmbeddedPostgres start() {
      try {
        return EmbeddedPostgres.builder().start(); // ends with this process
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** The settings of a store in the schema, and further ones. */
  public PluginSettings settings(Map<String, String> further) {
    Map<String, String> values = new HashMap<>(further);
    values.putIfAbsent("connection_url", "postgres://postgres@127.0.0.1:" + port() + "/postgres");
    values.putIfAbsent("schema", schema);
    return new PluginSettings(values, Path.of("."));
  }

  /** The port of the server, on this machine. */
  static int port() {
    return Shared.SERVER.getPort();
  }

  /** Ends the connections of all nodes on this store, at the server's side. */
  static void terminateConnections() throws SQLException {
    try (Connection connection = Shared.SERVER.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
              + " WHERE application_name = 'azimuth'");
    }
  }

  /** Says that a newer release has changed the tables. */
  void becomeNewer() throws SQLException {
    try (Connection connection = Shared.SERVER.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("UPDATE " + schema + ".azimuth_store SET format = 1000");
    }
  }

  /** Opens a node on the store; there may be several at once. */
  KeyValueEngine open() {
    return open(Map.of());
  }

  KeyValueEngine open(Map<String, String> further) {
    PluginContext context =
        new PluginContext(Clock.systemUTC(), LoggerFactory.getLogger(TestDatabase.class));
    return new PostgresEngineFactory().open(settings(further), context);
  }
}

package io.azimuth.adapters.storage.postgresql;

import io.azimuth.spi.EngineContext;
import io.azimuth.spi.PluginContext;
import io.azimuth.spi.PluginSettings;
import io.azimuth.spi.engine.KeyValueEngine;
import io.azimuth.spi.metrics.Metrics;
import io.azimuth.spi.metrics.NoMetrics;
import io.azimuth.testkit.LastingPort;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.bouncycastle.operator.OperatorCreationException;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.LoggerFactory;

/** A schema of its own in a real PostgreSQL that all tests of this process share. */
public final class TestDatabase {

  private static final AtomicInteger NUMBERS = new AtomicInteger();

  private final String schema =
      "s" + ProcessHandle.current().pid() + "_" + NUMBERS.incrementAndGet();

  /** The name of the connections of its nodes: others may use the same server. */
  private final String application = "azimuth_" + schema;

  /** The one of the property {@code azimuth.tests.database}, else one that Maven brings. */
  private static final class Shared {
    static final PGSimpleDataSource SERVER = new PGSimpleDataSource();

    static {
      String url = System.getProperty("azimuth.tests.database", "");
      SERVER.setUrl("jdbc:" + (url.startsWith("postgres") ? jdbc(url) : embedded()));
    }

    private static String jdbc(String url) {
      URI uri = URI.create(url);
      return "postgresql://127.0.0.1:" + uri.getPort() + "/postgres?user=" + uri.getUserInfo();
    }

    private static String embedded() {
      return "postgresql://127.0.0.1:" + Embedded.SERVER.getPort() + "/postgres?user=postgres";
    }
  }

  /** A server with TLS that ends with this process. */
  private static final class Embedded {
    static final EmbeddedPostgres SERVER = start();

    private static EmbeddedPostgres start() {
      try {
        EmbeddedPostgres server =
            EmbeddedPostgres.builder()
                .setPort(LastingPort.find())
                .setPGStartupWait(Duration.ofMinutes(1))
                .setServerConfig("ssl", "on")
                .setServerConfig("ssl_cert_file", file("server.crt"))
                .setServerConfig("ssl_key_file", file("server.key"))
                .setServerConfig("ssl_ca_file", file("authority.crt"))
                .setServerConfig("hba_file", file("hba.conf"))
                .start();
        execute(
            server.getPostgresDatabase(),
            "CREATE ROLE certified LOGIN; GRANT CREATE ON DATABASE postgres TO certified");
        return server;
      } catch (IOException | SQLException e) {
        throw new IllegalStateException(e);
      }
    }

    private static String file(String name) {
      return CERTIFICATES.resolve(name).toString();
    }
  }

  /** {@code authority.crt}, {@code stranger.crt}, and certificates of the first one. */
  static final Path CERTIFICATES = certificates();

  private static Path certificates() {
    try {
      Path directory = Files.createTempDirectory("azimuth-database");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(directory)));
      var unused = new TestCertificates(directory, "stranger");
      new TestCertificates(directory, "authority")
          .issue("server", "RSA", Optional.of("localhost"))
          .issue("certified", "EC", Optional.empty())
          .issue("other", "RSA", Optional.empty());
      Files.writeString(
          directory.resolve("hba.conf"),
          "hostssl all certified all cert\nhost all certified all reject\nhost all all all trust\n");
      return directory;
    } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void delete(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
      Files.delete(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void execute(DataSource server, String sql) throws SQLException {
    try (Connection connection = server.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The settings of a store in the schema, and further ones. */
  public PluginSettings settings(Map<String, String> further) {
    Map<String, String> values = new HashMap<>(further);
    values.putIfAbsent("connection_url", url(port()));
    values.putIfAbsent("schema", schema);
    return new PluginSettings(values, Path.of("."));
  }

  /**
   * The URL of the server, or of a proxy before it that listens at that port. Without TLS, which
   * would only take time.
   */
  String url(int port) {
    return "postgres://postgres@127.0.0.1:"
        + port
        + "/postgres?sslmode=disable&application_name="
        + application;
  }

  /** The port of the server, on this machine. */
  static int port() {
    return Shared.SERVER.getPortNumbers()[0];
  }

  /** The port of a server with TLS, on this machine. */
  static int portWithTls() {
    return Embedded.SERVER.getPort();
  }

  /** Ends the connections of all nodes on this store, at the server's side. */
  void terminateConnections() throws SQLException {
    execute(
        Shared.SERVER,
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE '"
            + application
            + "%'");
  }

  /** A role that may use the store and has these settings, as its administrator made them. */
  String roleWith(String... settings) throws SQLException {
    String role = "r" + schema;
    execute(Shared.SERVER, "CREATE ROLE " + role + " LOGIN; GRANT postgres TO " + role);
    for (String setting : settings) {
      execute(Shared.SERVER, "ALTER ROLE " + role + " SET " + setting);
    }
    return role;
  }

  /** What each connection of the store's nodes says behind the name of the application. */
  List<String> purposes() throws SQLException {
    return texts(
        "SELECT substr(application_name, "
            + (application.length() + 1)
            + ") FROM pg_stat_activity WHERE application_name LIKE '"
            + application
            + "%'");
  }

  private static List<String> texts(String query) throws SQLException {
    List<String> texts = new ArrayList<>();
    try (Connection connection = Shared.SERVER.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
    }
    return texts;
  }

  /** Keeps all commits waiting until it is closed, as a forgotten transaction of a person does. */
  Connection holdCommits() throws SQLException {
    Connection holder = Shared.SERVER.getConnection();
    holder.setAutoCommit(false);
    try (Statement statement = holder.createStatement()) {
      statement.execute("SELECT 1 FROM " + schema + ".azimuth_store FOR UPDATE");
    }
    return holder;
  }

  /** Cancels the statement of that connection as soon as it waits for a lock. */
  void cancelOnceItWaits(String purpose) throws SQLException {
    onceItWaits("pg_cancel_backend(pid)", purpose);
  }

  private void onceItWaits(String call, String purpose) throws SQLException {
    String waiting =
        "SELECT "
            + call
            + " FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND application_name = '"
            + application
            + purpose
            + "'";
    while (texts(waiting).isEmpty()) {
      Thread.onSpinWait();
    }
  }

  /** Reads the whole store until it is closed, as a dump of the database does. */
  Connection holdReads() throws SQLException {
    Connection holder = Shared.SERVER.getConnection();
    holder.setAutoCommit(false);
    try (Statement statement = holder.createStatement()) {
      statement.execute("LOCK TABLE " + schema + ".azimuth_entry IN ACCESS SHARE MODE");
    }
    return holder;
  }

  /** Ends the connection for that purpose as soon as it waits for a lock. */
  void killOnceItWaits(String purpose) throws SQLException {
    onceItWaits("pg_terminate_backend(pid)", purpose);
  }

  /** Returns when the connection for that purpose waits for a lock. */
  void awaitLockWait(String purpose) throws SQLException {
    onceItWaits("pid::text", purpose);
  }

  /** The tables of the store. */
  List<String> tables() throws SQLException {
    return texts("SELECT tablename FROM pg_tables WHERE schemaname = '" + schema + "'");
  }

  /** Has the database forget the last group of each node, as a failover does that loses it. */
  void forgetLastGroup() throws SQLException {
    execute(Shared.SERVER, "UPDATE " + schema + ".azimuth_commit SET number = number - 1");
  }

  /** Adds to the tables as the next release may, which keeps their format. */
  void becomeNext() throws SQLException {
    execute(
        Shared.SERVER,
        "ALTER TABLE "
            + schema
            + ".azimuth_entry ADD COLUMN further text; INSERT INTO "
            + schema
            + ".azimuth_schema_history (installed_rank, version, description, type, script,"
            + " checksum, installed_by, execution_time, success)"
            + " VALUES (1000, '1000', 'further', 'SQL', 'V1000__further.sql', 1, 'next', 1, true)");
  }

  /** Says that a newer release has changed the tables. */
  void becomeNewer() throws SQLException {
    execute(Shared.SERVER, "UPDATE " + schema + ".azimuth_store SET format = 1000");
  }

  /** The URL of a new database, without a schema of its own. */
  static String newDatabase() throws SQLException {
    String name = "d" + ProcessHandle.current().pid() + "_" + NUMBERS.incrementAndGet();
    execute(Shared.SERVER, "CREATE DATABASE " + name);
    return "postgres://postgres@127.0.0.1:" + port() + "/" + name + "?sslmode=disable";
  }

  /** Opens a node on the store; there may be several at once. */
  KeyValueEngine open() {
    return open(Map.of());
  }

  KeyValueEngine open(Map<String, String> further) {
    return new PostgresEngineFactory().open(settings(further), context(Clock.systemUTC()));
  }

  /** Opens a node whose machine has that clock, and which counts in those metrics. */
  KeyValueEngine open(Clock clock, Metrics metrics) {
    return new PostgresEngineFactory()
        .open(settings(Map.of()), new EngineContext(context(clock), Optional.empty(), metrics));
  }

  private static PluginContext context(Clock clock) {
    return new PluginContext(clock, LoggerFactory.getLogger(TestDatabase.class));
  }

  /** Sessions of the server. */
  PGSimpleDataSource source() {
    return Shared.SERVER;
  }

  /** The connections of a node that logs in as that role. */
  Database connections(String role) {
    PostgresSettings settings = PostgresSettings.of(settings(Map.of("username", role)));
    EngineContext context =
        new EngineContext(context(Clock.systemUTC()), Optional.empty(), new NoMetrics());
    return new Database(settings, new DatabaseLogin(settings, context));
  }
}

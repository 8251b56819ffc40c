package io.azimuth.adapters.storage.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.spi.PluginContext;
import io.azimuth.spi.PluginSettings;
import io.azimuth.spi.engine.Batch;
import io.azimuth.spi.engine.CommitOutcome;
import io.azimuth.spi.engine.Key;
import io.azimuth.spi.engine.KeyValueEngine;
import io.azimuth.testkit.LastingPort;
import io.azimuth.testkit.Waiting;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.slf4j.helpers.NOPLogger;

/**
 * What the table of entries is told of old versions of rows, at a server of its own: any open
 * transaction of a server keeps some.
 */
@Timeout(120)
@Tag("slow") // tens of thousands of updates
class StorageParametersTest {

  private static final int ROWS = 2000;

  /** Rows that are further apart than this are not in one page. */
  private static final int APART = 50;

  private static final int ATTEMPTS = 5;

  /** Also those of the documents: {@code -Dazimuth.updates=15000}. */
  private static final int UPDATES = Integer.getInteger("azimuth.updates", 1500);

  private static final String OPTIONS =
      "SELECT coalesce(array_to_string(reloptions, ','), '') FROM pg_class WHERE oid = ";
  private static final String TABLE = "'azimuth_entry'::regclass";
  private static final String TOAST =
      "(SELECT reltoastrelid FROM pg_class WHERE oid = " + TABLE + ")";
  private static final String OLDER =
      "ALTER TABLE azimuth_entry RESET (fillfactor, autovacuum_vacuum_scale_factor,"
          + " toast.autovacuum_vacuum_scale_factor);"
          + " DELETE FROM azimuth_schema_history WHERE version = '2'";

  private static EmbeddedPostgres server;

  private String name = "postgres";
  private Connection administrator;

  @BeforeAll
  static void start() throws IOException {
    server =
        EmbeddedPostgres.builder()
            .setPort(LastingPort.find())
            .setPGStartupWait(Duration.ofMinutes(1))
            .setServerConfig("autovacuum", "off") // its snapshots keep old versions, too
            .start();
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  @BeforeEach
  void makeDatabase(TestInfo test) throws SQLException {
    try (Connection first = session()) {
      name = test.getTestMethod().orElseThrow().getName().toLowerCase(Locale.ROOT);
      execute(first, "CREATE DATABASE " + name);
    }
    administrator = session();
    execute(administrator, "SET enable_seqscan = off"); // as servers do
  }

  @AfterEach
  void end() throws SQLException {
    administrator.close();
  }

  private Connection session() throws SQLException {
    return server.getDatabase("postgres", name).getConnection();
  }

  private KeyValueEngine open() {
    return open("postgres");
  }

  private KeyValueEngine open(String user) {
    String url =
        "postgres://%s@127.0.0.1:%d/%s?sslmode=disable".formatted(user, server.getPort(), name);
    return new PostgresEngineFactory()
        .open(
            new PluginSettings(Map.of("connection_url", url), Path.of(".")),
            new PluginContext(Clock.systemUTC(), NOPLogger.NOP_LOGGER));
  }

  private static void execute(Connection session, String sql) throws SQLException {
    try (Statement statement = session.createStatement()) {
      statement.execute(sql);
    }
  }

  private List<String> answers(String query) {
    List<String> answers = new ArrayList<>();
    try (Statement statement = administrator.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        answers.add(rows.getString(1));
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return answers;
  }

  private void requireParameters() {
    assertThat(answers(OPTIONS + TABLE))
        .containsExactly("fillfactor=90,autovacuum_vacuum_scale_factor=0.05");
    assertThat(answers(OPTIONS + TOAST)).containsExactly("autovacuum_vacuum_scale_factor=0.05");
  }

  private static Key key(int number) {
    return Key.of("%05d".formatted(number));
  }

  private static void put(KeyValueEngine node, List<Integer> numbers, int fill) {
    Batch.Builder batch = Batch.builder();
    for (int number : numbers) {
      byte[] value = new byte[450];
      value[0] = (byte) fill;
      batch.put(key(number), value);
    }
    assertThat(node.apply(batch.build()).toCompletableFuture().join())
        .isEqualTo(CommitOutcome.COMMITTED);
  }

  @Test
  void aNewStoreHasThem() throws Exception {
    open().close();

    requireParameters();
  }

  @Test
  void aStoreOfAnOlderReleaseGetsThemBesideReadersAndWriters() throws Exception {
    try (KeyValueEngine older = open()) {
      put(older, List.of(1), 1);
      execute(administrator, OLDER);
      assertThat(answers(OPTIONS + TABLE)).containsExactly("");
      try (Connection writing = session()) {
        writing.setAutoCommit(false);
        execute(writing, "UPDATE azimuth_entry SET revision = revision");

        open().close();

        writing.rollback();
      }
      requireParameters();
      put(older, List.of(1), 2);
    }
  }

  @Test
  void aServerStartsWithoutThemBesideWhatWorksOnTheTable() throws Exception {
    open().close();
    execute(administrator, OLDER);
    try (Connection working = session()) {
      working.setAutoCommit(false);
      execute(working, "LOCK TABLE azimuth_entry IN SHARE UPDATE EXCLUSIVE MODE"); // as VACUUM does

      open().close();

      working.rollback();
    }
    assertThat(answers(OPTIONS + TABLE)).containsExactly("");
  }

  @Test
  void aServerStartsWithoutThemWhenItsUserHasOnlyRights() throws Exception {
    open().close();
    execute(administrator, OLDER);
    execute(
        administrator,
        "CREATE ROLE stranger LOGIN; GRANT ALL ON ALL TABLES IN SCHEMA public TO stranger;"
            + " GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO stranger");
    try (KeyValueEngine node = open("stranger")) {
      put(node, List.of(1), 1);
    }
    assertThat(answers(OPTIONS + TABLE)).containsExactly("");
  }

  @Test
  void theNextVersionOfARowStaysInItsPage() throws Exception {
    try (KeyValueEngine node = open()) {
      int withRoom = leastMovedRows(node);
      execute(administrator, "ALTER TABLE azimuth_entry RESET (fillfactor)");
      int withoutRoom = leastMovedRows(node);
      System.out.printf("rows that moved: %d, without room %d%n", withRoom, withoutRoom);

      assertThat(withRoom).isLessThan(ROWS / 100);
      assertThat(withoutRoom).isGreaterThan(ROWS / 30);
    }
  }

  /** The least of several attempts: a reader that is slow moves rows, and nothing keeps them. */
  private int leastMovedRows(KeyValueEngine node) throws SQLException {
    int least = ROWS;
    for (int attempt = 0; attempt < ATTEMPTS && least >= ROWS / 100; attempt++) {
      least = Math.min(least, movedRows(node));
    }
    return least;
  }

  /**
   * How many of the rows are in another page after an update of each. Each of them needs an entry
   * in the index.
   */
  private int movedRows(KeyValueEngine node) throws SQLException {
    execute(administrator, "TRUNCATE azimuth_entry");
    for (int from = 0; from < ROWS; from += APART) {
      put(node, range(from, from + APART, 1), 1);
    }
    List<String> before = pages();
    for (int from = 0; from < APART; from++) {
      put(node, range(from, ROWS, APART), 2);
    }
    List<String> after = pages();
    int moved = 0;
    for (int i = 0; i < ROWS; i++) {
      moved += before.get(i).equals(after.get(i)) ? 0 : 1;
    }
    return moved;
  }

  private static List<Integer> range(int from, int end, int step) {
    List<Integer> numbers = new ArrayList<>();
    for (int number = from; number < end; number += step) {
      numbers.add(number);
    }
    return numbers;
  }

  private List<String> pages() {
    return answers("SELECT (ctid::text::point)[0] FROM azimuth_entry ORDER BY key");
  }

  @Test
  void whatAForeignTransactionKeptIsPassedOverOnceItHasEnded() throws Exception {
    try (KeyValueEngine node = open();
        Connection foreign = session()) {
      put(node, range(0, ROWS, 1).subList(0, 900), 0);
      foreign.setAutoCommit(false);
      foreign.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      execute(foreign, "SELECT 1 FROM azimuth_store");
      int before = pagesOfARead();
      for (int i = 0; i < UPDATES; i++) {
        put(node, List.of(7), i);
      }
      int beside = pagesOfARead();
      assertThat(beside).isGreaterThan(before + UPDATES / 40);

      foreign.rollback();
      int first = pagesOfARead();
      // Each read marks what no snapshot needs, of the node's reads either.
      Waiting.until(Duration.ofMinutes(1), () -> pagesOfARead() < before + 10);
      System.out.printf(
          "pages of a read: %d, after %d updates %d, after the end of the transaction %d, then %d%n",
          before, UPDATES, beside, first, pagesOfARead());
    }
  }

  private int pagesOfARead() {
    String plan =
        String.join(
            "\n",
            answers(
                "EXPLAIN (ANALYZE, BUFFERS) SELECT value FROM azimuth_entry"
                    + " WHERE key = ANY (ARRAY['00007'::bytea])"));
    Matcher buffers =
        Pattern.compile("Buffers: shared (?:hit=(\\d+))?(?: ?read=(\\d+))?").matcher(plan);
    assertThat(buffers.find()).as(plan).isTrue();
    return count(buffers.group(1)) + count(buffers.group(2));
  }

  private static int count(String digits) {
    return digits == null ? 0 : Integer.parseInt(digits);
  }
}

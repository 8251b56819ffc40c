package io.azimuth.adapters.storage.postgresql;

import static io.azimuth.adapters.storage.Faults.assertFault;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.domain.error.ErrorCode;
import io.azimuth.spi.PluginContext;
import io.azimuth.spi.PluginSettings;
import io.azimuth.spi.engine.Batch;
import io.azimuth.spi.engine.CommitOutcome;
import io.azimuth.spi.engine.Entry;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/** A primary that waits for a synchronous standby, which is away. */
@Timeout(120)
@Tag("slow") // a commit that hangs is given up after a real time limit
class AbsentStandbyTest {

  private static final Key KEY = Key.of("k");
  private static final Duration SOON = Duration.ofSeconds(40);
  private static final String WAITING =
      "FROM pg_stat_activity WHERE application_name LIKE '%-writer' AND wait_event = 'SyncRep'";

  private EmbeddedPostgres server;
  private KeyValueEngine node;
  private String confirmed = "before";

  @BeforeEach
  void start() throws IOException {
    server =
        EmbeddedPostgres.builder()
            .setPort(LastingPort.find())
            .setPGStartupWait(Duration.ofMinutes(1))
            .start();
  }

  private void open(PostgresEngineFactory engines) {
    String url = "postgres://postgres@127.0.0.1:" + server.getPort() + "/postgres?sslmode=disable";
    node =
        engines.open(
            new PluginSettings(Map.of("connection_url", url), Path.of(".")),
            new PluginContext(Clock.systemUTC(), LoggerFactory.getLogger(AbsentStandbyTest.class)));
    assertThat(put(confirmed).join()).isEqualTo(CommitOutcome.COMMITTED);
  }

  @AfterEach
  void stop() throws IOException {
    node.close();
    server.close();
  }

  private CompletableFuture<CommitOutcome> put(String value) {
    return node.apply(Batch.builder().put(KEY, value.getBytes(UTF_8)).build())
        .toCompletableFuture();
  }

  private void execute(String... statements) throws SQLException {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private void standbys(String names) throws SQLException {
    execute(
        "ALTER SYSTEM SET synchronous_standby_names = '" + names + "'", "SELECT pg_reload_conf()");
  }

  private boolean isAnswered(String query) {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      return rows.next();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private boolean commitWaits() {
    return isAnswered("SELECT 1 " + WAITING);
  }

  /**
   * Writes until a commit waits: the database takes a new setting up some time after it is told to.
   */
  private CompletableFuture<CommitOutcome> putThatWaits() {
    for (int i = 1; ; i++) {
      String value = "value " + i;
      CompletableFuture<CommitOutcome> written = put(value);
      Waiting.until(SOON, () -> written.isDone() || commitWaits());
      if (!written.isDone()) {
        return written;
      }
      confirmed = value;
    }
  }

  @Test
  void aCommitWhoseWaitIsCancelledIsNotAcknowledgedBeforeTheStandbyHasIt() throws Exception {
    open(new PostgresEngineFactory(Duration.ofMinutes(3))); // longer than the test waits
    standbys("away");
    CompletableFuture<CommitOutcome> written = putThatWaits();

    for (int i = 0; i < 3; i++) { // it asks again, and waits again
      Waiting.until(SOON, () -> isAnswered("SELECT pg_cancel_backend(pid) " + WAITING));
      assertThat(written).isNotDone();
    }
    Waiting.until(SOON, this::commitWaits);
    assertThat(written).isNotDone();
    standbys("");

    assertThat(written.join()).isEqualTo(CommitOutcome.COMMITTED);
    Waiting.until(SOON, () -> node.problem().isEmpty());
  }

  @Test
  void readsGoOnWhileWritesAreNotConfirmed() throws Exception {
    open(new PostgresEngineFactory());
    standbys("away");
    CompletableFuture<CommitOutcome> written = putThatWaits();

    Waiting.until(SOON, () -> node.problem().equals(Optional.of(ErrorCode.STORE_UNAVAILABLE)));
    assertFault(ErrorCode.STORE_UNAVAILABLE, "takes no writes", () -> put("refused"));
    for (int i = 0; i < 50; i++) {
      Entry entry = node.get(List.of(KEY)).get(0).orElseThrow();
      assertThat(new String(entry.value(), UTF_8)).isEqualTo(confirmed);
    }
    assertThat(node.readProblem()).isEmpty();
    assertThat(written.join()).isEqualTo(CommitOutcome.UNKNOWN);
    standbys("");

    Waiting.until(SOON, () -> node.problem().isEmpty());
    assertThat(put("later").join()).isEqualTo(CommitOutcome.COMMITTED);
  }
}

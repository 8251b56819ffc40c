package io.azimuth.adapters.storage.postgresql;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.spi.engine.Batch;
import io.azimuth.spi.engine.CommitOutcome;
import io.azimuth.spi.engine.Key;
import io.azimuth.spi.engine.KeyValueEngine;
import io.azimuth.spi.engine.LeaderLock;
import io.azimuth.spi.metrics.NoMetrics;
import io.azimuth.testkit.fake.FakeMetrics;
import io.azimuth.testkit.fake.MutableClock;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the administrator of the database set, asks, and does. */
@Timeout(60)
@Tag("database")
class ForeignLimitsTest {

  private static final Key KEY = Key.of("k");

  private final TestDatabase database = new TestDatabase();

  private static CompletableFuture<CommitOutcome> put(KeyValueEngine node, String value) {
    return node.apply(Batch.builder().put(KEY, value.getBytes(UTF_8)).build())
        .toCompletableFuture();
  }

  @Test
  void noLimitOfTheRoleHoldsForASession() throws Exception {
    String role =
        database.roleWith(
            "statement_timeout = '4s'",
            "idle_in_transaction_session_timeout = '1min'",
            "synchronous_commit = off");
    try (Database connections = database.connections(role);
        Connection borrowed = connections.borrow();
        Connection own = connections.connect("writer")) {
      for (Connection connection : List.of(borrowed, own)) {
        assertThat(shown(connection, "statement_timeout")).isEqualTo("0");
        assertThat(shown(connection, "idle_in_transaction_session_timeout")).isEqualTo("0");
        assertThat(shown(connection, "synchronous_commit")).isEqualTo("on");
      }
    }
  }

  private static String shown(Connection connection, String setting) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SHOW " + setting)) {
      rows.next();
      return rows.getString(1);
    }
  }

  @Test
  void theAdministratorTellsWriterLeaderAndReadersApart() throws Exception {
    try (KeyValueEngine node = database.open()) {
      put(node, "v").join();
      assertThat(node.get(List.of(KEY)).get(0)).isPresent();
      assertThat(node.leaderLock().orElseThrow().hold()).isTrue();

      assertThat(database.purposes()).contains("", "-writer", "-leader");
    }
  }

  @Test
  void aCancelledStatementIsRunAgain() throws Exception {
    try (KeyValueEngine node = database.open()) {
      put(node, "first").join();
      CompletableFuture<CommitOutcome> waiting;
      try (Connection held = database.holdCommits()) {
        waiting = put(node, "second");
        database.cancelOnceItWaits("-writer");
        assertThat(node.get(List.of(KEY)).get(0)).isPresent();
        held.rollback();
      }
      assertThat(waiting.join()).isEqualTo(CommitOutcome.COMMITTED);
    }
  }

  @Test
  void theOffsetOfTheClockIsFoundWithTheQuestionForTheLock() {
    MutableClock clock = new MutableClock(Instant.now().plus(Duration.ofMinutes(10)));
    try (KeyValueEngine node = database.open(clock, new NoMetrics())) {
      LeaderLock lock = node.leaderLock().orElseThrow();
      assertThat(lock.clockOffset()).isEmpty();

      assertThat(lock.hold()).isTrue();

      assertThat(lock.clockOffset().orElseThrow())
          .isBetween(Duration.ofMinutes(9), Duration.ofMinutes(10).plusSeconds(1));
      clock.advance(Duration.ofMinutes(-20));
      assertThat(lock.hold()).isTrue();
      assertThat(lock.clockOffset().orElseThrow()).isNegative();
    }
  }

  @Test
  void writesThatTheDatabaseHasLostAreNoticed() throws Exception {
    FakeMetrics metrics = new FakeMetrics();
    try (KeyValueEngine node = database.open(Clock.systemUTC(), metrics)) {
      put(node, "kept").join();
      put(node, "lost").join();
      assertThat(metrics.number("azimuth_store_set_back_total", Map.of())).isZero();

      Batch made = Batch.builder().knowSetBacks(0).put(KEY, "later".getBytes(UTF_8)).build();
      Batch late = Batch.builder().knowSetBacks(0).put(KEY, "late".getBytes(UTF_8)).build();

      database.forgetLastGroup();
      database.terminateConnections();

      // The batches were made before the loss was noticed: their key may be lost, too.
      assertThat(PostgresFaultTest.again(() -> node.apply(made).toCompletableFuture().join()))
          .isEqualTo(CommitOutcome.CONFLICT);
      assertThat(node.apply(late).toCompletableFuture().join()).isEqualTo(CommitOutcome.CONFLICT);
      assertThat(metrics.number("azimuth_store_set_back_total", Map.of())).isEqualTo(1);
      assertThat(node.setBacks()).isEqualTo(1);
      assertThat(put(node, "now").join()).isEqualTo(CommitOutcome.COMMITTED);
    }
  }
}

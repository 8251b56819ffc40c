package io.azimuth.adapters.storage.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.engine.Batch;
import io.azimuth.spi.engine.CommitOutcome;
import io.azimuth.spi.engine.Entry;
import io.azimuth.spi.engine.Key;
import io.azimuth.spi.engine.KeyValueEngine;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Several nodes on one database whose connections break. */
@Timeout(120)
@Tag("database") // connections are tried again after real time limits
class PostgresFaultTest {

  private static final int WRITERS = 4; // of each node
  private static final int STEPS = 60; // of each writer
  private static final long PAUSE_NANOS = 1_000_000; // while the database is away
  private static final Key COUNTER = Key.of("counter");
  private static final Semaphore STEPS_DONE = new Semaphore(0);

  private final TestDatabase database = new TestDatabase();

  private KeyValueEngine through(CuttingProxy proxy) {
    return database.open(Map.of("connection_url", database.url(proxy.port())));
  }

  @Test
  void everyOutcomeIsFoundOutThoughConnectionsBreakAtAnyPoint() throws Exception {
    try (CuttingProxy first = new CuttingProxy(TestDatabase.port());
        CuttingProxy second = new CuttingProxy(TestDatabase.port());
        KeyValueEngine one = through(first);
        KeyValueEngine two = through(second);
        KeyValueEngine direct = database.open()) {
      put(direct, COUNTER, "0");
      List<KeyValueEngine> nodes = List.of(one, two, direct);
      ExecutorService threads = Executors.newCachedThreadPool();
      List<Future<Integer>> counts = new ArrayList<>();
      for (int i = 0; i < nodes.size() * WRITERS; i++) {
        KeyValueEngine node = nodes.get(i % nodes.size());
        String name = "w" + i + "/";
        counts.add(threads.submit(() -> write(node, name)));
      }
      Random random = new Random(5);
      while (!counts.stream().allMatch(Future::isDone)) {
        // In the middle of further work, or when breaks have stopped all of it.
        boolean unused = STEPS_DONE.tryAcquire(4 + random.nextInt(12), 1, TimeUnit.SECONDS);
        switch (random.nextInt(5)) {
          case 0, 1 -> first.cut(false);
          case 2, 3 -> second.cut(false);
          default -> database.terminateConnections();
        }
      }
      int total = 0;
      for (Future<Integer> count : counts) {
        total += count.get();
      }
      threads.shutdown();

      assertThat(text(again(() -> direct.get(List.of(COUNTER))).get(0).orElseThrow()))
          .isEqualTo(String.valueOf(total));
      assertThat(total).isEqualTo(nodes.size() * WRITERS * STEPS);
    }
  }

  /** Counts up with check-and-set, and leaves a trace of each step that was acknowledged. */
  private static int write(KeyValueEngine node, String name) {
    int done = 0;
    while (done < STEPS) {
      Entry counter = again(() -> node.get(List.of(COUNTER))).get(0).orElseThrow();
      Key trace = Key.of(name + done);
      Batch batch =
          Batch.builder()
              .require(COUNTER, counter.revision())
              .put(COUNTER, bytes(String.valueOf(Integer.parseInt(text(counter)) + 1)))
              .requireAbsent(trace)
              .put(trace, bytes("x"))
              .build();
      CommitOutcome outcome = again(() -> node.apply(batch).toCompletableFuture().join());
      assertThat(outcome).isNotEqualTo(CommitOutcome.UNKNOWN);
      boolean there = again(() -> node.get(List.of(trace))).get(0).isPresent();
      assertThat(there).isEqualTo(outcome == CommitOutcome.COMMITTED);
      done += outcome == CommitOutcome.COMMITTED ? 1 : 0;
      STEPS_DONE.release();
    }
    return done;
  }

  @Test
  void aDatabaseThatIsAwayIsToldAndComesBack() throws Exception {
    try (CuttingProxy proxy = new CuttingProxy(TestDatabase.port());
        KeyValueEngine node = through(proxy)) {
      put(node, Key.of("k"), "1");
      proxy.cut(true);

      assertThatThrownBy(() -> node.get(List.of(Key.of("k"))))
          .isInstanceOfSatisfying(
              ServiceException.class,
              thrown -> assertThat(thrown.code()).isEqualTo(ErrorCode.STORE_UNAVAILABLE));
      assertThat(node.problem()).contains(ErrorCode.STORE_UNAVAILABLE);
      assertThatThrownBy(() -> node.apply(Batch.builder().build()))
          .isInstanceOf(ServiceException.class);

      proxy.cut(false);
      assertThat(text(again(() -> node.get(List.of(Key.of("k")))).get(0).orElseThrow()))
          .isEqualTo("1");
      // The writer finds out for itself, each second, that the database takes writes again.
      CommitOutcome written =
          again(() -> node.apply(batch(Key.of("k"), "2")).toCompletableFuture().join());
      assertThat(written).isEqualTo(CommitOutcome.COMMITTED);
      assertThat(node.problem()).isEmpty();
    }
  }

  @Test
  void aFirstConnectionThatBreaksWhileItIsPreparedSpoilsNoLaterOne() throws Exception {
    try (CuttingProxy proxy = new CuttingProxy(TestDatabase.port())) {
      proxy.cutOnceBefore("TRANSACTION ISOLATION LEVEL");
      try (KeyValueEngine node = through(proxy)) {
        assertThat(again(() -> node.get(List.of(Key.of("k"))))).containsExactly(Optional.empty());
      }
    }
  }

  @Test
  void aDatabaseWhoseTokensCannotBeHadIsAwayUntilTheyCan() throws Exception {
    FakeTokens tokens = new FakeTokens();
    try (CuttingProxy proxy = new CuttingProxy(TestDatabase.port());
        KeyValueEngine node =
            new PostgresEngineFactory()
                .open(
                    database.settings(
                        Map.of("connection_url", database.url(proxy.port()), "auth_mode", "azure")),
                    tokens.context())) {
      put(node, Key.of("k"), "1");
      tokens.failing = true;

      // A connection whose token was had before may still come to be after a cut.
      assertThatThrownBy(
              () -> {
                while (true) {
                  proxy.cut(false);
                  node.get(List.of(Key.of("k")));
                }
              })
          .isInstanceOfSatisfying(
              ServiceException.class,
              thrown -> assertThat(thrown.code()).isEqualTo(ErrorCode.STORE_UNAVAILABLE));
      assertThat(node.problem()).contains(ErrorCode.STORE_UNAVAILABLE);

      tokens.failing = false;
      assertThat(text(again(() -> node.get(List.of(Key.of("k")))).get(0).orElseThrow()))
          .isEqualTo("1");
    }
  }

  @Test
  void nodesSeeOneAnothersWritesAtOnce() {
    try (KeyValueEngine one = database.open();
        KeyValueEngine two = database.open()) {
      for (int i = 0; i < 50; i++) {
        put(i % 2 == 0 ? one : two, Key.of("k"), String.valueOf(i));
        Optional<Entry> seen = (i % 2 == 0 ? two : one).get(List.of(Key.of("k"))).get(0);
        assertThat(text(seen.orElseThrow())).isEqualTo(String.valueOf(i));
      }
    }
  }

  /** Tries again while the database is away, as a client does. */
  static <T> T again(Supplier<T> call) {
    while (true) {
      try {
        return call.get();
      } catch (ServiceException e) {
        assertThat(e.code()).isEqualTo(ErrorCode.STORE_UNAVAILABLE);
        assertThat(Thread.currentThread().isInterrupted()).as("out of time").isFalse();
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
  }

  private static void put(KeyValueEngine engine, Key key, String value) {
    assertThat(engine.apply(batch(key, value)).toCompletableFuture().join())
        .isEqualTo(CommitOutcome.COMMITTED);
  }

  private static Batch batch(Key key, String value) {
    return Batch.builder().put(key, bytes(value)).build();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(Entry entry) {
    return new String(entry.value(), StandardCharsets.UTF_8);
  }
}

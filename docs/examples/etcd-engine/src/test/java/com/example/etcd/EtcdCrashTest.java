package com.example.etcd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.engine.Batch;
import io.azimuth.spi.engine.CommitOutcome;
import io.azimuth.spi.engine.EngineSnapshot;
import io.azimuth.spi.engine.Entry;
import io.azimuth.spi.engine.Key;
import io.azimuth.spi.engine.KeyValueEngine;
import io.azimuth.spi.engine.LeaderLock;
import io.etcd.jetcd.Client;
import io.etcd.jetcd.maintenance.AlarmMember;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Members of etcd are killed while many threads write. */
class EtcdCrashTest {

  private static final int ROUNDS = Integer.getInteger("etcd.crash.rounds", 6);
  private static final int WRITERS = 8;
  private static final int STEPS_BETWEEN = 100;

  @TempDir Path directory;

  private final AtomicBoolean done = new AtomicBoolean();
  private final AtomicInteger steps = new AtomicInteger();
  private final AtomicInteger unknown = new AtomicInteger();

  @Test
  void everyAcknowledgedWriteSurvivesKilledMembers() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
    List<Future<Integer>> acknowledged = new ArrayList<>();
    try (EtcdCluster cluster = new EtcdCluster(directory, 3, EtcdCluster.LIMITS);
        KeyValueEngine engine = cluster.open("crash/");
        KeyValueEngine other = cluster.open("crash/")) {
      for (int i = 0; i < WRITERS; i++) {
        String name = "writer-" + i;
        acknowledged.add(threads.submit(() -> write(engine, name)));
      }
      for (int round = 0; round < ROUNDS; round++) {
        awaitSteps();
        cluster.kill(round % cluster.size()); // one of three turns hits the leader
        awaitSteps();
        cluster.restart(round % cluster.size());
      }
      awaitSteps();
      done.set(true);
      for (int i = 0; i < WRITERS; i++) {
        checkHistory(other, "writer-" + i, acknowledged.get(i).get());
      }
      assertThat(unknown).as("outcomes that stayed unknown").hasValue(0);
    } finally {
      done.set(true);
      threads.shutdownNow();
    }
    System.out.printf("%d rounds, %d steps acknowledged%n", ROUNDS, steps.get());
  }

  private void awaitSteps() {
    int before = steps.get();
    Patience.await(() -> steps.get() >= before + STEPS_BETWEEN);
  }

  /** Counts, and leaves an entry for each number in the batch that counted; the last number. */
  private int write(KeyValueEngine engine, String name) {
    int number = 0;
    while (!done.get()) {
      Optional<Entry> counter = Patience.until(() -> engine.get(List.of(Key.of(name))).get(0));
      int next = counter.map(EtcdCrashTest::number).orElse(0) + 1;
      assertThat(next).as("the next number of %s", name).isGreaterThan(number);
      Batch batch =
          Batch.builder()
              .require(Key.of(name), counter.map(Entry::revision).orElse(Batch.ABSENT))
              .put(Key.of(name), bytes(next))
              .put(Key.of(name + "/" + next), bytes(next))
              .build();
      CommitOutcome outcome =
          Patience.until(() -> engine.apply(batch)).toCompletableFuture().join();
      assertThat(outcome).as("nobody else counts").isNotEqualTo(CommitOutcome.CONFLICT);
      if (outcome == CommitOutcome.COMMITTED) {
        number = next;
        steps.incrementAndGet();
      } else {
        unknown.incrementAndGet();
      }
    }
    return number;
  }

  private static void checkHistory(KeyValueEngine engine, String name, int acknowledged) {
    int last = Patience.until(() -> number(engine.get(List.of(Key.of(name))).get(0).orElseThrow()));
    assertThat(last).isGreaterThanOrEqualTo(acknowledged);
    List<Entry> entries =
        Patience.until(() -> engine.scan(Key.of(name + "/"), Optional.empty(), Integer.MAX_VALUE));
    assertThat(entries).as("an entry for each number that was counted").hasSize(last);
  }

  @Test
  void withoutMajorityItIsUnavailableUntilMembersAreBack() throws Exception {
    try (EtcdCluster cluster = new EtcdCluster(directory, 3, EtcdCluster.LIMITS);
        KeyValueEngine engine = cluster.open("majority/")) {
      LeaderLock lock = engine.leaderLock().orElseThrow();
      assertThat(engine.apply(put("before")).toCompletableFuture().get())
          .isEqualTo(CommitOutcome.COMMITTED);
      assertThat(lock.hold()).isTrue();

      cluster.kill(0);
      cluster.kill(1);
      assertThat(engine.apply(put("lost")).toCompletableFuture().get())
          .isEqualTo(CommitOutcome.UNKNOWN);
      assertThat(engine.problem()).contains(ErrorCode.STORE_UNAVAILABLE);
      assertUnavailable(() -> engine.get(List.of(Key.of("before"))));
      assertUnavailable(() -> engine.apply(put("refused")));
      assertThat(lock.hold()).isFalse();

      cluster.restart(0);
      cluster.restart(1);
      Patience.await(() -> engine.problem().isEmpty());
      assertThat(engine.apply(put("after")).toCompletableFuture().get())
          .isEqualTo(CommitOutcome.COMMITTED);
      assertThat(engine.get(List.of(Key.of("before"), Key.of("after"), Key.of("refused"))))
          .extracting(Optional::isPresent)
          .containsExactly(true, true, false);
      Patience.await(lock::hold);
    }
  }

  @Test
  void oneProcessHoldsTheLeadersLock() throws Exception {
    try (EtcdCluster cluster = new EtcdCluster(directory, 1, EtcdCluster.LIMITS);
        KeyValueEngine one = cluster.open("lock/");
        KeyValueEngine two = cluster.open("lock/")) {
      LeaderLock first = one.leaderLock().orElseThrow();
      LeaderLock second = two.leaderLock().orElseThrow();
      assertThat(first.hold()).isTrue();
      assertThat(second.hold()).isFalse();
      assertThat(first.hold()).isTrue();
      assertThat(first.isHeld()).isTrue();
      first.release();
      assertThat(first.isHeld()).isFalse();
      assertThat(second.hold()).isTrue();
      assertThat(first.hold()).isFalse();
      two.close();
      assertThat(first.hold()).isTrue();
    }
  }

  @Test
  void snapshotEndsWhenEtcdCompactsItsRevision() throws Exception {
    try (EtcdCluster cluster = new EtcdCluster(directory, 1, EtcdCluster.LIMITS);
        KeyValueEngine engine = cluster.open("compacted/");
        Client client = Client.builder().endpoints(cluster.address()).build()) {
      engine.apply(put("before")).toCompletableFuture().get();
      try (EngineSnapshot snapshot = engine.snapshot()) {
        engine.apply(put("after")).toCompletableFuture().get();
        long revision = engine.get(List.of(Key.of("after"))).get(0).orElseThrow().revision();
        client.getKVClient().compact(revision).get();
        assertRefused(ErrorCode.SNAPSHOT_OVERTAKEN, snapshot::next);
      }
      assertThat(engine.problem()).isEmpty();
    }
  }

  @Test
  void fullEtcdIsReadAndTakesWritesAgainWhenThereIsRoom() throws Exception {
    List<String> options = new ArrayList<>(EtcdCluster.LIMITS.subList(0, 2));
    options.add("--quota-backend-bytes=" + (24 << 20));
    try (EtcdCluster cluster = new EtcdCluster(directory, 1, options);
        KeyValueEngine engine = cluster.open("full/");
        Client client = Client.builder().endpoints(cluster.address()).build()) {
      Batch large = Batch.builder().put(Key.of("large"), new byte[Batch.MAX_VALUE_BYTES]).build();
      for (int i = 0; engine.problem().isEmpty() && i < 50; i++) {
        engine.apply(large).toCompletableFuture().get();
      }
      assertThat(engine.problem()).contains(ErrorCode.STORE_FULL);
      assertRefused(ErrorCode.STORE_FULL, () -> engine.apply(put("refused")));
      Entry kept = engine.get(List.of(Key.of("large"))).get(0).orElseThrow();

      client.getKVClient().compact(kept.revision()).get();
      client.getMaintenanceClient().defragmentMember(cluster.address()).get();
      for (AlarmMember alarm : client.getMaintenanceClient().listAlarms().get().getAlarms()) {
        client.getMaintenanceClient().alarmDisarm(alarm).get();
      }
      Patience.await(() -> engine.problem().isEmpty());
      assertThat(engine.apply(put("taken")).toCompletableFuture().get())
          .isEqualTo(CommitOutcome.COMMITTED);
    }
  }

  @Test
  void membersWithSmallerLimitsAreRefused() throws Exception {
    try (EtcdCluster cluster = new EtcdCluster(directory.resolve("a"), 1, List.of())) {
      assertThatThrownBy(() -> cluster.open("limits/"))
          .isInstanceOf(ServiceException.class)
          .hasMessageContaining("STORE_UNUSABLE")
          .hasMessageContaining("--max-txn-ops=10000");
    }
    List<String> half = EtcdCluster.LIMITS.subList(0, 1);
    try (EtcdCluster cluster = new EtcdCluster(directory.resolve("b"), 1, half)) {
      assertThatThrownBy(() -> cluster.open("limits/"))
          .hasMessageContaining("--max-request-bytes=16777216");
    }
  }

  private static void assertUnavailable(ThrowingCallable call) {
    assertRefused(ErrorCode.STORE_UNAVAILABLE, call);
  }

  private static void assertRefused(ErrorCode code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            ServiceException.class, refused -> assertThat(refused.code()).isEqualTo(code));
  }

  private static Batch put(String key) {
    return Batch.builder().put(Key.of(key), bytes(1)).build();
  }

  private static byte[] bytes(int number) {
    return Integer.toString(number).getBytes(StandardCharsets.UTF_8);
  }

  private static int number(Entry entry) {
    return Integer.parseInt(new String(entry.value(), StandardCharsets.UTF_8));
  }
}

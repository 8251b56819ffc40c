package io.azimuth.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.spi.engine.Batch;
import io.azimuth.spi.engine.CommitOutcome;
import io.azimuth.spi.engine.Entry;
import io.azimuth.spi.engine.Key;
import io.azimuth.testkit.AtOnce;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** The part of the contract that concerns many threads. */
abstract class EngineConcurrencyContract extends EngineSnapshotContract {

  private static final int WRITERS = 16;
  private static final int ROUNDS = 25;

  @Test
  void getNeverSeesTwoKeysOfOneBatchApart() throws Exception {
    assertThat(readsWhilePairsAreWritten(this::pairByGet)).isPositive();
  }

  @Test
  void scanNeverSeesTwoKeysOfOneBatchApart() throws Exception {
    assertThat(readsWhilePairsAreWritten(this::pairByScan)).isPositive();
  }

  @Test
  void noIncrementOfManyCompareAndSetWritersIsLost() throws Exception {
    put("counter", "0");
    List<Callable<Integer>> writers = new ArrayList<>();
    for (int i = 0; i < WRITERS; i++) {
      writers.add(this::incrementRepeatedly);
    }
    List<Integer> seen = AtOnce.run(writers);
    assertThat(text("counter")).contains(String.valueOf(WRITERS * ROUNDS));
    assertThat(seen).doesNotHaveDuplicates();
  }

  @Test
  void laterBatchSeesAnEarlierOneThatWasNotAwaited() {
    List<CompletableFuture<CommitOutcome>> outcomes = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      Batch batch = Batch.builder().requireAbsent(key("one")).put(key("one"), bytes("x")).build();
      outcomes.add(engine().apply(batch).toCompletableFuture());
    }
    assertThat(outcome(outcomes.get(0))).isEqualTo(CommitOutcome.COMMITTED);
    assertThat(outcomes.subList(1, 50))
        .allSatisfy(late -> assertThat(outcome(late)).isEqualTo(CommitOutcome.CONFLICT));
  }

  @Test
  void conflictFailsOnlyItsOwnBatch() {
    put("taken", "x");
    List<CompletableFuture<CommitOutcome>> outcomes = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      Batch.Builder batch = Batch.builder().put(key("own/" + i), bytes("x"));
      if (i % 2 == 1) {
        batch.requireAbsent(key("taken"));
      }
      outcomes.add(engine().apply(batch.build()).toCompletableFuture());
    }
    for (int i = 0; i < 100; i++) {
      boolean conflict = i % 2 == 1;
      assertThat(outcome(outcomes.get(i)))
          .isEqualTo(conflict ? CommitOutcome.CONFLICT : CommitOutcome.COMMITTED);
      assertThat(find("own/" + i).isPresent()).isNotEqualTo(conflict);
    }
  }

  @Test
  void committedIsVisibleToTheCallbackOfItsStage() throws Exception {
    CompletableFuture<Optional<String>> seen = new CompletableFuture<>();
    engine()
        .apply(Batch.builder().put(key("k"), bytes("v")).build())
        .thenAccept(committed -> seen.complete(text("k")));
    assertThat(seen.get()).contains("v");
  }

  @Test
  void scanDuringDeletesSeesWholeEntriesInOrder() throws Exception {
    AtomicBoolean done = new AtomicBoolean();
    CountDownLatch reading = new CountDownLatch(1);
    Callable<Long> churn = () -> churn(done, reading);
    Callable<Long> scans = () -> scanUntil(done, reading);
    assertThat(AtOnce.run(List.of(churn, scans)).get(1)).isPositive();
  }

  private long churn(AtomicBoolean done, CountDownLatch reading) throws InterruptedException {
    try {
      awaitReader(reading);
      for (int round = 0; round < 60; round++) {
        for (int part = 0; part < 2; part++) {
          Batch.Builder batch = Batch.builder();
          for (int i = part; i < 200; i += 2) {
            Key key = key(String.format("c/%03d", i));
            if (round % 2 == 0) {
              batch.put(key, bytes("value-" + i));
            } else {
              batch.delete(key);
            }
          }
          assertThat(apply(batch)).isEqualTo(CommitOutcome.COMMITTED);
        }
      }
      return 0;
    } finally {
      done.set(true);
    }
  }

  // A writer that is done before anybody reads would prove nothing.
  private static void awaitReader(CountDownLatch reading) throws InterruptedException {
    assertThat(reading.await(30, TimeUnit.SECONDS)).isTrue();
  }

  private long scanUntil(AtomicBoolean done, CountDownLatch reading) {
    long scans = 0;
    while (!done.get()) {
      List<Entry> entries = engine().scan(key("c/"), Optional.empty(), 1_000);
      assertThat(entries.size()).isIn(0, 100, 200);
      for (Entry entry : entries) {
        int number = Integer.parseInt(entry.key().text().substring(2));
        assertThat(text(entry)).isEqualTo("value-" + number);
      }
      assertThat(entries).extracting(Entry::key).isSorted();
      scans++;
      reading.countDown();
    }
    return scans;
  }

  private int incrementRepeatedly() {
    int last = 0;
    for (int done = 0; done < ROUNDS; ) {
      Entry before = find("counter").orElseThrow();
      int next = Integer.parseInt(text(before)) + 1;
      Batch.Builder batch =
          Batch.builder()
              .require(key("counter"), before.revision())
              .put(key("counter"), bytes(String.valueOf(next)));
      if (apply(batch) == CommitOutcome.COMMITTED) {
        last = next;
        done++;
      }
    }
    return last;
  }

  private long readsWhilePairsAreWritten(Callable<List<String>> readPair) throws Exception {
    put("pair/a", "0");
    put("pair/b", "0");
    apply(Batch.builder().put(key("pair/a"), bytes("0")).put(key("pair/b"), bytes("0")));
    AtomicBoolean done = new AtomicBoolean();
    AtomicLong reads = new AtomicLong();
    CountDownLatch reading = new CountDownLatch(1);
    Callable<Long> writer = () -> writePairs(done, reading);
    Callable<Long> reader =
        () -> {
          while (!done.get()) {
            List<String> pair = readPair.call();
            assertThat(pair).hasSize(2);
            assertThat(pair.get(0)).isEqualTo(pair.get(1));
            reads.incrementAndGet();
            reading.countDown();
          }
          return 0L;
        };
    AtOnce.run(List.of(writer, reader, reader));
    return reads.get();
  }

  private long writePairs(AtomicBoolean done, CountDownLatch reading) throws InterruptedException {
    try {
      awaitReader(reading);
      for (int i = 0; i < 400; i++) {
        byte[] value = bytes(String.valueOf(i));
        Batch.Builder pair = Batch.builder();
        for (int other = 0; other < 20; other++) {
          pair.put(key("pad/" + (i * 20 + other) % 977), value);
        }
        assertThat(apply(pair.put(key("pair/a"), value).put(key("pair/b"), value)))
            .isEqualTo(CommitOutcome.COMMITTED);
      }
      return 0;
    } finally {
      done.set(true);
    }
  }

  private List<String> pairByGet() {
    return engine().get(List.of(key("pair/a"), key("pair/b"))).stream()
        .map(found -> text(found.orElseThrow()))
        .toList();
  }

  private List<String> pairByScan() {
    return engine().scan(key("pair/"), Optional.empty(), 10).stream()
        .map(EngineContractBase::text)
        .toList();
  }
}

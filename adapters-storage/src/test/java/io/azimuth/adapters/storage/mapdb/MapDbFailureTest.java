package io.azimuth.adapters.storage.mapdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.adapters.storage.MemoryDirectory;
import io.azimuth.adapters.storage.mapdb.directory.StoreDirectory;
import io.azimuth.adapters.storage.mapdb.file.ObservedFiles;
import io.azimuth.adapters.storage.mapdb.file.Truncation;
import io.azimuth.adapters.storage.queue.WriteQueue;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.engine.Batch;
import io.azimuth.spi.engine.CommitOutcome;
import io.azimuth.spi.engine.Key;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the engine does when the disk is slow, fails, or is full. */
@Timeout(60)
class MapDbFailureTest {

  @TempDir(factory = MemoryDirectory.class)
  Path directory;

  private final DiskFaults faults = new DiskFaults();

  private MapDbOptions options() {
    return TestStore.options(directory, new ObservedFiles(faults));
  }

  @Test
  void batchIsInvisibleUntilItsSyncReturns() throws Exception {
    try (MapDbEngine engine = TestStore.open(options())) {
      put(engine, "k", "old");
      CountDownLatch syncs = faults.holdNextSync(StoreDirectory.JOURNAL);
      CompletableFuture<CommitOutcome> stage = submit(engine, "k", "new");
      faults.awaitHeld();
      assertThat(text(engine, "k")).contains("old");
      assertThat(engine.scan(Key.of("k"), Optional.empty(), 9))
          .extracting(entry -> new String(entry.value(), StandardCharsets.UTF_8))
          .containsExactly("old");
      assertThat(stage).isNotDone();
      syncs.countDown();
      assertThat(stage.get()).isEqualTo(CommitOutcome.COMMITTED);
      assertThat(text(engine, "k")).contains("new");
    }
  }

  // Whatever fails at the very first start, the next one begins anew, because nothing was stored.
  @Test
  void anInterruptedFirstStartIsRepeated() throws Exception {
    boolean failed = true;
    for (int step = 1; failed; step++) {
      Path own = Files.createDirectory(directory.resolve("step" + step));
      AtomicInteger left = new AtomicInteger(step);
      FileEvents interrupting =
          new FileEvents() {
            @Override
            public void forcing(String file) {
              count();
            }

            @Override
            public void write(String file, long offset, byte[] bytes) {
              count();
            }

            @Override
            public void grow(long length) {
              count();
            }

            private void count() {
              if (left.decrementAndGet() == 0) {
                throw new NoClassDefFoundError("a jar is missing");
              }
            }
          };
      failed = firstStartFails(TestStore.options(own, new ObservedFiles(interrupting)), left);
      try (MapDbEngine engine = TestStore.open(TestStore.options(own))) {
        put(engine, "k", "v");
        assertThat(text(engine, "k")).contains("v");
      }
    }
  }

  private static boolean firstStartFails(MapDbOptions options, AtomicInteger left)
      throws IOException {
    try {
      OpenStore opened = TestStore.openStore(options);
      left.set(0); // its end is not interrupted
      opened.close();
      return false;
    } catch (NoClassDefFoundError e) {
      return true;
    }
  }

  @Test
  void isBusyWhenTheQueueIsFull() throws Exception {
    try (MapDbEngine engine = TestStore.open(options())) {
      CountDownLatch syncs = faults.holdNextSync(StoreDirectory.JOURNAL);
      CompletableFuture<CommitOutcome> first = submit(engine, "k", "first");
      faults.awaitHeld();
      CompletableFuture<CommitOutcome> last = null;
      for (int i = 0; i < WriteQueue.MOST_BATCHES; i++) {
        last = submit(engine, "k/" + i, "x");
      }
      assertRefused(ErrorCode.STORE_BUSY, () -> submit(engine, "k", "too many"));
      syncs.countDown();
      assertThat(first.get()).isEqualTo(CommitOutcome.COMMITTED);
      assertThat(last.get()).isEqualTo(CommitOutcome.COMMITTED);
      put(engine, "k", "again");
    }
  }

  @Test
  void isBusyWhenTooManyBytesWait() throws Exception {
    try (MapDbEngine engine = TestStore.open(options())) {
      CountDownLatch syncs = faults.holdNextSync(StoreDirectory.JOURNAL);
      CompletableFuture<CommitOutcome> first = submit(engine, "k", "first");
      faults.awaitHeld();
      Batch large = Batch.builder().put(Key.of("l"), new byte[Batch.MAX_VALUE_BYTES]).build();
      long most = WriteQueue.MOST_BYTES / large.bytes();
      for (int i = 0; i < most; i++) {
        engine.apply(large);
      }
      assertRefused(ErrorCode.STORE_BUSY, () -> engine.apply(large));
      syncs.countDown();
      assertThat(first.get()).isEqualTo(CommitOutcome.COMMITTED);
    }
  }

  @Test
  void saysWhenAWriteMakesNoProgress() throws Exception {
    try (MapDbEngine engine = TestStore.open(options())) {
      CountDownLatch syncs = faults.holdNextSync(StoreDirectory.JOURNAL);
      CompletableFuture<CommitOutcome> first = submit(engine, "k", "first");
      faults.awaitHeld();
      long now = System.nanoTime();
      assertThat(engine.problemAt(now)).isEmpty();
      assertThat(engine.problemAt(now + TimeUnit.SECONDS.toNanos(11)))
          .contains(ErrorCode.STORE_BUSY);
      syncs.countDown();
      assertThat(first.get()).isEqualTo(CommitOutcome.COMMITTED);
      put(engine, "k", "second");
      assertThat(engine.problem()).isEmpty();
    }
  }

  @Test
  void failedSyncOfTheJournalEndsTheService() throws Exception {
    try (MapDbEngine engine = TestStore.open(options())) {
      put(engine, "k", "acknowledged");
      faults.failSyncs(StoreDirectory.JOURNAL);
      assertThat(submit(engine, "k", "lost?").get()).isEqualTo(CommitOutcome.UNKNOWN);
      assertFailed(engine);
      assertThat(engine.problem()).contains(ErrorCode.STORE_FAILED);
      faults.heal();
      assertFailed(engine);
    }
    try (MapDbEngine engine = TestStore.open(options())) {
      assertThat(text(engine, "k").orElseThrow()).isIn("acknowledged", "lost?");
      put(engine, "k", "after");
      assertThat(text(engine, "k")).contains("after");
    }
  }

  @Test
  void whatWaitedWhenTheStoreFailedIsUnknown() throws Exception {
    try (MapDbEngine engine = TestStore.open(options())) {
      CountDownLatch syncs = faults.holdNextSync(StoreDirectory.JOURNAL);
      CompletableFuture<CommitOutcome> first = submit(engine, "k", "1");
      faults.awaitHeld();
      CompletableFuture<CommitOutcome> second = submit(engine, "k", "2");
      faults.failSyncs(StoreDirectory.JOURNAL);
      syncs.countDown();
      assertThat(second.get()).isEqualTo(CommitOutcome.UNKNOWN);
      assertThat(first.get()).isEqualTo(CommitOutcome.COMMITTED);
    }
  }

  @Test
  void failedCheckpointEndsTheService() throws Exception {
    try (MapDbEngine engine = TestStore.open(options())) {
      put(engine, "k", "acknowledged");
      faults.failSyncs(StoreDirectory.MAIN);
      writeUntilRefused(engine, ErrorCode.STORE_FAILED);
      assertFailed(engine);
    }
    faults.heal();
    try (MapDbEngine engine = TestStore.open(options())) {
      assertThat(text(engine, "k")).contains("acknowledged");
    }
  }

  @Test
  void fullDiskRefusesWritesAndServesReads() throws Exception {
    try (MapDbEngine engine = TestStore.open(options())) {
      put(engine, "k", "acknowledged");
      faults.limitGrowth(6L << 20);
      int written = writeUntilRefused(engine, ErrorCode.STORE_FULL);
      assertThat(text(engine, "k")).contains("acknowledged");
      assertThat(engine.scan(Key.of("fill/"), Optional.empty(), 1_000_000)).hasSize(written);
      assertRefused(ErrorCode.STORE_FULL, () -> submit(engine, "k", "refused"));
      assertThat(engine.problem()).contains(ErrorCode.STORE_FULL);
    }
  }

  @Test
  void storeOnFullDiskOpensAndTakesWritesOnceThereIsRoom() throws Exception {
    int written;
    try (MapDbEngine engine = TestStore.open(options())) {
      faults.limitGrowth(6L << 20);
      written = writeUntilRefused(engine, ErrorCode.STORE_FULL);
    }
    try (MapDbEngine engine = TestStore.open(options())) {
      assertThat(engine.scan(Key.of("fill/"), Optional.empty(), 1_000_000)).hasSize(written);
      writeUntilRefused(engine, ErrorCode.STORE_FULL);
      faults.heal();
      assertThat(untilAccepted(engine)).isEqualTo(CommitOutcome.COMMITTED);
    }
    OpenStore store = TestStore.openStore(options());
    store.tree().verify();
    store.close();
  }

  @Test
  void aFullDiskTakesDeletionsAndRevocationsToTheLastEntry() throws Exception {
    List<Key> stored;
    try (MapDbEngine engine = TestStore.open(options())) {
      faults.limitGrowth(16L << 20);
      for (int i = 0; i < 3_000; i++) {
        put(engine, "small/" + i + "k".repeat(i % 10 == 0 ? 900 : 0), "x".repeat(i % 700));
      }
      writeUntilRefused(engine, ErrorCode.STORE_FULL);
      stored = new ArrayList<>(engine.keys(Key.of("fill/"), Optional.empty(), 1_000_000));
      stored.addAll(engine.keys(Key.of("small/"), Optional.empty(), 1_000_000));
      Collections.shuffle(stored, new Random(7));
      for (Key key : stored.subList(0, 1_000)) {
        assertThat(removed(engine, List.of(key))).isEqualTo(CommitOutcome.COMMITTED);
        assertThat(marked(engine, "mark", 500)).isEqualTo(CommitOutcome.COMMITTED);
      }
    }
    try (MapDbEngine engine = TestStore.open(options())) { // still full
      assertRefused(ErrorCode.STORE_FULL, () -> untilFull(engine));
      for (int from = 1_000; from < stored.size(); from += 1_000) {
        List<Key> page = stored.subList(from, Math.min(from + 1_000, stored.size()));
        assertThat(removed(engine, page)).isEqualTo(CommitOutcome.COMMITTED);
      }
      assertThat(engine.keys(Key.of("small/"), Optional.empty(), 10)).isEmpty();
      faults.heal();
      assertThat(untilAccepted(engine)).isEqualTo(CommitOutcome.COMMITTED);
    }
    OpenStore store = TestStore.openStore(options());
    store.tree().verify();
    store.close();
  }

  @Test
  void theReserveEndsInARefusalAndIsMadeAgainWhenThereIsRoom() throws Exception {
    try (MapDbEngine engine = TestStore.open(options())) {
      put(engine, "k", "acknowledged");
      faults.limitGrowth(6L << 20);
      writeUntilRefused(engine, ErrorCode.STORE_FULL);
      assertRefused(
          ErrorCode.STORE_FULL, () -> marked(engine, "large", Batch.MAX_RESERVE_BYTES + 1));
      assertRefused(
          ErrorCode.STORE_FULL,
          () -> {
            for (int i = 0; i < 1_000; i++) {
              assertThat(marked(engine, "mark/" + i, Batch.MAX_RESERVE_BYTES))
                  .isEqualTo(CommitOutcome.COMMITTED);
            }
          });
      assertThat(text(engine, "k")).contains("acknowledged");
      faults.heal();
      untilAccepted(engine);
      faults.limitGrowth(6L << 20);
      writeUntilRefused(engine, ErrorCode.STORE_FULL);
      assertThat(marked(engine, "mark/again", 500)).isEqualTo(CommitOutcome.COMMITTED);
    }
  }

  private static CommitOutcome removed(MapDbEngine engine, List<Key> keys) throws Exception {
    Batch.Builder batch = Batch.builder();
    keys.forEach(batch::delete);
    return engine.apply(batch.build()).toCompletableFuture().get();
  }

  private static CommitOutcome marked(MapDbEngine engine, String key, int bytes) throws Exception {
    Batch batch = Batch.builder().useReserve().put(Key.of(key), new byte[bytes]).build();
    return engine.apply(batch).toCompletableFuture().get();
  }

  // Whether the disk is still full is known when the writer has tried once.
  private static void untilFull(MapDbEngine engine) throws Exception {
    while (true) {
      submit(engine, "late", "x".repeat(1_000)).get();
    }
  }

  @Test
  void recoveryThatFindsNoRoomCanBeDoneAgain() throws Exception {
    OpenStore store = TestStore.openStore(options());
    for (int i = 0; i < 25; i++) {
      store.tree().apply(batch("fill/" + i, "x".repeat(60_000)));
    }
    store.tree().commit();
    store.health().fail(new IOException("the process dies here"));
    store.close();
    Truncation.cutMainFileToItsHeaderLength(directory.resolve("store"));
    faults.limitGrowth(1L << 20);
    for (int attempt = 0; attempt < 3; attempt++) {
      assertRefused(ErrorCode.STORE_FULL, () -> TestStore.open(options()));
    }
    faults.heal();
    try (MapDbEngine engine = TestStore.open(options())) {
      assertThat(engine.scan(Key.of("fill/"), Optional.empty(), 100)).hasSize(25);
    }
  }

  private static CommitOutcome untilAccepted(MapDbEngine engine) throws Exception {
    while (true) {
      try {
        return submit(engine, "again", "x").get();
      } catch (ServiceException full) {
        assertThat(full.code()).isEqualTo(ErrorCode.STORE_FULL);
        Thread.onSpinWait();
      }
    }
  }

  /** Returns how many were committed. */
  private static int writeUntilRefused(MapDbEngine engine, ErrorCode code) throws Exception {
    String value = "x".repeat(50_000);
    for (int written = 0; ; written++) {
      try {
        if (submit(engine, "fill/" + System.nanoTime(), value).get() != CommitOutcome.COMMITTED) {
          assertRefused(code, () -> submit(engine, "k", "x"));
          return written;
        }
      } catch (ServiceException refused) {
        assertThat(refused.code()).isEqualTo(code);
        return written;
      }
    }
  }

  private static void assertFailed(MapDbEngine engine) {
    assertRefused(ErrorCode.STORE_FAILED, () -> engine.get(List.of(Key.of("k"))));
    assertRefused(ErrorCode.STORE_FAILED, () -> engine.scan(Key.of("k"), Optional.empty(), 1));
    assertRefused(ErrorCode.STORE_FAILED, () -> submit(engine, "k", "x"));
  }

  private static void assertRefused(ErrorCode code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            ServiceException.class, refused -> assertThat(refused.code()).isEqualTo(code));
  }

  private static Batch batch(String key, String value) {
    return Batch.builder().put(Key.of(key), value.getBytes(StandardCharsets.UTF_8)).build();
  }

  private static CompletableFuture<CommitOutcome> submit(
      MapDbEngine engine, String key, String value) {
    return engine.apply(batch(key, value)).toCompletableFuture();
  }

  private static void put(MapDbEngine engine, String key, String value) throws Exception {
    assertThat(submit(engine, key, value).get(30, TimeUnit.SECONDS))
        .isEqualTo(CommitOutcome.COMMITTED);
  }

  private static Optional<String> text(MapDbEngine engine, String key) {
    return engine
        .get(List.of(Key.of(key)))
        .get(0)
        .map(entry -> new String(entry.value(), StandardCharsets.UTF_8));
  }
}

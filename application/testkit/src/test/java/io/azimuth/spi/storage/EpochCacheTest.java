package io.azimuth.spi.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.testkit.store.FakeStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EpochCacheTest {

  private final FakeStore store = new FakeStore();
  private final EpochCache<String, String> cache = new EpochCache<>();
  private final AtomicInteger loads = new AtomicInteger();

  @BeforeEach
  void firstEpoch() {
    store.change(UnitOfWork::beginEpoch);
  }

  @Test
  void loadsOncePerKeyAndEpoch() {
    assertThat(get(store.begin(), "a")).isEqualTo("a1");
    assertThat(get(store.begin(), "a")).isEqualTo("a1");
    assertThat(get(store.begin(), "b")).isEqualTo("b2");
    assertThat(loads).hasValue(2);
  }

  @Test
  void aNewEpochForgets() {
    get(store.begin(), "a");
    store.change(UnitOfWork::beginEpoch);

    assertThat(get(store.begin(), "a")).isEqualTo("a2");
  }

  @Test
  void aWorkOfAnOlderEpochNeitherSeesNorSpoilsTheNewerOne() {
    UnitOfWork older = store.begin();
    older.epoch();
    store.change(UnitOfWork::beginEpoch);
    assertThat(get(store.begin(), "a")).isEqualTo("a1");

    assertThatThrownBy(() -> get(older, "a")).isInstanceOf(StaleReadException.class);
    assertThat(get(store.begin(), "a")).isEqualTo("a1");
  }

  @Test
  void whatWasLoadedWhileTheEpochEndedIsThrownAway() {
    UnitOfWork work = store.begin();

    assertThatThrownBy(
            () ->
                cache.get(
                    work,
                    "a",
                    () -> {
                      store.change(UnitOfWork::beginEpoch);
                      return "of two epochs";
                    }))
        .isInstanceOf(StaleReadException.class);
    assertThat(get(store.begin(), "a")).isEqualTo("a1");
  }

  @Test
  void readingMakesTheEpochAPreconditionOfWhatIsWritten() {
    UnitOfWork work = store.begin();
    get(work, "a");
    work.policies().put("x", "text");
    store.change(UnitOfWork::beginEpoch);

    assertThat(store.commit(work).toCompletableFuture().join())
        .isEqualTo(io.azimuth.spi.engine.CommitOutcome.CONFLICT);
  }

  @Test
  void aFullCacheForgetsOneValueForEachNewOne() {
    UnitOfWork work = store.begin();
    for (int i = 0; i < 10_001; i++) {
      get(work, "key" + i);
    }
    assertThat(loads).hasValue(10_001);

    get(work, "key10000");
    assertThat(loads).hasValue(10_001);
    int forgotten = 0;
    for (int i = 0; i < 10_000 && forgotten == 0; i++) {
      int before = loads.get();
      get(work, "key" + i);
      forgotten = loads.get() - before;
    }
    assertThat(loads).as("one of them was forgotten, not all").hasValue(10_002);
  }

  @Test
  void aSmallerCacheHoldsItsOwnNumber() {
    EpochCache<String, String> small = new EpochCache<>(2);
    UnitOfWork work = store.begin();
    for (String key : List.of("a", "b", "a", "b", "c", "c")) {
      small.get(work, key, () -> key + loads.incrementAndGet());
    }
    assertThat(loads).hasValue(3);
  }

  @Test
  void manyThreadsNeverSeeAValueOfAnEarlierEpoch() throws Exception {
    EpochCache<String, Long> epochs = new EpochCache<>();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    List<Future<Integer>> readers = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      readers.add(threads.submit(() -> readEpochs(epochs)));
    }
    for (int i = 0; i < 200; i++) {
      store.change(UnitOfWork::beginEpoch);
    }
    for (Future<Integer> reader : readers) {
      assertThat(reader.get(2, TimeUnit.MINUTES)).isZero();
    }
    threads.shutdown();
  }

  private int readEpochs(EpochCache<String, Long> epochs) {
    int wrong = 0;
    for (int i = 0; i < 5_000; i++) {
      UnitOfWork work = store.begin();
      try {
        wrong += epochs.get(work, "k", work::epoch) == work.epoch() ? 0 : 1;
      } catch (StaleReadException e) {
        // the epoch ended meanwhile, so the request would run again
      }
    }
    return wrong;
  }

  private String get(UnitOfWork work, String key) {
    return cache.get(work, key, () -> key + loads.incrementAndGet());
  }
}

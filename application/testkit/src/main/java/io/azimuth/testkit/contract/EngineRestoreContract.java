package io.azimuth.testkit.contract;

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
import io.azimuth.testkit.AtOnce;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The part of the contract that concerns a restore while the engine serves. */
abstract class EngineRestoreContract extends EngineContractBase {

  private static final int ENTRIES = 1_200;
  private static final int RESTORES = 3;
  private static final int READERS = 3;

  /** Whether the engine can replace its content while it serves. */
  protected boolean restores() {
    return false;
  }

  /**
   * Another engine on the same store, as another server has it; the same one where a store has one
   * server. The caller closes it.
   */
  protected KeyValueEngine openBeside() throws Exception {
    return engine();
  }

  /** Whether the engine reports that it cannot restore. */
  private boolean isRefused() {
    assertThat(engine().restores()).isEqualTo(restores());
    if (restores()) {
      return false;
    }
    assertThatThrownBy(() -> engine().restore(content("new")))
        .isInstanceOfSatisfying(
            ServiceException.class,
            refused -> assertThat(refused.code()).isEqualTo(ErrorCode.RESTORE_UNSUPPORTED));
    return true;
  }

  @Test
  void restoreReplacesEveryEntry() throws Exception {
    if (isRefused()) {
      return;
    }
    put("a/before", "old");
    put("k/00003", "old");
    put("z", "old");
    engine().restore(content("new"));
    assertThat(all()).hasSize(ENTRIES).allMatch(entry -> text(entry).equals("new"));
    assertThat(text("a/before")).isEmpty();
    if (durable()) {
      restart();
      assertThat(all()).hasSize(ENTRIES).allMatch(entry -> text(entry).equals("new"));
    }
  }

  @Test
  void anEmptyStoreCanBeRestoredIntoAndWrittenAfterwards() throws Exception {
    if (isRefused()) {
      return;
    }
    engine().restore(content("new"));
    put("later", "x");
    put("k/00000", "changed");
    if (durable()) {
      restart();
    }
    assertThat(text("later")).contains("x");
    assertThat(text("k/00000")).contains("changed");
    assertThat(text("k/00001")).contains("new");
  }

  @Test
  void everyRestoredEntryHasARevisionAboveAllOfBefore() throws Exception {
    if (isRefused()) {
      return;
    }
    long highest = 0;
    for (String key : List.of("k/00000", "k/00001", "other", "gone")) {
      put(key, "old");
      highest = revision(key);
    }
    delete("gone");
    engine().restore(content("new"));
    long before = highest;
    assertThat(all()).allMatch(entry -> entry.revision() > before);
    long restored = revision("k/00000");
    if (durable()) {
      restart();
    }
    put("k/00000", "later");
    assertThat(revision("k/00000")).isGreaterThan(restored);
    engine().restore(content("again"));
    assertThat(revision("k/00000")).isGreaterThan(restored + 1);
  }

  @Test
  void whatWasReadBeforeIsNoPreconditionThatHoldsAfterwards() {
    if (isRefused()) {
      return;
    }
    put("k/00000", "new");
    long revision = revision("k/00000");
    engine().restore(content("new"));
    assertThat(apply(Batch.builder().require(key("k/00000"), revision).delete(key("k/00000"))))
        .isEqualTo(CommitOutcome.CONFLICT);
    assertThat(apply(Batch.builder().requireAbsent(key("k/00000")).put(key("x"), bytes("x"))))
        .isEqualTo(CommitOutcome.CONFLICT);
  }

  @Test
  void contentThatBreaksOffChangesNothing() throws Exception {
    if (isRefused()) {
      return;
    }
    put("k/00000", "old");
    long revision = revision("k/00000");
    Iterator<Batch> broken =
        Stream.concat(
                Stream.of(batch("new", 0)),
                Stream.generate(
                    () -> {
                      throw new IllegalStateException("the snapshot is damaged");
                    }))
            .iterator();
    assertThatThrownBy(() -> engine().restore(broken)).hasMessage("the snapshot is damaged");
    assertThat(all()).hasSize(1);
    assertThat(revision("k/00000")).isEqualTo(revision);
    put("k/00001", "later");
    engine().restore(content("new"));
    assertThat(all()).hasSize(ENTRIES);
  }

  @Test
  void aSnapshotDuringARestoreIsOfBeforeOrAfterOrEnds() throws Exception {
    if (isRefused()) {
      return;
    }
    engine().restore(content("first"));
    AtomicBoolean done = new AtomicBoolean();
    Callable<Long> copies = () -> copyUntil(done);
    Callable<Long> restores = () -> restoreRepeatedly(done);
    assertThat(AtOnce.run(List.of(copies, restores)).get(0)).isPositive();
  }

  private long copyUntil(AtomicBoolean done) {
    long copies = 0;
    while (!done.get() || copies == 0) {
      try (EngineSnapshot snapshot = engine().snapshot()) {
        List<Entry> read = rest(snapshot);
        assertThat(read.stream().map(EngineContractBase::text).distinct()).hasSize(1);
        assertThat(read).hasSize(ENTRIES);
        copies++;
      } catch (ServiceException e) {
        assertThat(e.code()).isEqualTo(ErrorCode.SNAPSHOT_OVERTAKEN);
      }
    }
    return copies;
  }

  @Test
  void noReadOfAnyEngineSeesBoth() throws Exception {
    if (isRefused()) {
      return;
    }
    engine().restore(content("first"));
    KeyValueEngine beside = openBeside();
    AtomicBoolean done = new AtomicBoolean();
    List<Callable<Long>> tasks = new ArrayList<>();
    for (int i = 0; i < READERS; i++) {
      KeyValueEngine reader = i % 2 == 0 ? engine() : beside;
      tasks.add(() -> readUntil(done, reader));
      tasks.add(() -> scanUntil(done, reader));
    }
    tasks.add(() -> writeUntil(done, beside));
    tasks.add(() -> restoreRepeatedly(done));
    try {
      assertThat(AtOnce.run(tasks)).allMatch(times -> times > 0);
    } finally {
      if (beside != engine()) {
        beside.close();
      }
    }
  }

  private long restoreRepeatedly(AtomicBoolean done) {
    try {
      for (int i = 0; i < RESTORES; i++) {
        restoreOnce("round-" + i);
      }
      return RESTORES;
    } finally {
      done.set(true);
    }
  }

  // The restore waits for readers of the whole store.
  private void restoreOnce(String value) {
    for (int attempt = 0; ; attempt++) {
      try {
        engine().restore(content(value));
        return;
      } catch (ServiceException e) {
        if (e.code() != ErrorCode.RESTORE_BUSY || attempt == 20) {
          throw e;
        }
      }
    }
  }

  private static long readUntil(AtomicBoolean done, KeyValueEngine engine) {
    List<Key> keys = List.of(number(0), number(ENTRIES / 2), number(ENTRIES - 1));
    long reads = 0;
    while (!done.get() || reads == 0) {
      Set<String> values = new HashSet<>();
      engine.get(keys).forEach(found -> values.add(text(found.orElseThrow())));
      assertThat(values).hasSize(1);
      reads++;
    }
    return reads;
  }

  private static long scanUntil(AtomicBoolean done, KeyValueEngine engine) {
    long reads = 0;
    while (!done.get() || reads == 0) {
      List<Entry> found = engine.scan(key("k/"), Optional.empty(), 2 * ENTRIES);
      assertThat(found).hasSize(ENTRIES);
      assertThat(found.stream().map(EngineContractBase::text).distinct()).hasSize(1);
      reads++;
    }
    return reads;
  }

  // Each batch depends on what was read of one content, so it is never applied to another one.
  private static long writeUntil(AtomicBoolean done, KeyValueEngine engine) {
    long writes = 0;
    while (!done.get() || writes == 0) {
      Entry read = engine.get(List.of(number(7))).get(0).orElseThrow();
      Batch batch =
          Batch.builder()
              .require(read.key(), read.revision())
              .put(key("mark"), bytes(text(read)))
              .build();
      if (outcome(engine.apply(batch).toCompletableFuture()) == CommitOutcome.COMMITTED) {
        List<Optional<Entry>> both = engine.get(List.of(key("mark"), number(7)));
        both.get(0)
            .ifPresent(
                mark ->
                    assertThat(text(mark))
                        .isEqualTo(both.get(1).map(EngineContractBase::text).orElseThrow()));
        writes++;
      }
    }
    return writes;
  }

  private List<Entry> all() {
    try (EngineSnapshot snapshot = engine().snapshot()) {
      return rest(snapshot);
    }
  }

  static List<Entry> rest(EngineSnapshot snapshot) {
    List<Entry> read = new ArrayList<>();
    for (List<Entry> piece = snapshot.next(); !piece.isEmpty(); piece = snapshot.next()) {
      read.addAll(piece);
    }
    return read;
  }

  private static Key number(int number) {
    return key(String.format("k/%05d", number));
  }

  private static Iterator<Batch> content(String value) {
    return Stream.iterate(0, i -> i < ENTRIES, i -> i + 400).map(i -> batch(value, i)).iterator();
  }

  private static Batch batch(String value, int from) {
    Batch.Builder batch = Batch.builder();
    for (int i = from; i < from + 400; i++) {
      batch.put(number(i), bytes(value));
    }
    return batch.build();
  }
}

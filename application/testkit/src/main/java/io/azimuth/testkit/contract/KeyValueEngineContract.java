package io.azimuth.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.engine.Batch;
import io.azimuth.spi.engine.CommitOutcome;
import io.azimuth.spi.engine.Entry;
import io.azimuth.spi.engine.Key;
import io.azimuth.spi.engine.KeyValueEngine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/**
 * Every promise of {@link KeyValueEngine} as a test. To test an engine, extend this class and
 * implement its two hooks.
 */
public abstract class KeyValueEngineContract extends EngineConcurrencyContract {

  @Test
  void getAnswersInTheOrderAskedWithGapsForAbsentKeys() {
    put("b", "2");
    put("a", "1");
    List<Optional<Entry>> found =
        engine().get(List.of(key("a"), key("missing"), key("b"), key("a")));
    assertThat(found.stream().map(entry -> entry.map(EngineContractBase::text)))
        .containsExactly(Optional.of("1"), Optional.empty(), Optional.of("2"), Optional.of("1"));
    assertThat(found.get(2).orElseThrow().key()).isEqualTo(key("b"));
  }

  @Test
  void getOfNoKeysIsEmpty() {
    assertThat(engine().get(List.of())).isEmpty();
  }

  @Test
  void scanOrdersByUnsignedBytes() {
    List<Key> keys = new ArrayList<>();
    for (int b : new int[] {0xff, 0x00, 0x80, 0x7f, 0x01, 0xfe, 0x41}) {
      keys.add(Key.of(new byte[] {'p', (byte) b}));
      keys.add(Key.of(new byte[] {'p', (byte) b, 0}));
    }
    keys.add(key("p"));
    Batch.Builder batch = Batch.builder();
    keys.forEach(key -> batch.put(key, key.bytes()));
    apply(batch);
    Collections.sort(keys);
    assertThat(engine().scan(key("p"), Optional.empty(), 100))
        .extracting(Entry::key)
        .containsExactlyElementsOf(keys);
  }

  @Test
  void scanReturnsThePrefixOnly() {
    for (String key : List.of("a", "a/", "a/1", "a/1/x", "a/2", "a0", "b", "A/1")) {
      put(key, key);
    }
    assertThat(scan("a/", 10)).containsExactly("a/", "a/1", "a/1/x", "a/2");
    assertThat(scan("a", 10)).containsExactly("a", "a/", "a/1", "a/1/x", "a/2", "a0");
    assertThat(scan("a/1/x/", 10)).isEmpty();
    assertThat(scan("c", 10)).isEmpty();
  }

  @Test
  void keysAreThoseOfAScan() {
    for (String key : List.of("a", "a/", "a/1", "a/1/x", "a/2", "a0", "b", "A/1")) {
      put(key, key);
    }
    for (String prefix : List.of("a", "a/", "a/1/x/", "c")) {
      for (Optional<Key> after : List.of(Optional.<Key>empty(), Optional.of(key("a/1")))) {
        for (int limit : new int[] {0, 2, 10}) {
          assertThat(engine().keys(key(prefix), after, limit))
              .isEqualTo(
                  engine().scan(key(prefix), after, limit).stream().map(Entry::key).toList());
        }
      }
    }
    Key end = Key.of(new byte[] {'a', '/', (byte) 0xff});
    assertThat(engine().keys(key("a"), Optional.of(end), 9)).containsExactly(key("a0"));
  }

  @Test
  void scanOfPrefixThatEndsInTheHighestByte() {
    Key top = Key.of(new byte[] {(byte) 0xff, (byte) 0xff});
    Key below = Key.of(new byte[] {(byte) 0xff, 1});
    Key inside = Key.of(new byte[] {'q', (byte) 0xff, 5});
    apply(Batch.builder().put(top, bytes("t")).put(below, bytes("b")).put(inside, bytes("i")));
    put("r", "outside");
    Key high = Key.of(new byte[] {(byte) 0xff});
    assertThat(engine().scan(high, Optional.empty(), 9))
        .extracting(Entry::key)
        .containsExactly(below, top);
    assertThat(engine().scan(Key.of(new byte[] {'q', (byte) 0xff}), Optional.empty(), 9))
        .extracting(Entry::key)
        .containsExactly(inside);
  }

  @Test
  void scanStopsAtTheLimitAndGoesOnBehindTheLastKey() {
    for (int i = 0; i < 7; i++) {
      put("k/" + i, "x");
    }
    assertThat(scan("k/", 3)).containsExactly("k/0", "k/1", "k/2");
    assertThat(scanAfter("k/", "k/2", 3)).containsExactly("k/3", "k/4", "k/5");
    assertThat(scanAfter("k/", "k/5", 3)).containsExactly("k/6");
    assertThat(scanAfter("k/", "k/6", 3)).isEmpty();
    assertThat(scan("k/", 0)).isEmpty();
  }

  @Test
  void scanBehindKeyThatIsAbsentOrOutsideThePrefix() {
    put("k/1", "x");
    put("k/3", "x");
    assertThat(scanAfter("k/", "k/2", 9)).containsExactly("k/3");
    assertThat(scanAfter("k/", "a", 9)).containsExactly("k/1", "k/3");
    assertThat(scanAfter("k/", "z", 9)).isEmpty();
    assertThat(scanAfter("k/", "k/3\0", 9)).isEmpty();
  }

  @Test
  void negativeLimitIsRefused() {
    assertThatThrownBy(() -> engine().scan(key("k"), Optional.empty(), -1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void batchOfPutsAndDeletesHappensWhole() {
    put("gone", "x");
    put("changed", "old");
    apply(
        Batch.builder()
            .delete(key("gone"))
            .put(key("changed"), bytes("new"))
            .put(key("born"), bytes("b"))
            .delete(key("never-there")));
    assertThat(text("gone")).isEmpty();
    assertThat(text("changed")).contains("new");
    assertThat(text("born")).contains("b");
  }

  @Test
  void emptyValueIsNotAbsent() {
    put("k", "");
    assertThat(text("k")).contains("");
    assertThat(revision("k")).isPositive();
  }

  @Test
  void revisionGrowsWithEveryWriteOfTheKey() {
    put("k", "same");
    long first = revision("k");
    put("other", "x");
    assertThat(revision("k")).isEqualTo(first);
    put("k", "same");
    assertThat(revision("k")).isGreaterThan(first);
  }

  @Test
  void revisionNeverComesBackAfterDelete() throws Exception {
    put("k", "v");
    long first = revision("k");
    delete("k");
    if (durable()) {
      restart();
    }
    put("k", "v");
    assertThat(revision("k")).isGreaterThan(first);
    assertThat(apply(Batch.builder().require(key("k"), first).delete(key("k"))))
        .isEqualTo(CommitOutcome.CONFLICT);
  }

  @Test
  void requiredAbsenceHolds() {
    assertThat(apply(Batch.builder().requireAbsent(key("k")).put(key("k"), bytes("1"))))
        .isEqualTo(CommitOutcome.COMMITTED);
    assertThat(apply(Batch.builder().requireAbsent(key("k")).put(key("k"), bytes("2"))))
        .isEqualTo(CommitOutcome.CONFLICT);
    assertThat(text("k")).contains("1");
  }

  @Test
  void requiredRevisionHolds() {
    put("k", "1");
    long revision = revision("k");
    assertThat(apply(Batch.builder().require(key("k"), revision).put(key("k"), bytes("2"))))
        .isEqualTo(CommitOutcome.COMMITTED);
    assertThat(apply(Batch.builder().require(key("k"), revision).put(key("k"), bytes("3"))))
        .isEqualTo(CommitOutcome.CONFLICT);
    assertThat(apply(Batch.builder().require(key("k"), revision + 1_000).delete(key("k"))))
        .isEqualTo(CommitOutcome.CONFLICT);
    assertThat(text("k")).contains("2");
  }

  @Test
  void requiredRevisionOfAbsentKeyConflicts() {
    assertThat(apply(Batch.builder().require(key("k"), 1).put(key("k"), bytes("1"))))
        .isEqualTo(CommitOutcome.CONFLICT);
    assertThat(text("k")).isEmpty();
  }

  @Test
  void preconditionMayNameKeyThatIsNotWritten() {
    put("guard", "up");
    long revision = revision("guard");
    Batch.Builder guarded =
        Batch.builder()
            .require(key("guard"), revision)
            .requireAbsent(key("tomb"))
            .put(key("child"), bytes("1"));
    assertThat(apply(guarded)).isEqualTo(CommitOutcome.COMMITTED);
    assertThat(revision("guard")).isEqualTo(revision);
    put("tomb", "x");
    assertThat(apply(guarded)).isEqualTo(CommitOutcome.CONFLICT);
  }

  @Test
  void oneFailedPreconditionOfManyWritesNothing() {
    put("here", "x");
    Batch.Builder batch =
        Batch.builder()
            .requireAbsent(key("absent"))
            .put(key("absent"), bytes("1"))
            .delete(key("here"))
            .requireAbsent(key("here"));
    assertThat(apply(batch)).isEqualTo(CommitOutcome.CONFLICT);
    assertThat(text("absent")).isEmpty();
    assertThat(text("here")).contains("x");
  }

  @Test
  void batchThatKnowsOfAllSetBacksIsCommitted() {
    long known = engine().setBacks();

    assertThat(apply(Batch.builder().knowSetBacks(known).put(key("k"), bytes("v"))))
        .isEqualTo(CommitOutcome.COMMITTED);
    assertThat(text("k")).contains("v");
  }

  @Test
  void batchWithoutWritesOnlyChecks() {
    assertThat(apply(Batch.builder())).isEqualTo(CommitOutcome.COMMITTED);
    assertThat(apply(Batch.builder().requireAbsent(key("k")))).isEqualTo(CommitOutcome.COMMITTED);
    assertThat(apply(Batch.builder().require(key("k"), 7))).isEqualTo(CommitOutcome.CONFLICT);
  }

  @Test
  void largestKeyAndValueAreKept() throws Exception {
    byte[] longest = new byte[Key.MAX_BYTES];
    Arrays.fill(longest, (byte) 0xff);
    byte[] value = new byte[Batch.MAX_VALUE_BYTES];
    new Random(1).nextBytes(value);
    assertThat(apply(Batch.builder().put(Key.of(longest), value)))
        .isEqualTo(CommitOutcome.COMMITTED);
    if (durable()) {
      restart();
    }
    assertThat(engine().get(List.of(Key.of(longest))).get(0).orElseThrow().value())
        .isEqualTo(value);
  }

  @Test
  void largestBatchIsKept() {
    Batch.Builder batch = Batch.builder();
    byte[] value = new byte[Batch.MAX_BYTES / Batch.MAX_ENTRIES - Key.MAX_BYTES];
    for (int i = 0; i < Batch.MAX_ENTRIES; i++) {
      batch.put(key(String.format("%04d", i) + "k".repeat(Key.MAX_BYTES - 4)), value);
    }
    assertThat(apply(batch)).isEqualTo(CommitOutcome.COMMITTED);
    assertThat(scan("0", 2_000)).hasSize(Batch.MAX_ENTRIES);
  }

  @Test
  void laterChangeOfTheCallersArrayIsNotStored() {
    byte[] value = bytes("before");
    Batch.Builder batch = Batch.builder().put(key("k"), value);
    Arrays.fill(value, (byte) '!');
    apply(batch);
    assertThat(text("k")).contains("before");
  }

  @Test
  void churnOfRisingKeysKeepsTheLiveOnesReadable() {
    int live = 300;
    for (int i = 0; i < 6_000; i += 100) {
      Batch.Builder batch = Batch.builder();
      for (int j = i; j < i + 100; j++) {
        batch.put(key(String.format("due/%08d", j)), bytes("x".repeat(j % 90)));
        if (j >= live) {
          batch.delete(key(String.format("due/%08d", j - live)));
        }
      }
      assertThat(apply(batch)).isEqualTo(CommitOutcome.COMMITTED);
      assertThat(scan("due/", 1))
          .containsExactly(String.format("due/%08d", Math.max(0, i + 100 - live)));
    }
    assertThat(scan("due/", 1_000)).hasSize(live);
  }

  @Test
  void keyBelowAllLiveOnesIsFoundAgain() {
    for (int i = 0; i < 500; i++) {
      put(String.format("due/%08d", i + 10), "x");
    }
    for (int i = 0; i < 499; i++) {
      delete(String.format("due/%08d", i + 10));
      assertThat(scan("due/", 1)).containsExactly(String.format("due/%08d", i + 11));
    }
    put("due/00000001", "late");
    assertThat(scan("due/", 5)).containsExactly("due/00000001", "due/00000509");
  }

  @Test
  void nameOfTheTypeIsPlain() {
    assertThat(engine().type()).matches("[a-z][a-z0-9_-]*");
  }

  @Test
  void closeCommitsWhatWasAccepted() {
    List<CompletableFuture<CommitOutcome>> outcomes = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      Batch batch = Batch.builder().put(key("k/" + i), bytes("x")).build();
      outcomes.add(engine().apply(batch).toCompletableFuture());
    }
    engine().close();
    assertThat(outcomes)
        .allSatisfy(stage -> assertThat(outcome(stage)).isEqualTo(CommitOutcome.COMMITTED));
  }

  @Test
  void everythingButCloseIsRefusedAfterClose() {
    engine().close();
    engine().close();
    assertRefused(() -> engine().get(List.of(key("k"))));
    assertRefused(() -> engine().scan(key("k"), Optional.empty(), 1));
    assertRefused(() -> outcome(engine().apply(Batch.builder().build()).toCompletableFuture()));
  }

  @Test
  void manyEntriesAndTheirRevisionsAreKept() throws Exception {
    for (int i = 0; i < 300; i++) {
      put(String.format("k/%03d", i), "v" + i);
    }
    delete("k/007");
    long revision = revision("k/299");
    if (durable()) {
      restart();
    }
    assertThat(scan("k/", 1_000)).hasSize(299).doesNotContain("k/007");
    assertThat(revision("k/299")).isEqualTo(revision);
    assertThat(text("k/299")).contains("v299");
    put("k/299", "again");
    assertThat(revision("k/299")).isGreaterThan(revision);
  }

  private static void assertRefused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            ServiceException.class,
            refused -> assertThat(refused.code()).isEqualTo(ErrorCode.STORE_FAILED));
  }
}

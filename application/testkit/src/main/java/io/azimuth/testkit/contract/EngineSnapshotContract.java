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
import io.azimuth.testkit.AtOnce;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** The part of the contract that concerns copies of the whole store. */
abstract class EngineSnapshotContract extends EngineRestoreContract {

  private static final int ACCOUNTS = 200;
  private static final int BALANCE = 1_000;
  private static final int FILLING = 6_000;
  private static final int WRITERS = 3;
  private static final int COPIES = 12;

  @Test
  void snapshotOfAnEmptyStoreIsEmpty() {
    try (EngineSnapshot snapshot = engine().snapshot()) {
      assertThat(snapshot.next()).isEmpty();
      assertThat(snapshot.next()).isEmpty();
    }
  }

  @Test
  void snapshotHasEveryEntryWithItsRevisionInAscendingOrder() {
    fill("f/%05d", 0);
    put("a", "first");
    apply(Batch.builder().put(Key.of(new byte[] {(byte) 0xff, 0}), bytes("last")));
    List<Entry> all;
    try (EngineSnapshot snapshot = engine().snapshot()) {
      all = rest(snapshot);
    }
    assertThat(all).hasSize(FILLING + 2);
    assertThat(all).extracting(Entry::key).isSorted().doesNotHaveDuplicates();
    assertThat(all.get(0).revision()).isEqualTo(revision("a"));
    assertThat(text(all.get(0))).isEqualTo("first");
    assertThat(text(all.get(all.size() - 1))).isEqualTo("last");
  }

  @Test
  void nothingThatIsWrittenAfterItsBeginningChangesASnapshot() {
    fill("f/%05d", 0);
    try (EngineSnapshot snapshot = engine().snapshot()) {
      Map<Key, String> expected = contents();
      List<Entry> read = new ArrayList<>(snapshot.next());
      rewriteEverything();
      read.addAll(rest(snapshot));
      assertThat(texts(read)).isEqualTo(expected);
      assertThat(read).extracting(Entry::key).isSorted().doesNotHaveDuplicates();
    }
    assertThat(contents()).doesNotContainKey(key("f/00000")).containsKey(key("g/00000"));
  }

  // Writes entries that the reader has passed, entries ahead of it and at the very end, and writes
  // some entries twice.
  private void rewriteEverything() {
    for (int i = 0; i < FILLING; i += 1_000) {
      Batch.Builder doomed = Batch.builder();
      for (int j = i; j < i + 1_000; j += 2) {
        doomed.delete(key(String.format("f/%05d", j)));
      }
      apply(doomed);
    }
    fill("g/%05d", 0);
    fill("e/%05d", 0);
    for (int i = 1; i < FILLING; i += 500) {
      put(String.format("f/%05d", i), "changed");
      put(String.format("f/%05d", i), "changed again");
      put(String.format("f/%05d", i - 1), "back");
    }
    delete("f/00000");
  }

  @Test
  void severalSnapshotsHaveAMomentEach() {
    fill("f/%05d", 0);
    try (EngineSnapshot first = engine().snapshot()) {
      first.next();
      put("f/05999", "between");
      try (EngineSnapshot second = engine().snapshot()) {
        put("f/05999", "afterwards");
        assertThat(texts(rest(second))).containsEntry(key("f/05999"), "between");
      }
      assertThat(texts(rest(first))).containsEntry(key("f/05999"), "0");
    }
  }

  @Test
  void copiesWhileOthersWriteAreAllOfOneMoment() throws Exception {
    Batch.Builder accounts = Batch.builder().put(key("transfers"), bytes("0"));
    for (int i = 0; i < ACCOUNTS; i++) {
      accounts.put(account(i), bytes(String.valueOf(BALANCE)));
    }
    apply(accounts);
    fill("m/%05d", 0);
    AtomicBoolean done = new AtomicBoolean();
    List<Callable<Integer>> tasks = new ArrayList<>();
    for (int i = 0; i < WRITERS; i++) {
      int seed = i;
      tasks.add(() -> transferUntil(done, new Random(seed)));
    }
    tasks.add(() -> copyRepeatedly(done));
    List<Integer> counts = AtOnce.run(tasks);
    assertThat(counts.subList(0, WRITERS)).allSatisfy(count -> assertThat(count).isPositive());
    assertThat(counts.get(WRITERS)).isEqualTo(COPIES);
  }

  private int copyRepeatedly(AtomicBoolean done) {
    try {
      for (int i = 0; i < COPIES; i++) {
        try (EngineSnapshot snapshot = engine().snapshot()) {
          checkBooks(texts(rest(snapshot)));
        }
      }
      return COPIES;
    } finally {
      done.set(true);
    }
  }

  /** The total is unchanged, and there is exactly one entry for every transfer that was counted. */
  private static void checkBooks(Map<Key, String> books) {
    long money = 0;
    long entries = 0;
    for (Map.Entry<Key, String> entry : books.entrySet()) {
      money += entry.getKey().startsWith(key("acc/")) ? Long.parseLong(entry.getValue()) : 0;
      entries += entry.getKey().startsWith(key("t/")) ? 1 : 0;
    }
    assertThat(money).isEqualTo((long) ACCOUNTS * BALANCE);
    assertThat(entries).isEqualTo(Long.parseLong(books.get(key("transfers"))));
  }

  // Goes on past the end until one succeeded: under load the others may win every race before.
  private int transferUntil(AtomicBoolean done, Random random) {
    int made = 0;
    List<Key> own = new ArrayList<>();
    while (!done.get() || made == 0) {
      int from = random.nextInt(ACCOUNTS);
      int to = (from + 1 + random.nextInt(ACCOUNTS - 1)) % ACCOUNTS;
      Key entry = key("t/" + Long.toHexString(random.nextLong()));
      Key gone = own.size() > 50 ? own.remove(random.nextInt(own.size())) : entry;
      if (transfer(account(from), account(to), entry, gone)) {
        own.add(entry);
        made++;
      } else if (!gone.equals(entry)) {
        own.add(gone);
      }
    }
    return made;
  }

  private boolean transfer(Key from, Key to, Key entry, Key gone) {
    List<Entry> found = new ArrayList<>();
    engine().get(List.of(from, to, key("transfers"))).forEach(e -> found.add(e.orElseThrow()));
    Batch.Builder batch = Batch.builder();
    found.forEach(read -> batch.require(read.key(), read.revision()));
    batch.put(from, number(found.get(0), -1)).put(to, number(found.get(1), 1));
    batch.put(entry, bytes("a transfer"));
    if (gone.equals(entry)) {
      batch.put(key("transfers"), number(found.get(2), 1));
    } else {
      batch.delete(gone);
    }
    return apply(batch) == CommitOutcome.COMMITTED;
  }

  @Test
  void snapshotOfAClosedEngineIsRefused() {
    engine().close();
    assertThatThrownBy(() -> engine().snapshot())
        .isInstanceOfSatisfying(
            ServiceException.class,
            thrown -> assertThat(thrown.code()).isEqualTo(ErrorCode.STORE_FAILED));
  }

  private static byte[] number(Entry before, int difference) {
    return bytes(String.valueOf(Integer.parseInt(text(before)) + difference));
  }

  private static Key account(int number) {
    return key(String.format("acc/%03d", number));
  }

  private void fill(String pattern, int value) {
    for (int i = 0; i < FILLING; i += 500) {
      Batch.Builder batch = Batch.builder();
      for (int j = i; j < i + 500; j++) {
        batch.put(key(String.format(pattern, j)), bytes(String.valueOf(value)));
      }
      apply(batch);
    }
  }

  private Map<Key, String> contents() {
    try (EngineSnapshot snapshot = engine().snapshot()) {
      return texts(rest(snapshot));
    }
  }

  private static Map<Key, String> texts(List<Entry> entries) {
    Map<Key, String> texts = new TreeMap<>();
    entries.forEach(entry -> texts.put(entry.key(), text(entry)));
    return Collections.unmodifiableMap(texts);
  }
}

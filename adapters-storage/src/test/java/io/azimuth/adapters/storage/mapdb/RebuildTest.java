package io.azimuth.adapters.storage.mapdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.adapters.storage.MemoryDirectory;
import io.azimuth.adapters.storage.mapdb.directory.StoreDirectory;
import io.azimuth.adapters.storage.mapdb.file.ObservedFiles;
import io.azimuth.spi.engine.Batch;
import io.azimuth.spi.engine.Entry;
import io.azimuth.spi.engine.Key;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store that is much longer than its entries is rebuilt when it is opened. */
class RebuildTest {

  private static final long ABOVE = 3L << 20;
  private static final int LIVE = 50;

  @TempDir(factory = MemoryDirectory.class)
  Path directory;

  private final DiskFaults faults = new DiskFaults();
  private List<Entry> entries;
  private long revision;

  @BeforeEach
  void churn() throws IOException {
    OpenStore store = open(Long.MAX_VALUE);
    for (int i = 0; i < 8_000; i += 100) {
      Batch.Builder batch = Batch.builder();
      for (int j = i; j < i + 100; j++) {
        batch.put(key(j), new byte[400 + j % 500]);
        batch.delete(key(j - LIVE));
      }
      store.tree().apply(batch.build());
      store.tree().commit();
    }
    for (int i = 0; i < 120; i++) {
      store.tree().apply(Batch.builder().put(Key.of("large/" + i), new byte[60_000]).build());
      store.tree().commit();
    }
    for (int i = 0; i < 120; i++) {
      store.tree().apply(Batch.builder().delete(Key.of("large/" + i)).build());
    }
    store.tree().commit();
    entries = all(store);
    revision = entries.stream().mapToLong(Entry::revision).max().orElseThrow() + 240;
    store.close();
    assertThat(entries).hasSize(LIVE);
    assertThat(length(StoreDirectory.MAIN)).isGreaterThan(7L << 20);
  }

  private static Key key(int number) {
    return Key.of(String.format("due/%08d", Math.max(0, number)));
  }

  private OpenStore open(long above) {
    return TestStore.openStore(
        new MapDbOptions(store(), TestStore.SEGMENT, above, new ObservedFiles(faults)));
  }

  private Path store() {
    return directory.resolve("store");
  }

  private long length(String file) throws IOException {
    return Files.size(store().resolve(file));
  }

  private static List<Entry> all(OpenStore store) {
    return store.tree().scan(Key.of("due/"), Optional.empty(), 100_000);
  }

  /** All entries have their revisions, and the next revision is a new one. */
  private void assertWhole(OpenStore store) {
    assertThat(all(store)).isEqualTo(entries);
    assertThat(all(store).get(0).value()).isEqualTo(entries.get(0).value());
    store.tree().verify();
    store.tree().apply(Batch.builder().put(Key.of("next"), new byte[1]).build());
    store.tree().commit();
    assertThat(store.tree().get(Key.of("next")).orElseThrow().revision()).isGreaterThan(revision);
    store.tree().apply(Batch.builder().delete(Key.of("next")).build());
    store.tree().commit();
  }

  @Test
  void keepsEntriesAndRevisionsInLessSpace() throws IOException {
    OpenStore store = open(ABOVE);
    assertWhole(store);
    store.close();
    assertThat(length(StoreDirectory.MAIN)).isLessThanOrEqualTo(4L << 20);
    OpenStore again = open(ABOVE);
    assertWhole(again);
    again.close();
    assertNothingIsLeft();
  }

  @Test
  void leavesShortStoresAlone() throws IOException {
    long before = length(StoreDirectory.MAIN);
    open(TestStore.REBUILD_ABOVE).close();
    assertThat(length(StoreDirectory.MAIN)).isEqualTo(before);
  }

  @Test
  void leavesStoreAloneThatIsFullOfEntries() throws IOException {
    OpenStore store = open(Long.MAX_VALUE);
    for (int i = 0; i < 120; i++) {
      store.tree().apply(Batch.builder().put(Key.of("live/" + i), new byte[60_000]).build());
      store.tree().commit();
    }
    store.close();
    long before = length(StoreDirectory.MAIN);
    open(ABOVE).close();
    assertThat(length(StoreDirectory.MAIN)).isEqualTo(before);
  }

  @Test
  void usesTheStoreAsItIsWhenThereIsNoRoomForTheNewOne() throws IOException {
    faults.limitGrowth(1 << 20);
    OpenStore store = open(ABOVE);
    faults.heal();
    assertWhole(store);
    store.close();
    assertThat(length(StoreDirectory.MAIN)).isGreaterThan(7L << 20);
    assertNothingIsLeft();
  }

  @Test
  void killBeforeTheFirstRenameLeavesTheOldStore() throws IOException {
    Path old = copyOfStore();
    open(ABOVE).close();
    copy(store(), StoreDirectory.MAIN, old, StoreDirectory.MAIN + ".new");
    copy(store(), StoreDirectory.JOURNAL, old, StoreDirectory.JOURNAL + ".new");
    putBack(old);
    OpenStore store = open(Long.MAX_VALUE);
    assertWhole(store);
    store.close();
    assertThat(length(StoreDirectory.MAIN)).isGreaterThan(7L << 20);
    assertNothingIsLeft();
  }

  @Test
  void killBetweenTheRenamesLeavesTheNewStore() throws IOException {
    Path old = copyOfStore();
    open(ABOVE).close();
    copy(store(), StoreDirectory.MAIN, old, StoreDirectory.MAIN);
    copy(store(), StoreDirectory.JOURNAL, old, StoreDirectory.JOURNAL + ".new");
    putBack(old);
    OpenStore store = open(Long.MAX_VALUE);
    assertWhole(store);
    store.close();
    assertThat(length(StoreDirectory.MAIN)).isLessThanOrEqualTo(4L << 20);
    assertNothingIsLeft();
  }

  private void assertNothingIsLeft() {
    assertThat(store().toFile().list())
        .containsExactlyInAnyOrder(
            StoreDirectory.MAIN, StoreDirectory.JOURNAL, StoreDirectory.LOCK);
  }

  private Path copyOfStore() throws IOException {
    Path copy = Files.createDirectory(directory.resolve("copy"));
    copy(store(), StoreDirectory.MAIN, copy, StoreDirectory.MAIN);
    copy(store(), StoreDirectory.JOURNAL, copy, StoreDirectory.JOURNAL);
    return copy;
  }

  /** Makes the copy the store again. */
  private void putBack(Path copy) throws IOException {
    Files.move(store(), directory.resolve("away"));
    Files.move(copy, store());
  }

  private static void copy(Path from, String name, Path to, String newName) throws IOException {
    Files.copy(from.resolve(name), to.resolve(newName), StandardCopyOption.REPLACE_EXISTING);
  }
}

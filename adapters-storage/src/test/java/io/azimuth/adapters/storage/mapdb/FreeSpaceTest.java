package io.azimuth.adapters.storage.mapdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.adapters.storage.MemoryDirectory;
import io.azimuth.adapters.storage.mapdb.directory.StoreDirectory;
import io.azimuth.adapters.storage.mapdb.file.MappedBase;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.engine.Batch;
import io.azimuth.spi.engine.CommitOutcome;
import io.azimuth.spi.engine.Entry;
import io.azimuth.spi.engine.Key;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * MapDB keeps a list of free pieces for each size in pages of its own, and its tracker has open
 * reports that these lists were found damaged ("position beyond chunk", "headPrev error": issues
 * 765, 943, 1036, 1053 of jankotek/mapdb). One writer and a journal do not damage them, and a store
 * whose lists are damaged is written again.
 */
class FreeSpaceTest {

  private static final int KEYS = 600;
  private static final int WRITES = 40;

  /** The longest piece of MapDB: what is longer is chained. */
  private static final int LONGEST_PIECE = 65_520;

  private static final int MOST = 1 << 20;

  // Of MapDB's format: the first list, of pieces of 16 bytes, and the part of a link that is a
  // place.
  private static final long LISTS = 64;
  private static final long PLACE = 0xfffffffffff0L;

  @TempDir(factory = MemoryDirectory.class)
  Path directory;

  private final Map<Key, Integer> written = new TreeMap<>();

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void theListsHoldWhileEntriesOfAllSizesComeAndGo(long seed) {
    churn(new Random(seed), 120);
  }

  @Tag("soak")
  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14, 15, 16, 17, 18})
  void theListsHoldForLong(long seed) {
    churn(new Random(seed), 2_000);
  }

  private void churn(Random random, int commits) {
    OpenStore store = open();
    try {
      for (int i = 1; i <= commits; i++) {
        // Fills and empties in turn, so that the lists grow over several pages and shrink to none.
        write(store, random, i / 20 % 2 == 0 ? 80 : 15);
        if (i % 40 == 0) {
          check(store);
        }
        if (i % 60 == 0) {
          close(store);
          store = open();
        }
      }
      check(store);
    } finally {
      close(store);
    }
  }

  private void write(OpenStore store, Random random, int putsOfHundred) {
    Batch.Builder batch = Batch.builder();
    Map<Key, Integer> changes = new TreeMap<>();
    while (changes.size() < WRITES) {
      Key key = Key.of("k/" + random.nextInt(KEYS));
      if (!changes.containsKey(key)) {
        boolean put = random.nextInt(100) < putsOfHundred;
        changes.put(key, put ? size(random) : -1);
      }
    }
    changes.forEach(
        (key, size) -> {
          if (size >= 0) {
            batch.put(key, new byte[size]);
            written.put(key, size);
          } else {
            batch.delete(key);
            written.remove(key);
          }
        });
    store.tree().apply(batch.build());
    store.tree().commit();
  }

  private static int size(Random random) {
    int kind = random.nextInt(1_000);
    if (kind < 3) {
      return random.nextInt(MOST);
    }
    if (kind < 20) {
      return LONGEST_PIECE - 64 + random.nextInt(128);
    }
    return kind < 200 ? random.nextInt(4_000) : random.nextInt(300);
  }

  private void check(OpenStore store) {
    store.tree().verify();
    Map<Key, Integer> found =
        store.tree().scan(Key.of("k/"), Optional.empty(), KEYS).stream()
            .collect(
                Collectors.toMap(
                    Entry::key, entry -> entry.value().length, (a, b) -> a, TreeMap::new));
    assertThat(found).isEqualTo(written);
  }

  @Test
  void aDamagedListEndsTheWritesAndTheNextStartWritesTheStoreAgain() throws IOException {
    OpenStore store = open();
    Random random = new Random(1);
    for (int i = 0; i < 40; i++) {
      write(store, random, i < 20 ? 100 : 30);
    }
    close(store);
    List<Entry> before = entries();
    damageLists();

    MapDbEngine engine = TestStore.open(TestStore.options(directory));
    Batch.Builder batch = Batch.builder();
    for (int size = 0; size < 300; size++) {
      batch.put(Key.of("new/" + size), new byte[size]);
    }
    assertThat(engine.apply(batch.build()).toCompletableFuture().join())
        .isEqualTo(CommitOutcome.UNKNOWN);
    assertThatThrownBy(() -> engine.get(List.of(Key.of("k/1"))))
        .isInstanceOfSatisfying(
            ServiceException.class,
            refused -> assertThat(refused.code()).isEqualTo(ErrorCode.STORE_FAILED));
    engine.close();
    assertThat(files()).contains(StoreDirectory.REBUILD);

    OpenStore again = open();
    assertThat(again.tree().scan(Key.of("k/"), Optional.empty(), KEYS)).isEqualTo(before);
    write(again, new Random(3), 50);
    check(again);
    close(again);
    assertThat(files())
        .contains(StoreDirectory.MAIN)
        .doesNotContain(StoreDirectory.REBUILD)
        .anyMatch(name -> name.startsWith("replaced-"));
  }

  /** Empties the first page of each list, as if somebody had used its space for something else. */
  private void damageLists() throws IOException {
    int damaged = 0;
    try (RandomAccessFile file =
        new RandomAccessFile(store().resolve(StoreDirectory.MAIN).toFile(), "rw")) {
      for (long size = 16; size <= LONGEST_PIECE; size += 16) {
        file.seek(MappedBase.HEADER + LISTS + size / 2);
        long page = file.readLong() & PLACE;
        if (page != 0) {
          file.seek(MappedBase.HEADER + page);
          file.writeLong(0);
          damaged++;
        }
      }
    }
    assertThat(damaged).isPositive();
  }

  private List<Entry> entries() {
    OpenStore store = open();
    try {
      return store.tree().scan(Key.of("k/"), Optional.empty(), KEYS);
    } finally {
      close(store);
    }
  }

  private Path store() {
    return directory.resolve("store");
  }

  private String[] files() {
    return store().toFile().list();
  }

  private OpenStore open() {
    return TestStore.openStore(TestStore.options(directory));
  }

  private static void close(OpenStore store) {
    try {
      store.close();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}

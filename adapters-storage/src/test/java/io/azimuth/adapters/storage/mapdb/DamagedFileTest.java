package io.azimuth.adapters.storage.mapdb;

import static io.azimuth.adapters.storage.Faults.assertFault;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.adapters.storage.MemoryDirectory;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.engine.Batch;
import io.azimuth.spi.engine.EngineSnapshot;
import io.azimuth.spi.engine.Entry;
import io.azimuth.spi.engine.Key;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the engine makes of bytes of its main file that a broken disk has changed. */
class DamagedFileTest {

  private static final Key ALL = Key.of("k/");
  private static final int ENTRIES = 300;

  @TempDir(factory = MemoryDirectory.class)
  Path directory;

  private Path main;

  @BeforeEach
  void fill() throws Exception {
    main = directory.resolve("store").resolve("store.db");
    try (MapDbEngine engine = TestStore.open(TestStore.options(directory))) {
      for (int i = 0; i < ENTRIES; i++) {
        Batch batch = Batch.builder().put(Key.of(key(i)), value(i)).build();
        engine.apply(batch).toCompletableFuture().get();
      }
    }
  }

  private static String key(int number) {
    return String.format("k/%04d", number);
  }

  private static byte[] value(int number) {
    return ("value-of-" + number + "-end").repeat(20).getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void aChangedValueIsReadAsItIsForTheBarrierToRefuse() throws IOException {
    byte[] file = Files.readAllBytes(main);
    int at = indexOf(file, value(123), 0);
    file[at] ^= 1;
    Files.write(main, file);
    try (MapDbEngine engine = TestStore.open(TestStore.options(directory))) {
      List<Entry> found = engine.inspect(ALL, Optional.empty(), ENTRIES);
      assertThat(found).hasSize(ENTRIES);
      assertThat(found.stream().filter(it -> !it.key().equals(Key.of(key(123)))))
          .allMatch(it -> Arrays.equals(it.value(), value(number(it))));
      assertThat(found.get(123).value()).isNotEqualTo(value(123));
    }
  }

  @Test
  void aDamagedNodeStopsACheckAndACopyButNotTheService() throws Exception {
    int broken = breakANode();
    try (MapDbEngine engine = TestStore.open(TestStore.options(directory))) {
      assertFault(
          ErrorCode.RECORD_UNREADABLE,
          "the file of the store is damaged",
          () -> engine.inspect(ALL, Optional.empty(), ENTRIES));
      assertThat(engine.inspect(ALL, Optional.empty(), 16)).hasSize(16);
      assertThat(engine.inspect(ALL, Optional.of(Key.of(key(broken + 40))), 16)).hasSize(16);
      assertFault(ErrorCode.RECORD_UNREADABLE, "damaged", () -> copy(engine));
      assertThat(engine.problem()).isEmpty();
      assertThat(engine.get(List.of(Key.of(key(1)))).get(0)).isPresent();
      put(engine);

      assertFault(
          ErrorCode.STORE_FAILED,
          "a read failed",
          () -> engine.get(List.of(Key.of(key(broken + 2)))));
      assertThat(engine.problem()).contains(ErrorCode.STORE_FAILED);
    }
  }

  /** Makes a leaf say that it has one key less, and returns the number of its first key. */
  private int breakANode() throws IOException {
    byte[] sound = Files.readAllBytes(main);
    for (int number = 100; number < ENTRIES; number++) {
      byte[] name = key(number).getBytes(StandardCharsets.UTF_8);
      for (int at = indexOf(sound, name, 0); at >= 0; at = indexOf(sound, name, at + 1)) {
        if (sound[at - 2] < 0) { // MapDB marks the last byte of a number, here the count of keys
          byte[] broken = sound.clone();
          broken[at - 2]--;
          Files.write(main, broken);
          if (isLeafBroken()) {
            return number;
          }
        }
      }
    }
    throw new AssertionError("no leaf begins after key 100");
  }

  // The key may also begin an inner node, which a scan does not read, or one that was replaced.
  private boolean isLeafBroken() throws IOException {
    try (OpenStore store = TestStore.openStore(TestStore.options(directory))) {
      store.tree().scan(ALL, Optional.empty(), ENTRIES);
      return false;
    } catch (AssertionError e) {
      return true;
    }
  }

  private static void copy(MapDbEngine engine) {
    try (EngineSnapshot copy = engine.snapshot()) {
      while (!copy.next().isEmpty()) {
        // Read to the end.
      }
    }
  }

  private static void put(MapDbEngine engine) throws Exception {
    Batch batch = Batch.builder().put(Key.of("other"), new byte[1]).build();
    try {
      engine.apply(batch).toCompletableFuture().get();
    } catch (ServiceException e) {
      throw new AssertionError("writes go on", e);
    }
  }

  private static int number(Entry entry) {
    return Integer.parseInt(entry.key().text().substring(2));
  }

  private static int indexOf(byte[] in, byte[] wanted, int from) {
    for (int at = from; at + wanted.length <= in.length; at++) {
      if (Arrays.equals(in, at, at + wanted.length, wanted, 0, wanted.length)) {
        return at;
      }
    }
    return -1;
  }
}

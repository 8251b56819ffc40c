package io.azimuth.adapters.storage.mapdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.adapters.storage.mapdb.file.FileAccess;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.engine.Batch;
import io.azimuth.spi.engine.Key;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** A restore leaves the old store or the new one. */
class RestorationTest {

  private static final int ENTRIES = 3_000;
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-25T12:00:00.5Z"), ZoneOffset.UTC);

  @TempDir Path directory;

  @Test
  void fillsADirectoryThatIsNotThere() {
    assertThat(restore(batches("new"), false)).isEmpty();
    assertThat(contents()).isEqualTo(expected("new"));
    assertThat(contents()).isEqualTo(expected("new")); // and it can be opened again
  }

  @Test
  void fillsAStoreWithoutEntries() {
    TestStore.open(options()).close();
    assertThat(restore(batches("new"), false)).isEmpty();
    assertThat(contents()).isEqualTo(expected("new"));
  }

  @Test
  void takesWritesAfterwards() {
    restore(batches("new"), false);
    try (MapDbEngine engine = TestStore.open(options())) {
      engine
          .apply(Batch.builder().put(Key.of("z"), bytes("more")).build())
          .toCompletableFuture()
          .join();
    }
    assertThat(contents()).hasSize(ENTRIES + 1).containsEntry("z", "more");
  }

  @Test
  void refusesAStoreWithEntriesAndLeavesItAlone() throws IOException {
    restore(batches("old"), false);
    assertThatThrownBy(() -> restore(batches("new"), false))
        .isInstanceOfSatisfying(
            ServiceException.class,
            refused -> {
              assertThat(refused.code()).isEqualTo(ErrorCode.STORE_UNUSABLE);
              assertThat(refused.detail()).endsWith("already; --force sets it aside");
            });
    assertThat(contents()).isEqualTo(expected("old"));
    assertOnlyTheStoreIsLeft();
  }

  @Test
  void keepsTheOldStoreAsideWhenForced() {
    restore(batches("old"), false);
    Path kept = restore(batches("new"), true).orElseThrow();
    assertThat(kept.getFileName()).hasToString("replaced-20261125T120000.500Z");
    assertThat(contents()).isEqualTo(expected("new"));
    MapDbOptions old =
        new MapDbOptions(kept, TestStore.SEGMENT, TestStore.REBUILD_ABOVE, FileAccess.REAL);
    assertThat(contents(old)).isEqualTo(expected("old"));
  }

  @Test
  void replacesADamagedStoreOnlyWhenForced() throws IOException {
    restore(batches("old"), false);
    Path main = options().directory().resolve("store.db");
    Files.write(main, new byte[4096]);
    assertThatThrownBy(() -> restore(batches("new"), false))
        .hasMessageContaining("there is a store in");
    Path kept = restore(batches("new"), true).orElseThrow();
    assertThat(contents()).isEqualTo(expected("new"));
    assertThat(kept.resolve("store.db")).hasSize(4096);
  }

  @Test
  void contentThatBreaksOffChangesNothing() throws IOException {
    restore(batches("old"), false);
    Iterator<Batch> broken =
        Stream.concat(
                Stream.of(batch("new", 0)),
                Stream.generate(
                    () -> {
                      throw new IllegalStateException("the snapshot is damaged");
                    }))
            .iterator();
    assertThatThrownBy(() -> restore(broken, true)).hasMessage("the snapshot is damaged");
    assertThat(contents()).isEqualTo(expected("old"));
    assertOnlyTheStoreIsLeft();
  }

  @Test
  void refusesAStoreInUse() {
    try (MapDbEngine engine = TestStore.open(options())) {
      assertThatThrownBy(() -> restore(batches("new"), true))
          .isInstanceOf(ServiceException.class)
          .hasMessageContaining("is in use by another process");
      assertThat(engine.get(List.of(Key.of("x")))).containsExactly(Optional.empty());
    }
  }

  @Test
  void whatAKillLeftUnfinishedIsSettledFirst() throws IOException {
    restore(batches("old"), false);
    Path store = options().directory();
    // An earlier restore was killed between its two renames: the main file is already the new one.
    MapDbOptions other =
        new MapDbOptions(directory.resolve("other"), TestStore.SEGMENT, 1L << 30, FileAccess.REAL);
    new Restoration(other, CLOCK, LoggerFactory.getLogger("test")).run(batches("new"), false);
    Files.move(
        other.directory().resolve("store.db"),
        store.resolve("store.db"),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    Files.move(other.directory().resolve("store.journal"), store.resolve("store.journal.new"));
    assertThat(contents()).isEqualTo(expected("new"));
    assertOnlyTheStoreIsLeft();
  }

  private void assertOnlyTheStoreIsLeft() throws IOException {
    try (Stream<Path> files = Files.list(options().directory())) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("store.db", "store.journal", "store.lock");
    }
  }

  private MapDbOptions options() {
    return TestStore.options(directory);
  }

  private Optional<Path> restore(Iterator<Batch> content, boolean replace) {
    return new Restoration(options(), CLOCK, LoggerFactory.getLogger("test")).run(content, replace);
  }

  private Map<String, String> contents() {
    return contents(options());
  }

  static Map<String, String> contents(MapDbOptions options) {
    Map<String, String> contents = new TreeMap<>();
    try (OpenStore store = TestStore.openStore(options)) {
      store.tree().verify();
      store
          .tree()
          .entriesAfter(Optional.empty())
          .forEachRemaining(
              e -> contents.put(e.key().text(), new String(e.value(), StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return contents;
  }

  static Iterator<Batch> batches(String value) {
    return Stream.iterate(0, i -> i < ENTRIES, i -> i + 500).map(i -> batch(value, i)).iterator();
  }

  private static Batch batch(String value, int from) {
    Batch.Builder batch = Batch.builder();
    for (int i = from; i < from + 500; i++) {
      batch.put(Key.of(key(i)), bytes(value + i));
    }
    return batch.build();
  }

  static Map<String, String> expected(String value) {
    Map<String, String> expected = new TreeMap<>();
    for (int i = 0; i < ENTRIES; i++) {
      expected.put(key(i), value + i);
    }
    return expected;
  }

  private static String key(int number) {
    return String.format("k/%05d", number);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}

package io.azimuth.adapters.storage.mapdb.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.adapters.storage.mapdb.DiskFaults;
import io.azimuth.adapters.storage.mapdb.MapDbOptions;
import io.azimuth.adapters.storage.mapdb.OpenStore;
import io.azimuth.adapters.storage.mapdb.TestStore;
import io.azimuth.adapters.storage.mapdb.file.ChannelFile;
import io.azimuth.adapters.storage.mapdb.file.ObservedFiles;
import io.azimuth.adapters.storage.mapdb.file.RawFile;
import io.azimuth.adapters.storage.mapdb.file.StoreId;
import io.azimuth.adapters.storage.mapdb.file.Truncation;
import io.azimuth.adapters.storage.mapdb.journal.JournalFile;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.engine.Batch;
import io.azimuth.spi.engine.Key;
import io.azimuth.testkit.Waiting;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A damaged store is refused every time and is not changed. */
class MapDbDamageTest {

  private static final int ENTRIES = 60;

  @TempDir Path directory;
  private Path store;

  @BeforeEach
  void writeStore() throws IOException {
    store = directory.resolve("store");
    write(TestStore.options(directory), true);
  }

  /**
   * Writes several megabytes. The store is closed, or left with its last commits only in the
   * journal.
   */
  private static void write(MapDbOptions options, boolean closed) throws IOException {
    OpenStore open = TestStore.openStore(options);
    for (int i = 0; i < ENTRIES; i++) {
      open.tree().apply(Batch.builder().put(Key.of("k/" + i), new byte[60_000]).build());
      open.tree().commit();
    }
    if (!closed) {
      open.health().fail(new IOException("the process dies here"));
    }
    open.close();
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "0, 4096", "0, 1048576", "0.5, 0", "1, -1048576", "1, -4096", "1, -100"})
  void refusesMainFileCutShort(double share, long offset) throws IOException {
    Path main = store.resolve(StoreDirectory.MAIN);
    Truncation.cut(main, (long) (Files.size(main) * share) + offset);
    assertRefused("store.db is damaged");
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "0, 4096", "0, 8192", "0.5, 0", "1, -1"})
  void refusesJournalCutShort(double share, long offset) throws IOException {
    Path journal = store.resolve(StoreDirectory.JOURNAL);
    Truncation.cut(journal, (long) (Files.size(journal) * share) + offset);
    assertRefused("store.journal is damaged");
  }

  @Test
  void refusesJournalOfAnotherStore() throws IOException {
    MapDbOptions other = TestStore.options(directory.resolve("other"));
    write(other, false);
    Files.copy(
        other.directory().resolve(StoreDirectory.JOURNAL),
        store.resolve(StoreDirectory.JOURNAL),
        StandardCopyOption.REPLACE_EXISTING);
    assertRefused("it belongs to another store.db");
  }

  @Test
  void refusesMissingJournal() throws IOException {
    Files.delete(store.resolve(StoreDirectory.JOURNAL));
    assertRefused("store.journal is missing");
  }

  @Test
  void refusesMissingMainFile() throws IOException {
    Files.delete(store.resolve(StoreDirectory.MAIN));
    assertRefused("has a store.journal but no store.db");
  }

  @ParameterizedTest
  @ValueSource(strings = {StoreDirectory.MAIN, StoreDirectory.JOURNAL})
  void refusesNewerFormat(String file) throws IOException {
    overwrite(file, 8, 2);
    overwrite(file, 8 + 4096, 2);
    assertRefused(file + " has format 2; this version reads up to 1");
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 16, 30, 511})
  void refusesDamagedHeaderOfTheMainFile(long at) throws IOException {
    flip(StoreDirectory.MAIN, at);
    assertRefused("store.db is damaged: its header is not whole");
  }

  @Test
  void refusesJournalWithBothHeadersDamaged() throws IOException {
    flip(StoreDirectory.JOURNAL, 20);
    flip(StoreDirectory.JOURNAL, 4096 + 20);
    assertRefused("store.journal is damaged: its header is not whole");
  }

  @Test
  void goesBackToTheOlderHeaderWhileItsRecordsAreThere() throws IOException {
    write(TestStore.options(directory), false);
    flip(StoreDirectory.JOURNAL, newestSlot() + 20);
    OpenStore open = TestStore.openStore(TestStore.options(directory));
    assertThat(open.tree().get(Key.of("k/" + (ENTRIES - 1))).orElseThrow().revision())
        .isEqualTo(2 * ENTRIES);
    open.tree().verify();
    open.close();
  }

  @Test
  void refusesOlderHeaderWhoseRecordsWereOverwritten() throws Exception {
    DiskFaults faults = new DiskFaults();
    OpenStore open = TestStore.openStore(TestStore.options(directory, new ObservedFiles(faults)));
    long slot = newestSlot();
    while (newestSlot() == slot) {
      commitLarge(open);
    }
    CountDownLatch sync = faults.holdNextSync(StoreDirectory.MAIN);
    // A commit that fills a segment waits for the held sync, so that another thread must end that.
    CompletableFuture<Void> death =
        CompletableFuture.runAsync(
            () -> {
              Waiting.until(Duration.ofSeconds(30), faults::isHeld);
              open.health().fail(new IOException("the process dies in a checkpoint"));
              faults.failHeldSync();
              sync.countDown();
            });
    commitLargeUntil(open, faults::isHeld);
    death.get(30, TimeUnit.SECONDS);
    open.close();
    flip(StoreDirectory.JOURNAL, newestSlot() + 20);
    assertRefused("is missing, but record");
  }

  // The store may fail meanwhile: then the last commit says so.
  private static void commitLargeUntil(OpenStore open, BooleanSupplier done) {
    try {
      while (!done.getAsBoolean()) {
        commitLarge(open);
      }
    } catch (RuntimeException e) {
      assertThat(done.getAsBoolean()).isTrue();
    }
  }

  private static void commitLarge(OpenStore open) {
    open.tree().apply(Batch.builder().put(Key.of("large"), new byte[200_000]).build());
    open.tree().commit();
  }

  @Test
  void refusesJournalWithHoleBetweenSegments() throws IOException {
    OpenStore open = TestStore.openStore(TestStore.options(directory));
    for (int i = 0; i < 12; i++) {
      commitLarge(open);
    }
    open.health().fail(new IOException("the process dies here"));
    open.close();
    flip(StoreDirectory.JOURNAL, newestSlot() + 20);
    flip(StoreDirectory.JOURNAL, 8192 + 300_000);
    assertRefused("is missing, but record");
  }

  @Test
  void takesTornHeaderSlotForWhatItIs() throws IOException {
    flip(StoreDirectory.JOURNAL, 4096 - newestSlot() + 20);
    OpenStore open = TestStore.openStore(TestStore.options(directory));
    assertThat(open.tree().get(Key.of("k/" + (ENTRIES - 1)))).isPresent();
    open.close();
  }

  @Test
  void replacesWhatAnInterruptedCreationLeft() throws IOException {
    MapDbOptions fresh = TestStore.options(directory.resolve("fresh"));
    Files.createDirectories(fresh.directory());
    Path journal = fresh.directory().resolve(StoreDirectory.JOURNAL);
    Files.createFile(journal);
    try (RawFile file = ChannelFile.open(journal)) {
      JournalFile.create(file, new StoreId(1, 2), TestStore.SEGMENT);
    }
    Files.write(fresh.directory().resolve(StoreDirectory.MAIN + ".new"), new byte[100]);
    TestStore.openStore(fresh).close();
    TestStore.openStore(fresh).close();
    assertThat(fresh.directory().resolve(StoreDirectory.MAIN + ".new")).doesNotExist();
  }

  private void assertRefused(String reason) throws IOException {
    byte[] before = Files.readAllBytes(store.resolve(StoreDirectory.LOCK));
    for (int attempt = 0; attempt < 2; attempt++) {
      assertThatThrownBy(() -> TestStore.openStore(TestStore.options(directory)))
          .isInstanceOfSatisfying(
              ServiceException.class,
              refused -> assertThat(refused.code()).isEqualTo(ErrorCode.STORE_UNUSABLE))
          .hasMessageContaining(reason);
    }
    assertThat(store.resolve(StoreDirectory.LOCK)).hasBinaryContent(before);
  }

  /** The place of the slot with the higher counter. */
  private long newestSlot() throws IOException {
    try (RawFile journal = ChannelFile.open(store.resolve(StoreDirectory.JOURNAL))) {
      return (JournalFile.header(journal).orElseThrow().counter() & 1) * 4096;
    }
  }

  private void flip(String file, long at) throws IOException {
    try (RawFile raw = ChannelFile.open(store.resolve(file))) {
      ByteBuffer one = ByteBuffer.allocate(1);
      raw.read(one, at);
      one.put(0, (byte) ~one.get(0)).rewind();
      raw.write(one, at);
    }
  }

  private void overwrite(String file, long at, int value) throws IOException {
    try (RawFile raw = ChannelFile.open(store.resolve(file))) {
      raw.write(ByteBuffer.allocate(4).putInt(0, value), at);
    }
  }
}

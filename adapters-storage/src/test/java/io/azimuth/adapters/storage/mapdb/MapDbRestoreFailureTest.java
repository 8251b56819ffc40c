package io.azimuth.adapters.storage.mapdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.adapters.storage.mapdb.directory.StoreDirectory;
import io.azimuth.adapters.storage.mapdb.file.BaseFile;
import io.azimuth.adapters.storage.mapdb.file.FileAccess;
import io.azimuth.adapters.storage.mapdb.file.ObservedFiles;
import io.azimuth.adapters.storage.mapdb.file.RawFile;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.engine.Batch;
import io.azimuth.spi.engine.Key;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A restore while the engine serves, when the disk or the process does not go on. */
@Timeout(60)
@Tag("slow") // each writes and syncs whole stores
class MapDbRestoreFailureTest {

  @TempDir Path directory;

  private MapDbEngine open(FileAccess files) {
    MapDbEngine engine = TestStore.open(TestStore.options(directory, files));
    engine.restore(RestorationTest.batches("old"));
    return engine;
  }

  private void assertNextStartHas(String value) {
    assertThat(RestorationTest.contents(TestStore.options(directory)))
        .isEqualTo(RestorationTest.expected(value));
  }

  private static void assertRefused(ErrorCode code, ThrowingCallable restore) {
    assertThatThrownBy(restore)
        .isInstanceOfSatisfying(
            ServiceException.class, refused -> assertThat(refused.code()).isEqualTo(code));
  }

  @Test
  void whetherItTookEffectIsUncertainFromTheFirstRenameOn() {
    DyingMain files = new DyingMain();
    try (MapDbEngine engine = open(files)) {
      files.left.set(1);
      assertRefused(
          ErrorCode.STORE_UNCERTAIN, () -> engine.restore(RestorationTest.batches("new")));
      assertThat(engine.problem()).contains(ErrorCode.STORE_FAILED);
    }
    assertNextStartHas("new");
  }

  /** Fails at an opening of the main file in use. */
  private static final class DyingMain implements FileAccess {

    private final AtomicInteger left = new AtomicInteger();

    @Override
    public RawFile journal(Path file) throws IOException {
      return REAL.journal(file);
    }

    @Override
    public BaseFile base(Path file) throws IOException {
      if (file.endsWith(StoreDirectory.MAIN) && left.getAndDecrement() == 1) {
        throw new IOException("Too many open files");
      }
      return REAL.base(file);
    }
  }

  @Test
  void leavesTheStoreTheRoomThatItNeedsToGrow() throws IOException {
    NarrowDisk disk = new NarrowDisk();
    try (MapDbEngine engine = open(disk)) {
      disk.usable.set(OpenStore.SPARED + TestStore.SEGMENT);
      assertRefused(ErrorCode.STORE_FULL, () -> engine.restore(RestorationTest.batches("new")));

      Iterator<Batch> filling = RestorationTest.batches("new");
      disk.usable.set(OpenStore.SPARED + 2 * TestStore.SEGMENT);
      assertRefused(
          ErrorCode.STORE_FULL,
          () ->
              engine.restore(
                  new CheckedContent(filling, () -> disk.usable.addAndGet(-TestStore.SEGMENT))));
      assertThat(filling).hasNext();
      assertThat(newFiles()).isEmpty();
      assertThat(engine.problem()).isEmpty();
    }
    assertNextStartHas("old");
  }

  private List<Path> newFiles() throws IOException {
    try (Stream<Path> files = Files.list(TestStore.options(directory).directory())) {
      return files.filter(file -> file.toString().endsWith(".new")).toList();
    }
  }

  private static final class NarrowDisk implements FileAccess {

    private final AtomicLong usable = new AtomicLong(Long.MAX_VALUE);

    @Override
    public RawFile journal(Path file) throws IOException {
      return REAL.journal(file);
    }

    @Override
    public BaseFile base(Path file) throws IOException {
      return REAL.base(file);
    }

    @Override
    public long usableSpace(Path directory) {
      return usable.get();
    }
  }

  @Test
  void anInterruptDoesNotEndIt() throws Exception {
    DiskFaults faults = new DiskFaults();
    try (MapDbEngine engine = open(new ObservedFiles(faults))) {
      CountDownLatch sync = faults.holdNextSync(StoreDirectory.JOURNAL);
      engine.apply(Batch.builder().put(Key.of("held"), new byte[1]).build());
      faults.awaitHeld();
      FutureTask<Boolean> restore =
          new FutureTask<>(
              () -> {
                engine.restore(RestorationTest.batches("new"));
                return Thread.currentThread().isInterrupted();
              });
      Thread restoring = new Thread(restore);
      restoring.start();
      while (restoring.getState() != Thread.State.TIMED_WAITING) {
        Thread.onSpinWait(); // until it waits for the writer
      }
      restoring.interrupt();
      assertRefused(
          ErrorCode.RESTORE_BUSY, () -> engine.restore(RestorationTest.batches("another")));
      sync.countDown();
      assertThat(restore.get()).isTrue();
    }
    assertNextStartHas("new");
  }

  @Test
  void endsWhenTheEngineIsClosedWhichWaitsForThat() throws Exception {
    MapDbEngine engine = open(FileAccess.REAL);
    Iterator<Batch> content = RestorationTest.batches("new");
    CountDownLatch begun = new CountDownLatch(1);
    FutureTask<Optional<Path>> restore =
        new FutureTask<>(
            () ->
                engine.restore(
                    new CheckedContent(content, () -> awaitClosing(begun, engine, content))));
    new Thread(restore).start();
    begun.await();

    engine.close();

    assertThat(newFiles()).isEmpty();
    assertThatThrownBy(restore::get)
        .cause()
        .isInstanceOfSatisfying(
            ServiceException.class,
            ended -> assertThat(ended.code()).isEqualTo(ErrorCode.STORE_FAILED));
    assertThat(content).hasNext();
    assertNextStartHas("old");
  }

  private static void awaitClosing(
      CountDownLatch begun, MapDbEngine engine, Iterator<Batch> content) {
    begun.countDown();
    while (content.hasNext() && engine.problem().isEmpty()) {
      Thread.onSpinWait();
    }
  }

  @Test
  void theStoreIsRestoredThoughTheOldFilesDoNotClose() {
    FailingCloses closes = new FailingCloses();
    try (MapDbEngine engine = open(new ObservedFiles(closes))) {
      closes.left.set(5); // after those of the new pair, which is closed twice before
      assertThat(engine.restore(RestorationTest.batches("new"))).isPresent();
      assertThat(closes.left).hasValue(0);
      assertThat(engine.problem()).isEqualTo(Optional.empty());
    }
    assertNextStartHas("new");
  }

  private static final class FailingCloses implements FileEvents {

    private final AtomicInteger left = new AtomicInteger();

    @Override
    public void closed(String file) throws IOException {
      if (left.get() > 0 && left.decrementAndGet() == 0) {
        throw new IOException("Input/output error");
      }
    }
  }
}

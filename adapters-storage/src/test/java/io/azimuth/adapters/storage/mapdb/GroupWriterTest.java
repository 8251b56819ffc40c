package io.azimuth.adapters.storage.mapdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.adapters.storage.MemoryDirectory;
import io.azimuth.adapters.storage.measure.GroupFigures;
import io.azimuth.adapters.storage.queue.PendingBatch;
import io.azimuth.adapters.storage.queue.WriteQueue;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.engine.Batch;
import io.azimuth.spi.engine.CommitOutcome;
import io.azimuth.spi.engine.Key;
import io.azimuth.spi.metrics.NoMetrics;
import io.azimuth.spi.thread.EssentialThread;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** What remains when the only thread that writes dies. */
@Timeout(60)
class GroupWriterTest {

  private final Error planned = new StackOverflowError("planned");

  @TempDir(factory = MemoryDirectory.class)
  private Path directory;

  private OpenStore store;
  private WriteQueue queue;
  private final PendingBatch first = pending("first");
  private final PendingBatch second = pending("second");

  @BeforeEach
  void open() {
    store = TestStore.openStore(TestStore.options(directory));
    queue = new WriteQueue(1); // a group of its own for each batch
    queue.add(first);
    queue.add(second);
  }

  @AfterEach
  void close() throws IOException {
    store.close();
  }

  @Test
  void theStoreRefusesEverythingAndNobodyWaitsForever() {
    assertThatThrownBy(() -> writer().run()).isSameAs(planned);

    assertThat(store.health().hasFailed()).isTrue();
    assertThat(first.stage()).isCompletedWithValue(CommitOutcome.COMMITTED);
    assertThat(second.stage()).isCompletedWithValue(CommitOutcome.UNKNOWN);
    assertThatThrownBy(() -> queue.add(pending("third")))
        .isInstanceOfSatisfying(
            ServiceException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.STORE_FAILED));
  }

  @Test
  void theHandlerOfItsThreadLearnsIt() throws InterruptedException {
    BlockingQueue<Throwable> reported = new LinkedBlockingQueue<>();
    Thread thread = new EssentialThread(writer(), "writer-under-test");
    thread.setUncaughtExceptionHandler((dead, thrown) -> reported.add(thrown));
    store.volume().handTo(thread);

    thread.start();

    assertThat(reported.poll(30, TimeUnit.SECONDS)).isSameAs(planned);
  }

  private GroupWriter writer() {
    DiskHeadroom space = new DiskHeadroom(store::volume, LoggerFactory.getLogger("test"));
    return new GroupWriter(
        queue,
        store,
        space,
        work -> {
          throw planned;
        },
        new GroupFigures(new NoMetrics()));
  }

  private static PendingBatch pending(String key) {
    return new PendingBatch(Batch.builder().put(Key.of(key), new byte[] {1}).build());
  }
}

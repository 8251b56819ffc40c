package io.azimuth.adapters.storage.mapdb;

import io.azimuth.adapters.storage.mapdb.file.StoreErrors;
import io.azimuth.adapters.storage.mapdb.tree.TreeCopy;
import io.azimuth.adapters.storage.measure.DirectoryRoom;
import io.azimuth.adapters.storage.measure.GroupFigures;
import io.azimuth.adapters.storage.queue.AnswerThread;
import io.azimuth.adapters.storage.queue.PendingBatch;
import io.azimuth.adapters.storage.queue.Uninterrupted;
import io.azimuth.adapters.storage.queue.WriteQueue;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.engine.Batch;
import io.azimuth.spi.engine.CommitOutcome;
import io.azimuth.spi.engine.EngineSnapshot;
import io.azimuth.spi.engine.Entry;
import io.azimuth.spi.engine.Key;
import io.azimuth.spi.engine.KeyValueEngine;
import io.azimuth.spi.metrics.Measurement;
import io.azimuth.spi.metrics.Metrics;
import io.azimuth.spi.metrics.NoMetrics;
import io.azimuth.spi.thread.EssentialThread;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.mapdb.DBException;

/**
 * The engine over an open store. Reads run on the caller's thread and read the main file under the
 * volume's snapshot lock. Writes go through the queue to the single writer.
 */
public final class MapDbEngine implements KeyValueEngine {

  static final String TYPE = "mapdb";

  /** How many revisions the store may give while new files are written: more than it can. */
  private static final long REVISIONS_MEANWHILE = 1L << 40;

  private static final long LOOK_SECONDS = 1;

  private final OpenStore store;
  private final DiskHeadroom space;
  private final WriteQueue queue;
  private final ThreadPoolExecutor answers;
  private final GroupWriter groups;
  private final Thread writer;
  private final AtomicBoolean closed = new AtomicBoolean();
  private final Semaphore restoring = new Semaphore(1);

  private MapDbEngine(OpenStore store, Metrics metrics) {
    this.store = store;
    this.space = new DiskHeadroom(store::volume, store.logger());
    this.queue = new WriteQueue(store.groupCost());
    this.answers = AnswerThread.start("mapdb-answers");
    this.groups = new GroupWriter(queue, store, space, answers, new GroupFigures(metrics));
    this.writer = new EssentialThread(groups, "mapdb-writer");
  }

  /** Starts an engine that is not measured. */
  static MapDbEngine start(OpenStore store) {
    return start(store, new NoMetrics());
  }

  /** Starts the engine and its writer. The engine owns the store from then on. */
  static MapDbEngine start(OpenStore store, Metrics metrics) {
    MapDbEngine engine = new MapDbEngine(store, metrics);
    metrics.add(new DirectoryRoom(store.directory()));
    metrics.add(engine::measure);
    store.volume().handTo(engine.writer);
    engine.writer.start();
    return engine;
  }

  // Beside the size of the files it says how much of them is room of deleted entries.
  private List<Measurement> measure() {
    try {
      long needed = inspecting(files -> files.tree().expectedLength());
      return List.of(
          Measurement.gauge(
              "azimuth_store_needed_bytes",
              "About what the entries of the store need.",
              Map.of(),
              (double) needed));
    } catch (ServiceException e) { // it has failed, or is closed
      return List.of();
    }
  }

  @Override
  public List<Optional<Entry>> get(List<Key> keys) {
    return reading(
        files -> {
          List<Optional<Entry>> entries = new ArrayList<>(keys.size());
          for (Key key : keys) {
            entries.add(files.tree().getCached(key));
          }
          return entries;
        });
  }

  @Override
  public List<Entry> scan(Key prefix, Optional<Key> after, int limit) {
    if (limit < 0) {
      throw new IllegalArgumentException("a limit is not negative");
    }
    return reading(files -> files.tree().scan(prefix, after, limit));
  }

  @Override
  public List<Key> keys(Key prefix, Optional<Key> after, int limit) {
    if (limit < 0) {
      throw new IllegalArgumentException("a limit is not negative");
    }
    return reading(files -> files.tree().keys(prefix, after, limit));
  }

  @Override
  public List<Entry> inspect(Key prefix, Optional<Key> after, int limit) {
    return inspecting(files -> files.tree().scan(prefix, after, limit));
  }

  /** Ends the service where it meets damage: to write into a damaged tree could spread it. */
  private <T> T reading(Function<OpenFiles, T> read) {
    return locked(
        read,
        (files, fault) -> {
          files.health().fail(fault);
          return new ServiceException(ErrorCode.STORE_FAILED, "a read failed", fault);
        });
  }

  /** For what no request waits for: damage that no request has met yet ends nothing. */
  private <T> T inspecting(Function<OpenFiles, T> read) {
    return locked(
        read,
        (files, fault) ->
            new ServiceException(
                ErrorCode.RECORD_UNREADABLE, "the file of the store is damaged", fault));
  }

  // MapDB throws such errors for a damaged tree, and the JVM for a page that the disk cannot
  // supply.
  private <T> T locked(
      Function<OpenFiles, T> read, BiFunction<OpenFiles, Throwable, ServiceException> damage) {
    while (true) {
      OpenFiles files = store.files();
      files.volume().snapshotLock().lock();
      try {
        if (files == store.files()) { // a restore may have replaced them before the lock was taken
          files.health().check();
          return read.apply(files);
        }
      } catch (ServiceException refused) {
        throw refused;
      } catch (RuntimeException | AssertionError | InternalError e) {
        throw damage.apply(files, e);
      } finally {
        files.volume().snapshotLock().unlock();
      }
    }
  }

  @Override
  public CompletionStage<CommitOutcome> apply(Batch batch) {
    store.health().check();
    PendingBatch pending = new PendingBatch(batch);
    space.check(pending);
    queue.add(pending);
    return pending.stage().minimalCompletionStage();
  }

  @Override
  public EngineSnapshot snapshot() {
    OpenFiles begun = store.files();
    TreeCopy copy =
        reading(
            files -> {
              requireSame(begun, files);
              return files.tree().beginCopy();
            });
    return new EngineSnapshot() {
      @Override
      public List<Entry> next() {
        List<Entry> piece = List.of();
        while (piece.isEmpty() && !copy.isComplete()) {
          piece =
              inspecting(
                  files -> {
                    requireSame(begun, files);
                    return copy.step();
                  });
        }
        return piece;
      }

      @Override
      public void close() {
        begun.tree().endCopy(copy);
      }
    };
  }

  private static void requireSame(OpenFiles begun, OpenFiles now) {
    if (begun != now) {
      throw new ServiceException(ErrorCode.SNAPSHOT_OVERTAKEN, "another content was restored");
    }
  }

  @Override
  public boolean restores() {
    return true;
  }

  @Override
  public Optional<Path> restore(Iterator<Batch> content) {
    if (!restoring.tryAcquire()) {
      throw new ServiceException(ErrorCode.RESTORE_BUSY, "another restore runs");
    }
    try {
      long floor = reading(files -> files.tree().committedRevision()) + REVISIONS_MEANWHILE;
      store.writeBeside(new CheckedContent(content, this::requireOpenAndRoom), floor);
      return Optional.of(switched());
    } catch (IOException | DBException | UncheckedIOException e) {
      throw StoreErrors.opening(store.directory().toString(), e);
    } finally {
      restoring.release();
    }
  }

  private void requireOpenAndRoom() {
    if (closed.get()) {
      throw new ServiceException(ErrorCode.STORE_FAILED, "the store is closed");
    }
    try {
      store.requireRoom(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  // An interrupt does not end the wait: the writer may be switching the files at this moment.
  private Path switched() throws IOException {
    CountDownLatch ended = new CountDownLatch(1);
    FutureTask<Path> task =
        new FutureTask<>(store::switchFiles) {
          @Override
          protected void done() {
            ended.countDown();
          }
        };
    groups.betweenGroups(task);
    Uninterrupted.until(
        () ->
            ended.await(LOOK_SECONDS, TimeUnit.SECONDS)
                || (!writer.isAlive() && task.cancel(false)));
    return outcome(task);
  }

  private Path outcome(FutureTask<Path> ended) throws IOException {
    try {
      return ended.get();
    } catch (CancellationException e) {
      store.discardBeside();
      throw new ServiceException(ErrorCode.STORE_FAILED, "the store is closed", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof ServiceException uncertain
          ? uncertain
          : new ServiceException(ErrorCode.RESTORE_FAILED, "the files were not switched", e);
    } catch (InterruptedException e) {
      throw new IllegalStateException("nothing waits for a task that has ended", e);
    }
  }

  @Override
  public Optional<ErrorCode> problem() {
    return problemAt(System.nanoTime());
  }

  Optional<ErrorCode> problemAt(long nanoTime) {
    if (store.health().hasFailed() || !writer.isAlive()) {
      return Optional.of(ErrorCode.STORE_FAILED);
    }
    if (space.isFull()) {
      return Optional.of(ErrorCode.STORE_FULL);
    }
    return groups.isStuckAt(nanoTime) ? Optional.of(ErrorCode.STORE_BUSY) : Optional.empty();
  }

  @Override
  public Optional<Path> directory() {
    return Optional.of(store.directory());
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    queue.close();
    Uninterrupted.awaitEnd(writer);
    answers.shutdown();
    Uninterrupted.awaitEnd(answers);
    restoring.acquireUninterruptibly(); // a restore ends soon, and writes until then
    try {
      store.close();
    } catch (IOException e) {
      throw new ServiceException(ErrorCode.STORE_FAILED, "closing failed", e);
    } finally {
      restoring.release();
    }
  }
}

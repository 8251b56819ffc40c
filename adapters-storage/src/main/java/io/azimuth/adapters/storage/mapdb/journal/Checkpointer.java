package io.azimuth.adapters.storage.mapdb.journal;

import io.azimuth.adapters.storage.queue.Uninterrupted;
import io.azimuth.spi.thread.EssentialThread;
import io.azimuth.spi.thread.OutOfMemory;
import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Runs at most one checkpoint at a time beside the writer. After a failed checkpoint the store
 * refuses everything.
 */
final class Checkpointer implements Closeable {

  private final StoreHealth health;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(work -> new EssentialThread(work, "mapdb-checkpoint"));
  private @Nullable Future<?> running;

  Checkpointer(StoreHealth health) {
    this.health = health;
  }

  /** Starts a checkpoint. Call {@link #await} before. */
  void start(Checkpoint checkpoint) {
    running = thread.submit(() -> run(checkpoint));
  }

  private @Nullable Void run(Checkpoint checkpoint) throws IOException {
    try {
      checkpoint.run();
      return null;
    } catch (IOException | RuntimeException | Error e) {
      health.fail(e);
      OutOfMemory.report(e);
      throw e;
    }
  }

  /** Returns when no checkpoint runs; throws when the last one failed. */
  void await() throws IOException {
    Future<?> last = running;
    if (last == null) {
      return;
    }
    try {
      last.get();
      running = null;
    } catch (ExecutionException e) {
      throw new IOException("the checkpoint failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for a checkpoint", e);
    }
  }

  @Override
  public void close() {
    thread.shutdown();
    Uninterrupted.awaitEnd(thread);
  }

  /** Syncs the main file, then writes the header. */
  interface Checkpoint {
    void run() throws IOException;
  }
}

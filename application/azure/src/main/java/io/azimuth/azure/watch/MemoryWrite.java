package io.azimuth.azure.watch;

import io.azimuth.spi.engine.CommitOutcome;
import io.azimuth.spi.storage.MountStore;
import io.azimuth.spi.storage.MountTransaction;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Changes what later rounds know, durably, before the round goes on. */
final class MemoryWrite implements RoundPart {

  private final MountStore store;
  private final String mountUuid;
  private final UnaryOperator<StoredMemory> change;
  private boolean running;
  private boolean done;

  /**
   * Not yet written.
   *
   * @param change is asked again when another write came first
   */
  MemoryWrite(MountStore store, String mountUuid, UnaryOperator<StoredMemory> change) {
    this.store = store;
    this.mountUuid = mountUuid;
    this.change = change;
  }

  @Override
  public synchronized Optional<Task> next(Instant now) {
    if (running || done) {
      return Optional.empty();
    }
    running = true;
    return Optional.of(new Task(this::write, () -> ended(false)));
  }

  @Override
  public synchronized boolean isDone() {
    return done;
  }

  private void write() {
    boolean written = false;
    try {
      MountTransaction own = store.begin(mountUuid);
      StoredMemory before = StoredMemory.read(own);
      StoredMemory after = change.apply(before);
      written = after.equals(before) || isWritten(own, after);
    } finally {
      ended(written);
    }
  }

  private boolean isWritten(MountTransaction own, StoredMemory memory) {
    memory.store(own.storage());
    return store.commit(own).toCompletableFuture().join() == CommitOutcome.COMMITTED;
  }

  private synchronized void ended(boolean written) {
    running = false;
    done = written;
  }
}

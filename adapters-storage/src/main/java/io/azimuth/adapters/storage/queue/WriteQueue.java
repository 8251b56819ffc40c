package io.azimuth.adapters.storage.queue;

import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.engine.Batch;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The batches that wait for the writer, limited in number and in bytes. */
public final class WriteQueue {

  /** The most batches that wait. */
  public static final int MOST_BATCHES = 4_096;

  /** The most bytes of waiting batches, chosen for small heaps. */
  public static final long MOST_BYTES = 32L << 20;

  /** The most batches that share a commit. */
  public static final int MOST_IN_GROUP = 256;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<PendingBatch> waiting = new ArrayDeque<>();
  private final long groupCost;
  private long waitingBytes;
  private boolean closed;

  /**
   * An open, empty queue.
   *
   * @param groupCost the most a group may cost; only a single batch may cost more
   */
  public WriteQueue(long groupCost) {
    this.groupCost = groupCost;
  }

  /**
   * Adds a batch. Does not wait.
   *
   * @throws ServiceException with {@code STORE_BUSY} when too much waits, {@code STORE_FAILED} when
   *     the queue is closed
   */
  public void add(PendingBatch pending) {
    lock.lock();
    try {
      if (closed) {
        throw new ServiceException(ErrorCode.STORE_FAILED, "the store is closed");
      }
      Batch batch = pending.batch();
      if (waiting.size() == MOST_BATCHES || waitingBytes + batch.bytes() > MOST_BYTES) {
        throw new ServiceException(
            ErrorCode.STORE_BUSY, waiting.size() + " batches are waiting, " + waitingBytes + " B");
      }
      waiting.add(pending);
      waitingBytes += batch.bytes();
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /** The next group; empty when the time is up, or when the queue is closed and empty. */
  public List<PendingBatch> take(long time, TimeUnit unit) throws InterruptedException {
    lock.lock();
    try {
      long left = unit.toNanos(time);
      while (waiting.isEmpty() && !closed && left > 0) {
        left = changed.awaitNanos(left);
      }
      return group();
    } finally {
      lock.unlock();
    }
  }

  private List<PendingBatch> group() {
    List<PendingBatch> group = new ArrayList<>(Math.min(waiting.size(), MOST_IN_GROUP));
    long cost = 0;
    while (!waiting.isEmpty() && group.size() < MOST_IN_GROUP) {
      cost += waiting.element().cost();
      if (cost > groupCost && !group.isEmpty()) {
        break;
      }
      PendingBatch next = waiting.remove();
      waitingBytes -= next.batch().bytes();
      group.add(next);
    }
    return group;
  }

  /** Accepts no more batches. Waiting batches stay in the queue. */
  public void close() {
    lock.lock();
    try {
      closed = true;
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Whether the queue is closed and empty. */
  public boolean isExhausted() {
    lock.lock();
    try {
      return closed && waiting.isEmpty();
    } finally {
      lock.unlock();
    }
  }
}

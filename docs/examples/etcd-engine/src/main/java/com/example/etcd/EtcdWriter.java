package com.example.etcd;

import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.engine.Batch;
import io.azimuth.spi.engine.CommitOutcome;
import io.azimuth.spi.engine.Key;
import io.azimuth.spi.thread.EssentialThread;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The only thread that writes. It takes the batches that wait and has etcd apply them in one
 * transaction. When an answer is lost, it asks until the outcome is known or the patience ends.
 */
final class EtcdWriter {

  private static final int MOST_BYTES_WAITING = 32 << 20;
  private static final int MOST_IN_GROUP = 256;
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(15);
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private record Pending(Batch batch, int cost, CompletableFuture<CommitOutcome> stage) {}

  private final Etcd etcd;
  private final EtcdTransactions transactions;
  private final Thread thread = new EssentialThread(this::run, "etcd-writer");
  private final BlockingQueue<Pending> waiting = new LinkedBlockingQueue<>();
  private final Semaphore room = new Semaphore(MOST_BYTES_WAITING);
  private volatile boolean closed;

  EtcdWriter(Etcd etcd, EtcdReads reads) {
    this.etcd = etcd;
    this.transactions = new EtcdTransactions(etcd, reads, UUID.randomUUID().toString());
  }

  void start() {
    thread.start();
  }

  boolean isOpen() {
    return !closed && thread.isAlive();
  }

  void checkOpen() {
    if (!isOpen()) {
      throw new ServiceException(ErrorCode.STORE_FAILED, "the store is closed");
    }
  }

  /** Adds a batch, without waiting. */
  synchronized CompletionStage<CommitOutcome> add(Batch batch) {
    checkOpen();
    Pending pending = new Pending(batch, EtcdTransactions.cost(batch), new CompletableFuture<>());
    if (!room.tryAcquire(pending.cost)) {
      throw new ServiceException(ErrorCode.STORE_BUSY, waiting.size() + " batches are waiting");
    }
    waiting.add(pending);
    return pending.stage.minimalCompletionStage();
  }

  /** Writes what waits, and ends. */
  void close() {
    synchronized (this) {
      closed = true;
    }
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    while (!closed || !waiting.isEmpty()) {
      List<Pending> group = take();
      if (!group.isEmpty() || etcd.problem().isPresent()) { // by nothing it sees whether etcd works
        List<CommitOutcome> outcomes = commit(group.stream().map(Pending::batch).toList());
        for (int i = 0; i < group.size(); i++) {
          room.release(group.get(i).cost);
          group.get(i).stage.complete(outcomes.get(i));
        }
      }
    }
    transactions.forget();
  }

  /** The next batches of which none touches what another one writes: etcd compares all at first. */
  private List<Pending> take() {
    List<Pending> group = new ArrayList<>();
    Set<Key> written = new HashSet<>();
    long cost = 0;
    try {
      Pending next = waiting.poll(1, TimeUnit.SECONDS);
      while (next != null) {
        group.add(next);
        cost += next.cost;
        written.addAll(next.batch.writes().keySet());
        next = waiting.peek();
        boolean fits =
            next != null
                && group.size() < MOST_IN_GROUP
                && cost + next.cost <= Batch.MAX_BYTES
                && Collections.disjoint(next.batch.writes().keySet(), written)
                && Collections.disjoint(next.batch.preconditions().keySet(), written);
        next = fits ? waiting.remove() : null;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // nobody else has this thread
    }
    return group;
  }

  private List<CommitOutcome> commit(List<Batch> batches) {
    long patience = etcd.problem().isPresent() ? 0 : PATIENCE_NANOS;
    long begun = System.nanoTime();
    transactions.next();
    do {
      try {
        List<CommitOutcome> outcomes = transactions.apply(batches);
        if (outcomes.size() == batches.size()) {
          etcd.works();
          return outcomes;
        }
      } catch (ServiceException e) {
        if (e.code() != ErrorCode.STORE_UNAVAILABLE) {
          break;
        }
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    } while (System.nanoTime() - begun < patience);
    return Collections.nCopies(batches.size(), CommitOutcome.UNKNOWN);
  }
}

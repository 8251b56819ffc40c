package io.azimuth.adapters.storage.memory;

import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.engine.Batch;
import io.azimuth.spi.engine.CommitOutcome;
import io.azimuth.spi.engine.EngineSnapshot;
import io.azimuth.spi.engine.Entry;
import io.azimuth.spi.engine.Key;
import io.azimuth.spi.engine.KeyValueEngine;
import io.azimuth.spi.thread.EssentialThread;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/** A sorted map behind a lock, with one writer thread that also completes the stages. */
final class InMemoryEngine implements KeyValueEngine {

  static final String TYPE = "inmem";

  /** How many batches may wait: as many as in the durable engine. */
  static final int QUEUE = 4_096;

  private final TreeMap<Key, Entry> entries = new TreeMap<>();
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
  private final ThreadPoolExecutor writer =
      new ThreadPoolExecutor(
          1,
          1,
          0,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(QUEUE),
          work -> new EssentialThread(work, "inmem-writer"));
  private long lastRevision;

  @Override
  public List<Optional<Entry>> get(List<Key> keys) {
    return reading(() -> keys.stream().map(key -> Optional.ofNullable(entries.get(key))).toList());
  }

  @Override
  public List<Entry> scan(Key prefix, Optional<Key> after, int limit) {
    if (limit < 0) {
      throw new IllegalArgumentException("a limit is not negative");
    }
    return reading(() -> page(prefix, after, limit));
  }

  private List<Entry> page(Key prefix, Optional<Key> after, int limit) {
    boolean behind = after.isPresent() && after.get().compareTo(prefix) >= 0;
    Key from = behind ? after.get() : prefix;
    List<Entry> page = new ArrayList<>();
    for (Entry entry : entries.tailMap(from, !behind).values()) {
      if (page.size() == limit || !entry.key().startsWith(prefix)) {
        break;
      }
      page.add(entry);
    }
    return List.copyOf(page);
  }

  @Override
  public CompletionStage<CommitOutcome> apply(Batch batch) {
    CompletableFuture<CommitOutcome> outcome = new CompletableFuture<>();
    try {
      writer.execute(() -> outcome.complete(write(batch)));
    } catch (RejectedExecutionException e) {
      requireOpen();
      throw new ServiceException(ErrorCode.STORE_BUSY, QUEUE + " batches are waiting", e);
    }
    return outcome.minimalCompletionStage();
  }

  private CommitOutcome write(Batch batch) {
    lock.writeLock().lock();
    try {
      if (!holds(batch)) {
        return CommitOutcome.CONFLICT;
      }
      long revision = ++lastRevision;
      batch
          .writes()
          .forEach(
              (key, value) ->
                  value.ifPresentOrElse(
                      bytes -> entries.put(key, new Entry(key, bytes, revision)),
                      () -> entries.remove(key)));
      return CommitOutcome.COMMITTED;
    } finally {
      lock.writeLock().unlock();
    }
  }

  private boolean holds(Batch batch) {
    return batch.preconditions().entrySet().stream()
        .allMatch(demand -> revision(demand.getKey()) == demand.getValue());
  }

  private long revision(Key key) {
    Entry entry = entries.get(key);
    return entry == null ? Batch.ABSENT : entry.revision();
  }

  private <T> T reading(Supplier<T> read) {
    requireOpen();
    lock.readLock().lock();
    try {
      return read.get();
    } finally {
      lock.readLock().unlock();
    }
  }

  private void requireOpen() {
    if (writer.isShutdown()) {
      throw new ServiceException(ErrorCode.STORE_FAILED, "the store is closed");
    }
  }

  @Override
  public boolean restores() {
    return true;
  }

  @Override
  public Optional<Path> restore(Iterator<Batch> content) {
    requireOpen();
    Map<Key, byte[]> values = new LinkedHashMap<>();
    content.forEachRemaining(
        batch -> batch.writes().forEach((key, value) -> values.put(key, value.orElseThrow())));
    lock.writeLock().lock();
    try {
      long revision = ++lastRevision;
      entries.clear();
      values.forEach((key, value) -> entries.put(key, new Entry(key, value, revision)));
    } finally {
      lock.writeLock().unlock();
    }
    return Optional.empty();
  }

  /** Entries never change, so a list of them is a snapshot. */
  @Override
  public EngineSnapshot snapshot() {
    return new ListedEntries(reading(() -> new ArrayList<>(entries.values())));
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public void close() {
    writer.shutdown();
    try {
      while (!writer.awaitTermination(1, TimeUnit.MINUTES)) {
        // Accepted batches are committed, even if that takes long.
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

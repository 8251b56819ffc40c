package io.azimuth.testkit.store;

import io.azimuth.application.port.seal.SealRecord;
import io.azimuth.application.port.seal.StoreFingerprint;
import io.azimuth.application.port.store.EnabledDevices;
import io.azimuth.application.port.store.Store;
import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.domain.secret.SecretBytes;
import io.azimuth.spi.engine.CommitOutcome;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Records in memory, unencrypted, with the semantics of the ports: each record that a unit of work
 * read by its key is a precondition of its commit, and what it staged is seen by no other before.
 * Commits happen and complete in their order on one thread of the store, never on the caller's;
 * {@link #awaitCommits} waits for it. For tests, which may steer how commits end.
 */
public final class FakeStore implements Store {

  /** The epoch is the revision of this record. */
  static final String EPOCH = "epoch";

  private static final long IDLE_MILLIS = 100;

  private final TreeMap<String, Versioned> records = new TreeMap<>(FakeKeys.BYTE_ORDER);
  private final ThreadPoolExecutor commitThread = commitThread();
  private final Deque<CommitOutcome> steered = new ArrayDeque<>();
  private final Deque<Runnable> beforeCommits = new ArrayDeque<>();
  private final Deque<Runnable> afterCommits = new ArrayDeque<>();
  private long revision;
  private boolean sealed;
  private boolean away;
  private boolean full;
  private int commits;
  private Map<String, Versioned> saved = Map.of();
  private long generation;
  private long openedAt;

  /** A record and the number of the commit that wrote it. */
  record Versioned(Object value, long revision) {}

  // One per store, so that a test that blocks it stops no other; it ends when it has no work.
  private static ThreadPoolExecutor commitThread() {
    ThreadPoolExecutor thread =
        new ThreadPoolExecutor(
            1,
            1,
            IDLE_MILLIS,
            TimeUnit.MILLISECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread made = new Thread(task, "fake-store-commits");
              made.setDaemon(true);
              return made;
            });
    thread.allowCoreThreadTimeOut(true);
    return thread;
  }

  @Override
  public synchronized UnitOfWork begin() {
    requireOpen();
    return new FakeUnitOfWork(this);
  }

  @Override
  public CompletionStage<CommitOutcome> commit(UnitOfWork work) {
    if (!(work instanceof FakeUnitOfWork own) || own.store() != this) {
      throw new IllegalArgumentException("a unit of work of another store");
    }
    take(beforeCommits).run();
    if (!own.hasWrites()) {
      return CompletableFuture.completedFuture(CommitOutcome.COMMITTED);
    }
    countCommit();
    requireRoom(own);
    FakeBatch batch = own.batch();
    return CompletableFuture.supplyAsync(() -> carryOut(batch), commitThread)
        .minimalCompletionStage();
  }

  private CommitOutcome carryOut(FakeBatch batch) {
    CommitOutcome outcome = apply(batch);
    take(afterCommits).run();
    return outcome;
  }

  /**
   * Waits until each commit of before has completed, and what was attached to it by then has run.
   * Not to be called by what is attached to one.
   */
  public void awaitCommits() {
    CompletableFuture.runAsync(() -> {}, commitThread).join();
  }

  /** Sets the outcomes of the next commits; those that do not succeed write nothing. */
  public synchronized void endCommitsWith(CommitOutcome... outcomes) {
    steered.addAll(List.of(outcomes));
  }

  /** Runs an action right before the next commit that has none yet. */
  public synchronized void beforeNextCommit(Runnable happening) {
    beforeCommits.add(happening);
  }

  /** Runs an action between the next commit that has none yet and its completion. */
  public synchronized void afterNextCommit(Runnable happening) {
    afterCommits.add(happening);
  }

  /** Sets whether everything is refused as sealed. */
  public synchronized void seal(boolean shut) {
    sealed = shut;
  }

  /** Sets whether no further record can be read, as when a database is away. */
  public synchronized void takeAway(boolean gone) {
    away = gone;
  }

  /** Sets whether the disk is full, so that only deletions and revocations are committed. */
  public synchronized void fill(boolean isFull) {
    full = isFull;
  }

  /** Whether everything is refused as sealed. */
  public synchronized boolean isSealed() {
    return sealed;
  }

  /** How many commits with writes were requested. */
  public synchronized int commits() {
    return commits;
  }

  /** Writes through a unit of work of its own, whose commit must succeed. */
  public void change(Consumer<UnitOfWork> writes) {
    FakeUnitOfWork work = (FakeUnitOfWork) begin();
    writes.accept(work);
    if (apply(work.batch()) != CommitOutcome.COMMITTED) {
      throw new IllegalStateException("a change of a test met a conflict");
    }
  }

  /**
   * Removes a record behind the back of the servers, as an attacker who can write to a store does.
   *
   * @return what puts it back
   */
  public synchronized Runnable lose(String key) {
    Versioned lost = records.remove(key);
    if (lost == null) {
      throw new IllegalArgumentException("there is no record " + key);
    }
    return () -> putBack(key, lost);
  }

  private synchronized void putBack(String key, Versioned lost) {
    records.put(key, lost);
  }

  /** Saves the records as they are, for {@link #restore}. */
  public synchronized void save() {
    saved = Map.copyOf(records);
  }

  /** Saves the records as a store with another root key has them. */
  public void saveWithRootKey(byte[] rootKey) {
    save();
    saveOther(FakeBarrier.ROOT_KEY, SecretBytes.of(rootKey));
  }

  /** Changes how the saved records keep the root key. */
  public void saveSealRecord(SealRecord record) {
    saveOther(FakeBarrier.RECORD, record);
  }

  /** Has what is saved be another store. */
  public void saveFingerprint(StoreFingerprint store) {
    saveOther(FakeBarrier.FINGERPRINT, store);
  }

  private synchronized void saveOther(String key, Object value) {
    Map<String, Versioned> other = new TreeMap<>(saved);
    other.put(key, new Versioned(value, revision));
    saved = Map.copyOf(other);
  }

  /**
   * Goes back to the saved records, as another generation: a server that opened the store before
   * must open it again.
   */
  public synchronized void restore() {
    revision++;
    generation++;
    records.clear();
    saved.forEach((key, kept) -> records.put(key, new Versioned(kept.value(), revision)));
  }

  /** Whether it was restored since it was opened. */
  synchronized boolean isReplaced() {
    return !sealed && openedAt != generation;
  }

  /** Opens the store of this generation. */
  synchronized void open() {
    openedAt = generation;
    sealed = false;
  }

  /** The generation as it was opened. */
  synchronized long openedAt() {
    return openedAt;
  }

  /** Takes the list of audit devices away, which stores of earlier versions do not have. */
  public void forgetAuditDevices() {
    change(work -> ((FakeUnitOfWork) work).beginEpoch(listed -> EnabledDevices.UNLISTED));
  }

  /** How many tokens are stored. */
  public synchronized int tokenCount() {
    return keysUnder("token/", openedAt).size();
  }

  /** All keys, in order. */
  public synchronized List<String> keys() {
    return List.copyOf(records.keySet());
  }

  synchronized Optional<Versioned> fresh(String key, long begunAt) {
    requireThere(begunAt);
    return Optional.ofNullable(records.get(key));
  }

  /** A record that can be read while sealed. */
  synchronized Optional<Object> inClear(String key) {
    return Optional.ofNullable(records.get(key)).map(Versioned::value);
  }

  synchronized List<String> keysUnder(String prefix, long begunAt) {
    requireThere(begunAt);
    return records.tailMap(prefix).keySet().stream()
        .takeWhile(key -> key.startsWith(prefix))
        .toList();
  }

  private synchronized Runnable take(Deque<Runnable> happenings) {
    return happenings.isEmpty() ? () -> {} : happenings.remove();
  }

  private synchronized void requireRoom(FakeUnitOfWork work) {
    if (full && !work.mayUseReserve()) {
      throw new ServiceException(ErrorCode.STORE_FULL, "the fake store is full");
    }
  }

  private synchronized void countCommit() {
    requireOpen();
    commits++;
  }

  // An accepted batch is applied also when the store is sealed meanwhile.
  private synchronized CommitOutcome apply(FakeBatch batch) {
    CommitOutcome outcome = steered.isEmpty() ? CommitOutcome.COMMITTED : steered.remove();
    if (outcome != CommitOutcome.COMMITTED) {
      return outcome;
    }
    if (batch.generation() != generation) {
      return CommitOutcome.CONFLICT;
    }
    for (Map.Entry<String, Optional<Versioned>> seen : batch.seen().entrySet()) {
      if (!seen.getValue().equals(Optional.ofNullable(records.get(seen.getKey())))) {
        return CommitOutcome.CONFLICT;
      }
    }
    revision++;
    batch.staged().forEach(this::write);
    return CommitOutcome.COMMITTED;
  }

  private void write(String key, Optional<Object> value) {
    if (value.isPresent()) {
      records.put(key, new Versioned(value.get(), revision));
    } else {
      records.remove(key);
    }
  }

  private void requireThere(long begunAt) {
    requireOpen();
    if (begunAt != generation) {
      throw new ServiceException(ErrorCode.STORE_REPLACED, "the fake store was restored");
    }
    if (away) {
      throw new ServiceException(ErrorCode.STORE_UNAVAILABLE, "the fake store is away");
    }
  }

  synchronized void requireOpen() {
    if (sealed) {
      throw new ServiceException(ErrorCode.SEALED, "the fake store is sealed");
    }
  }
}

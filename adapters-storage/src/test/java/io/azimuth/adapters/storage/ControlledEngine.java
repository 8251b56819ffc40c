package io.azimuth.adapters.storage;

import io.azimuth.adapters.storage.memory.InMemoryEngineFactory;
import io.azimuth.application.port.seal.Barrier;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.PluginContext;
import io.azimuth.spi.PluginSettings;
import io.azimuth.spi.engine.Batch;
import io.azimuth.spi.engine.CommitOutcome;
import io.azimuth.spi.engine.EngineSnapshot;
import io.azimuth.spi.engine.Entry;
import io.azimuth.spi.engine.Key;
import io.azimuth.spi.engine.KeyValueEngine;
import io.azimuth.spi.engine.LeaderLock;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/**
 * An engine in memory that a test controls: it records calls, changes data between reads, delays
 * commits, and fails.
 */
public final class ControlledEngine implements KeyValueEngine {

  private KeyValueEngine engine = inMemory();

  private final List<List<Key>> reads = new CopyOnWriteArrayList<>();
  private final List<Batch> applied = new CopyOnWriteArrayList<>();
  private final Queue<Runnable> beforeReads = new ConcurrentLinkedQueue<>();
  private final Queue<Runnable> held = new ConcurrentLinkedQueue<>();
  private int keysRead;
  private boolean holding;
  private long setBacks;
  private boolean remote;
  private boolean shared;
  private Optional<ServiceException> refusal = Optional.empty();
  private Optional<CommitOutcome> pretended = Optional.empty();

  private static KeyValueEngine inMemory() {
    return new InMemoryEngineFactory()
        .open(
            new PluginSettings(Map.of(), Path.of("")),
            new PluginContext(Clock.systemUTC(), LoggerFactory.getLogger("test")));
  }

  @Override
  public List<Optional<Entry>> get(List<Key> keys) {
    Runnable interference = beforeReads.poll();
    if (interference != null) {
      interference.run();
    }
    reads.add(keys);
    return engine.get(keys);
  }

  @Override
  public List<Entry> scan(Key prefix, Optional<Key> after, int limit) {
    return engine.scan(prefix, after, limit);
  }

  @Override
  public List<Key> keys(Key prefix, Optional<Key> after, int limit) {
    List<Key> keys = engine.keys(prefix, after, limit);
    keysRead += keys.size();
    return keys;
  }

  /** How many keys were read without their values. */
  public int keysRead() {
    return keysRead;
  }

  @Override
  public CompletionStage<CommitOutcome> apply(Batch batch) {
    if (refusal.isPresent()) {
      throw refusal.get();
    }
    applied.add(batch);
    if (pretended.isPresent()) {
      return CompletableFuture.completedStage(pretended.get());
    }
    if (!holding) {
      return settled(refusingFromBefore(batch));
    }
    CompletableFuture<CommitOutcome> later = new CompletableFuture<>();
    held.add(() -> later.complete(settled(refusingFromBefore(batch)).toCompletableFuture().join()));
    return later.minimalCompletionStage();
  }

  private CompletionStage<CommitOutcome> refusingFromBefore(Batch batch) {
    return batch.isFromBefore(setBacks)
        ? CompletableFuture.completedStage(CommitOutcome.CONFLICT)
        : engine.apply(batch);
  }

  // Waiting here makes the tests deterministic: the outcome is known when apply returns.
  private static CompletionStage<CommitOutcome> settled(CompletionStage<CommitOutcome> outcome) {
    return CompletableFuture.completedStage(outcome.toCompletableFuture().join());
  }

  /** Runs this before the next read for which no other task waits. */
  public void beforeNextRead(Runnable interference) {
    beforeReads.add(interference);
  }

  /** Delays commits until {@link #release}. */
  public void hold() {
    holding = true;
  }

  /** Runs the delayed commits, and delays no more. */
  public void release() {
    holding = false;
    new ArrayList<>(held).forEach(Runnable::run);
    held.clear();
  }

  /** Refuses all writes with this exception. */
  public void refuse(ServiceException exception) {
    refusal = Optional.of(exception);
  }

  /** Ends all commits with this outcome and writes nothing. */
  public void pretend(CommitOutcome outcome) {
    pretended = Optional.of(outcome);
  }

  /** Accepts writes again. */
  public void recover() {
    refusal = Optional.empty();
    pretended = Optional.empty();
  }

  /**
   * Becomes the store again that it was after that many batches, as a database does that is
   * restored to a point in time: revisions are given a second time.
   */
  public void setBackTo(int batches) {
    List<Batch> first = List.copyOf(applied.subList(0, batches));
    engine.close();
    engine = inMemory();
    applied.clear();
    applied.addAll(first);
    first.forEach(batch -> settled(engine.apply(batch)));
  }

  /** Notices that batches are lost which it had confirmed. */
  public void noticeSetBack() {
    setBacks++;
  }

  @Override
  public long setBacks() {
    return setBacks;
  }

  /** Becomes the store with these entries, as a restore under servers makes it. */
  public void restoreUnderServers(List<Entry> saved) {
    Batch.Builder content = Batch.builder();
    saved.forEach(entry -> content.put(entry.key(), entry.value()));
    content.put(Barrier.GENERATION, new byte[1]);
    engine.restore(List.of(content.build()).iterator());
  }

  /** Which keys were read together. */
  public List<List<Key>> reads() {
    return reads;
  }

  /** The batches that were applied. */
  public List<Batch> applied() {
    return applied;
  }

  /** The stored value of the key. */
  public byte[] stored(String key) {
    return engine.get(List.of(Key.of(key))).get(0).orElseThrow().value();
  }

  /** All stored entries. */
  public List<Entry> everything() {
    List<Entry> all = new ArrayList<>();
    for (int first = 0; first < 128; first++) {
      Key prefix = Key.of(new byte[] {(byte) first});
      all.addAll(engine.scan(prefix, Optional.empty(), Integer.MAX_VALUE));
    }
    return all;
  }

  /** Stores bytes past every cache and check. */
  public void overwrite(String key, byte[] value) {
    engine.apply(Batch.builder().put(Key.of(key), value).build()).toCompletableFuture().join();
  }

  /** Removes a record past every cache and check. */
  public void erase(String key) {
    engine.apply(Batch.builder().delete(Key.of(key)).build()).toCompletableFuture().join();
  }

  @Override
  public EngineSnapshot snapshot() {
    return engine.snapshot();
  }

  /** From now on, each read of this engine is a round trip. */
  public void becomeRemote() {
    remote = true;
  }

  /** Lets other servers share the store, as far as the lock is concerned. */
  public void share() {
    shared = true;
  }

  @Override
  public Optional<LeaderLock> leaderLock() {
    return shared ? Optional.of(new FreeLock()) : Optional.empty();
  }

  /** A lock that nobody else takes. */
  private static final class FreeLock implements LeaderLock {

    @Override
    public boolean hold() {
      return true;
    }

    @Override
    public boolean isHeld() {
      return true;
    }

    @Override
    public void release() {}
  }

  @Override
  public boolean isRemote() {
    return remote;
  }

  @Override
  public String type() {
    return engine.type();
  }

  @Override
  public void close() {
    engine.close();
  }
}

package io.azimuth.product.server;

import io.azimuth.domain.error.ErrorCode;
import io.azimuth.spi.engine.Batch;
import io.azimuth.spi.engine.CommitOutcome;
import io.azimuth.spi.engine.EngineSnapshot;
import io.azimuth.spi.engine.Entry;
import io.azimuth.spi.engine.Key;
import io.azimuth.spi.engine.KeyValueEngine;
import io.azimuth.spi.engine.LeaderLock;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

/** An engine whose keys a test can read while the server uses it. */
public final class WatchedEngine implements KeyValueEngine {

  private static final Map<String, WatchedEngine> OPEN = new ConcurrentHashMap<>();
  private static final int ENOUGH = 100_000;

  private final AtomicReference<Optional<Runnable>> beforeCommit =
      new AtomicReference<>(Optional.empty());
  private final AtomicLong reads = new AtomicLong();
  private final String name;
  private final KeyValueEngine engine;

  WatchedEngine(String name, KeyValueEngine engine) {
    this.name = name;
    this.engine = engine;
    OPEN.put(name, this);
  }

  /** The open engine with this name. */
  static WatchedEngine named(String name) {
    return Optional.ofNullable(OPEN.get(name)).orElseThrow();
  }

  /** The number of records with this prefix, such as {@code token/} or {@code entity/}. */
  long count(String prefix) {
    return keys(prefix).size();
  }

  /** The keys of the records with this prefix. */
  Set<Key> keys(String prefix) {
    return engine.scan(Key.of(prefix), Optional.empty(), ENOUGH).stream()
        .map(Entry::key)
        .collect(Collectors.toSet());
  }

  /** How often entries or pages were read so far. */
  public long reads() {
    return reads.get();
  }

  /** Runs the action once, directly before the next batch is applied. */
  void beforeNextCommit(Runnable action) {
    beforeCommit.set(Optional.of(action));
  }

  @Override
  public List<Optional<Entry>> get(List<Key> keys) {
    reads.incrementAndGet();
    return engine.get(keys);
  }

  @Override
  public List<Entry> scan(Key prefix, Optional<Key> after, int limit) {
    reads.incrementAndGet();
    return engine.scan(prefix, after, limit);
  }

  /** Not counted: no request waits for it. */
  @Override
  public List<Entry> inspect(Key prefix, Optional<Key> after, int limit) {
    return engine.inspect(prefix, after, limit);
  }

  @Override
  public CompletionStage<CommitOutcome> apply(Batch batch) {
    beforeCommit.getAndSet(Optional.empty()).ifPresent(Runnable::run);
    return engine.apply(batch);
  }

  @Override
  public Optional<ErrorCode> problem() {
    return engine.problem();
  }

  @Override
  public EngineSnapshot snapshot() {
    return engine.snapshot();
  }

  @Override
  public boolean restores() {
    return engine.restores();
  }

  @Override
  public Optional<Path> restore(Iterator<Batch> content) {
    return engine.restore(content);
  }

  @Override
  public Optional<Path> directory() {
    return engine.directory();
  }

  @Override
  public long setBacks() {
    return engine.setBacks();
  }

  @Override
  public boolean isRemote() {
    return engine.isRemote();
  }

  @Override
  public Optional<LeaderLock> leaderLock() {
    return engine.leaderLock();
  }

  @Override
  public String type() {
    return engine.type();
  }

  @Override
  public void close() {
    OPEN.remove(name, this);
    engine.close();
  }
}

package io.azimuth.bootstrap.server;

import io.azimuth.application.port.engine.Batch;
import io.azimuth.application.port.engine.CommitOutcome;
import io.azimuth.application.port.engine.EngineSnapshot;
import io.azimuth.application.port.engine.Entry;
import io.azimuth.application.port.engine.Key;
import io.azimuth.application.port.engine.KeyValueEngine;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The few records of a snapshot that a barrier is opened with. What the barrier writes is accepted
 * and forgotten.
 */
final class CoreRecords implements KeyValueEngine {

  private final Map<Key, byte[]> records;

  CoreRecords(Map<Key, byte[]> records) {
    this.records = Map.copyOf(records);
  }

  @Override
  public List<Optional<Entry>> get(List<Key> keys) {
    return keys.stream()
        .map(key -> Optional.ofNullable(records.get(key)).map(value -> new Entry(key, value, 1)))
        .toList();
  }

  @Override
  public CompletionStage<CommitOutcome> apply(Batch batch) {
    return CompletableFuture.completedFuture(CommitOutcome.COMMITTED);
  }

  @Override
  public List<Entry> scan(Key prefix, Optional<Key> after, int limit) {
    throw new UnsupportedOperationException("a barrier reads by key");
  }

  @Override
  public EngineSnapshot snapshot() {
    throw new UnsupportedOperationException("a barrier reads by key");
  }

  @Override
  public String type() {
    return "snapshot";
  }

  @Override
  public void close() {}
}

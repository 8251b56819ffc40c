package io.azimuth.bootstrap.snapshot;

import io.azimuth.spi.engine.Batch;
import io.azimuth.spi.engine.CommitOutcome;
import io.azimuth.spi.engine.EngineSnapshot;
import io.azimuth.spi.engine.Entry;
import io.azimuth.spi.engine.Key;
import io.azimuth.spi.engine.KeyValueEngine;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The few records of a store that are needed to open its barrier, while no server uses it. Writes
 * of the barrier are accepted and discarded.
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
    return "core";
  }

  @Override
  public void close() {}
}

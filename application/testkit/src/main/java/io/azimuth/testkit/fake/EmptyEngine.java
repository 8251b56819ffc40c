package io.azimuth.testkit.fake;

import io.azimuth.domain.error.ErrorCode;
import io.azimuth.spi.engine.Batch;
import io.azimuth.spi.engine.CommitOutcome;
import io.azimuth.spi.engine.EngineSnapshot;
import io.azimuth.spi.engine.Entry;
import io.azimuth.spi.engine.Key;
import io.azimuth.spi.engine.KeyValueEngine;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** An engine without entries that drops all writes: the records are in a fake store. */
public final class EmptyEngine implements KeyValueEngine {

  private volatile Optional<ErrorCode> problem = Optional.empty();

  /** Sets what the engine reports to health checks. */
  public void reports(Optional<ErrorCode> code) {
    problem = code;
  }

  @Override
  public Optional<ErrorCode> problem() {
    return problem;
  }

  @Override
  public List<Optional<Entry>> get(List<Key> keys) {
    return keys.stream().map(key -> Optional.<Entry>empty()).toList();
  }

  @Override
  public List<Entry> scan(Key prefix, Optional<Key> after, int limit) {
    return List.of();
  }

  @Override
  public CompletionStage<CommitOutcome> apply(Batch batch) {
    return CompletableFuture.completedFuture(CommitOutcome.COMMITTED);
  }

  @Override
  public EngineSnapshot snapshot() {
    return new EngineSnapshot() {
      @Override
      public List<Entry> next() {
        return List.of();
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public String type() {
    return "fake";
  }

  @Override
  public void close() {}
}

package io.azimuth.adapters.storage.measure;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.adapters.storage.memory.InMemoryEngineFactory;
import io.azimuth.application.port.metrics.TimerReading;
import io.azimuth.spi.PluginContext;
import io.azimuth.spi.PluginSettings;
import io.azimuth.spi.engine.Batch;
import io.azimuth.spi.engine.CommitOutcome;
import io.azimuth.spi.engine.Key;
import io.azimuth.spi.engine.KeyValueEngine;
import io.azimuth.testkit.contract.KeyValueEngineContract;
import io.azimuth.testkit.fake.FakeMetrics;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class MeasuredEngineTest extends KeyValueEngineContract {

  private final FakeMetrics metrics = new FakeMetrics();

  @Override
  protected KeyValueEngine open() {
    PluginContext context =
        new PluginContext(Clock.systemUTC(), LoggerFactory.getLogger(MeasuredEngineTest.class));
    PluginSettings settings = new PluginSettings(Map.of(), Path.of("."));
    return new MeasuredEngine(new InMemoryEngineFactory().open(settings, context), metrics);
  }

  @Override
  protected KeyValueEngine reopen() {
    throw new UnsupportedOperationException("nothing is kept");
  }

  @Override
  protected boolean durable() {
    return false;
  }

  @Override
  protected boolean restores() {
    return true;
  }

  @Test
  void readsAndCommitsAreMeasured() throws Exception {
    try (KeyValueEngine engine = open()) {
      Key key = Key.of("a");
      assertThat(commit(engine, Batch.builder().put(key, new byte[] {1}).build()))
          .isEqualTo(CommitOutcome.COMMITTED);
      assertThat(commit(engine, Batch.builder().require(key, 99).delete(key).build()))
          .isEqualTo(CommitOutcome.CONFLICT);
      engine.get(List.of(key, Key.of("b")));
      engine.scan(key, Optional.empty(), 9);
    }

    assertThat(outcome("committed")).isEqualTo(1);
    assertThat(outcome("conflict")).isEqualTo(1);
    assertThat(count("azimuth_store_commit_duration_seconds")).isEqualTo(2);
    assertThat(count("vault_barrier_put")).isEqualTo(1);
    assertThat(count("vault_barrier_delete")).isEqualTo(1);
    assertThat(count("vault_barrier_get")).isEqualTo(1);
    assertThat(count("vault_barrier_list")).isEqualTo(1);
  }

  private static CommitOutcome commit(KeyValueEngine engine, Batch batch) {
    return engine.apply(batch).toCompletableFuture().join();
  }

  private double outcome(String outcome) {
    return metrics.number("azimuth_store_commits_total", Map.of("outcome", outcome));
  }

  private long count(String name) {
    return metrics.timers().stream()
        .filter(it -> it.name().equals(name))
        .mapToLong(TimerReading::count)
        .sum();
  }
}

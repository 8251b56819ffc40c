package io.azimuth.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.spi.engine.Batch;
import io.azimuth.spi.engine.CommitOutcome;
import io.azimuth.spi.engine.Entry;
import io.azimuth.spi.engine.Key;
import io.azimuth.spi.engine.KeyValueEngine;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The hooks of the contract suite and the methods that its tests share. */
abstract class EngineContractBase {

  private static final long PATIENCE_SECONDS = 120;

  private KeyValueEngine engine;

  /** An engine with an empty store. */
  protected abstract KeyValueEngine open() throws Exception;

  /**
   * An engine on the store of the last engine, which is closed. Called only when {@link #durable}
   * returns true.
   */
  protected abstract KeyValueEngine reopen() throws Exception;

  /** Whether the store keeps its entries when its engine is closed. */
  protected boolean durable() {
    return true;
  }

  @BeforeEach
  void openEngine() throws Exception {
    engine = open();
  }

  @AfterEach
  void closeEngine() {
    engine.close();
  }

  final KeyValueEngine engine() {
    return engine;
  }

  final void restart() throws Exception {
    engine.close();
    engine = reopen();
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static Key key(String text) {
    return Key.of(text);
  }

  final CommitOutcome apply(Batch.Builder batch) {
    return outcome(engine.apply(batch.build()).toCompletableFuture());
  }

  final void put(String key, String value) {
    assertThat(apply(Batch.builder().put(key(key), bytes(value))))
        .isEqualTo(CommitOutcome.COMMITTED);
  }

  final void delete(String key) {
    assertThat(apply(Batch.builder().delete(key(key)))).isEqualTo(CommitOutcome.COMMITTED);
  }

  final Optional<Entry> find(String key) {
    return engine.get(List.of(key(key))).get(0);
  }

  final Optional<String> text(String key) {
    return find(key).map(EngineContractBase::text);
  }

  static String text(Entry entry) {
    return new String(entry.value(), StandardCharsets.UTF_8);
  }

  final long revision(String key) {
    return find(key).map(Entry::revision).orElse(Batch.ABSENT);
  }

  final List<String> scan(String prefix, int limit) {
    return engine.scan(key(prefix), Optional.empty(), limit).stream()
        .map(entry -> entry.key().text())
        .toList();
  }

  final List<String> scanAfter(String prefix, String after, int limit) {
    return engine.scan(key(prefix), Optional.of(key(after)), limit).stream()
        .map(entry -> entry.key().text())
        .toList();
  }

  static CommitOutcome outcome(Future<CommitOutcome> stage) {
    try {
      return stage.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new AssertionError("the stage must complete, and never exceptionally", e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}

package io.azimuth.adapters.storage.measure;

import io.azimuth.domain.error.ErrorCode;
import io.azimuth.spi.engine.Batch;
import io.azimuth.spi.engine.CommitOutcome;
import io.azimuth.spi.engine.EngineSnapshot;
import io.azimuth.spi.engine.Entry;
import io.azimuth.spi.engine.Key;
import io.azimuth.spi.engine.KeyValueEngine;
import io.azimuth.spi.engine.LeaderLock;
import io.azimuth.spi.metrics.Counter;
import io.azimuth.spi.metrics.MetricFamily;
import io.azimuth.spi.metrics.Metrics;
import io.azimuth.spi.metrics.Timer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** An engine of any type whose reads and commits are measured. */
public final class MeasuredEngine implements KeyValueEngine {

  private static final int OUTCOMES = 4;
  private static final String FAILED = "failed";

  private final KeyValueEngine engine;
  private final Timer gets;
  private final Timer lists;
  private final Timer puts;
  private final Timer deletes;
  private final Timer commits;
  private final Counter outcomes;

  /** Measures this engine, which the caller closes through the new one. */
  public MeasuredEngine(KeyValueEngine engine, Metrics metrics) {
    this.engine = engine;
    gets = metrics.sums(barrier("get", "Reads of records"));
    lists = metrics.sums(barrier("list", "Listings of records"));
    puts = metrics.sums(barrier("put", "Commits that write records"));
    deletes = metrics.sums(barrier("delete", "Commits that only delete records"));
    commits =
        metrics.timer(
            MetricFamily.single(
                "azimuth_store_commit_duration_seconds",
                "From the request of a commit until it is durable."));
    outcomes =
        metrics.counter(
            MetricFamily.labelled(
                "azimuth_store_commits_total", "Commits by outcome.", OUTCOMES, "outcome"));
    // From the start, so that the first one that fails is seen as an increase.
    for (CommitOutcome outcome : CommitOutcome.values()) {
      outcomes.add(0, name(outcome));
    }
    outcomes.add(0, FAILED);
  }

  private static MetricFamily barrier(String operation, String what) {
    return MetricFamily.single("vault_barrier_" + operation, what + ", in milliseconds.");
  }

  @Override
  public List<Optional<Entry>> get(List<Key> keys) {
    long begun = System.nanoTime();
    List<Optional<Entry>> entries = engine.get(keys);
    gets.record(since(begun));
    return entries;
  }

  @Override
  public List<Entry> scan(Key prefix, Optional<Key> after, int limit) {
    long begun = System.nanoTime();
    List<Entry> entries = engine.scan(prefix, after, limit);
    lists.record(since(begun));
    return entries;
  }

  @Override
  public List<Key> keys(Key prefix, Optional<Key> after, int limit) {
    long begun = System.nanoTime();
    List<Key> keys = engine.keys(prefix, after, limit);
    lists.record(since(begun));
    return keys;
  }

  /** Not measured: no request waits for it. */
  @Override
  public List<Entry> inspect(Key prefix, Optional<Key> after, int limit) {
    return engine.inspect(prefix, after, limit);
  }

  @Override
  public CompletionStage<CommitOutcome> apply(Batch batch) {
    long begun = System.nanoTime();
    Timer timer = batch.writes().values().stream().anyMatch(Optional::isPresent) ? puts : deletes;
    return engine
        .apply(batch)
        .whenComplete((outcome, thrown) -> record(timer, outcome, since(begun)));
  }

  private void record(Timer timer, @Nullable CommitOutcome outcome, Duration took) {
    outcomes.increment(outcome == null ? FAILED : name(outcome));
    commits.record(took);
    timer.record(took);
  }

  private static String name(CommitOutcome outcome) {
    return outcome.name().toLowerCase(Locale.ROOT);
  }

  private static Duration since(long begun) {
    return Duration.ofNanos(System.nanoTime() - begun);
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
  public Optional<ErrorCode> problem() {
    return engine.problem();
  }

  @Override
  public Optional<ErrorCode> readProblem() {
    return engine.readProblem();
  }

  @Override
  public boolean isRemote() {
    return engine.isRemote();
  }

  @Override
  public long setBacks() {
    return engine.setBacks();
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
    engine.close();
  }
}

package io.azimuth.adapters.storage.mapdb;

import io.azimuth.spi.engine.Batch;
import io.azimuth.spi.engine.Key;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.LoggerFactory;

/**
 * Measures durable operations per second with 1, 8 and 64 writers that each wait for their answer.
 * An operation is a batch of two records of 400 and 40 bytes at random keys, in a store of 100,000
 * other records.
 *
 * <p>Arguments: a directory that does not exist yet, and the seconds of each measurement.
 */
public final class GroupCommitBenchmark {

  private static final int PRELOADED = 100_000;

  private final MapDbEngine engine;
  private final long nanos;

  private GroupCommitBenchmark(MapDbEngine engine, int seconds) {
    this.engine = engine;
    this.nanos = TimeUnit.SECONDS.toNanos(seconds);
  }

  /** Runs all measurements, the first one twice to warm up. */
  public static void main(String[] args) throws Exception {
    Path directory = Path.of(args[0]);
    Files.createDirectory(directory);
    OpenStore store =
        OpenStore.open(
            MapDbOptions.of(directory),
            Clock.systemUTC(),
            LoggerFactory.getLogger(GroupCommitBenchmark.class));
    try (MapDbEngine engine = MapDbEngine.start(store)) {
      GroupCommitBenchmark benchmark = new GroupCommitBenchmark(engine, Integer.parseInt(args[1]));
      benchmark.preload();
      for (int writers : new int[] {8, 1, 8, 64}) {
        benchmark.measure(writers);
      }
    }
  }

  private void preload() {
    List<CompletableFuture<?>> all = new ArrayList<>();
    for (int i = 0; i < PRELOADED; i += 500) {
      Batch.Builder batch = Batch.builder();
      for (int j = 0; j < 500; j++) {
        batch.put(randomKey(), new byte[300]);
      }
      all.add(engine.apply(batch.build()).toCompletableFuture());
    }
    all.forEach(CompletableFuture::join);
  }

  private void measure(int writers) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(writers);
    try {
      long start = System.nanoTime();
      Callable<long[]> task = () -> write(start + nanos);
      List<long[]> latencies = new ArrayList<>();
      List<Future<long[]>> running = new ArrayList<>();
      for (int i = 0; i < writers; i++) {
        running.add(pool.submit(task));
      }
      for (Future<long[]> one : running) {
        latencies.add(one.get());
      }
      report(writers, System.nanoTime() - start, latencies);
    } finally {
      pool.shutdown();
    }
  }

  private long[] write(long end) {
    long[] latencies = new long[1 << 17];
    int count = 0;
    for (long before = System.nanoTime(); before < end && count < latencies.length; ) {
      Batch batch =
          Batch.builder().put(randomKey(), new byte[400]).put(randomKey(), new byte[40]).build();
      engine.apply(batch).toCompletableFuture().join();
      long after = System.nanoTime();
      latencies[count++] = after - before;
      before = after;
    }
    return Arrays.copyOf(latencies, count);
  }

  private static void report(int writers, long nanos, List<long[]> latencies) {
    long[] sorted = latencies.stream().flatMapToLong(Arrays::stream).sorted().toArray();
    double micros = 1_000;
    System.out.printf(
        "%2d writers: %,8.0f operations/s, p50 %,.0f us, p99 %,.0f us, max %,.0f us%n",
        writers,
        sorted.length * 1e9 / nanos,
        sorted[sorted.length / 2] / micros,
        sorted[(int) (sorted.length * 0.99)] / micros,
        sorted[sorted.length - 1] / micros);
  }

  private static Key randomKey() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    return Key.of(String.format("%016x%016x", random.nextLong(), random.nextLong()));
  }
}

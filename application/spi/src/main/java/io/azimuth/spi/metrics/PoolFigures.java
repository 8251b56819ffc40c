package io.azimuth.spi.metrics;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.IntSupplier;

/** The busy threads and the waiting tasks of a pool of threads. */
public final class PoolFigures implements MetricSource {

  private final Map<String, String> labels;
  private final ThreadPoolExecutor pool;
  private final IntSupplier waiting;

  /** Of a pool whose tasks wait in its own queue. */
  public PoolFigures(String name, ThreadPoolExecutor pool) {
    this(name, pool, () -> pool.getQueue().size());
  }

  /** Of a pool whose tasks wait elsewhere. */
  public PoolFigures(String name, ThreadPoolExecutor pool, IntSupplier waiting) {
    this.labels = Map.of("pool", name);
    this.pool = pool;
    this.waiting = waiting;
  }

  @Override
  public List<Measurement> measure() {
    return List.of(
        Measurement.gauge(
            "azimuth_pool_threads_busy",
            "Threads of a pool that carry out a task.",
            labels,
            pool.getActiveCount()),
        Measurement.gauge(
            "azimuth_pool_threads_max",
            "The most threads that a pool has.",
            labels,
            pool.getMaximumPoolSize()),
        Measurement.gauge(
            "azimuth_pool_queue_tasks",
            "Tasks that wait for a thread of the pool.",
            labels,
            waiting.getAsInt()));
  }
}

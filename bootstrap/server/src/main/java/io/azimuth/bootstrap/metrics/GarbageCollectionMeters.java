package io.azimuth.bootstrap.metrics;

import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * Garbage collections, read from the runtime when the measurements are read. The names are those of
 * Micrometer's {@code JvmGcMetrics}, which is called for each collection: on a busy server that is
 * a hundred times a second, and more than 1 % of its processor time.
 */
final class GarbageCollectionMeters implements MeterBinder {

  /** Collectors that work beside the program: their time is not a pause. */
  private static final Pattern CONCURRENT = Pattern.compile("Concurrent|Cycles");

  /** Where objects are that live long; the whole heap of a collector without generations. */
  private static final Pattern LONG_LIVED =
      Pattern.compile("(Old|Tenured) Gen|Old Generation|ZHeap|Shenandoah(?! Young)");

  @Override
  public void bindTo(MeterRegistry registry) {
    ManagementFactory.getGarbageCollectorMXBeans().forEach(collector -> bind(collector, registry));
    List<MemoryPoolMXBean> pools =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .filter(pool -> LONG_LIVED.matcher(pool.getName()).find())
            .toList();
    Gauge.builder("jvm.gc.live.data.size", pools, GarbageCollectionMeters::live)
        .strongReference(true)
        .baseUnit("bytes")
        .description("Long-lived objects after the last collection that looked at them.")
        .register(registry);
    Gauge.builder("jvm.gc.max.data.size", pools, GarbageCollectionMeters::most)
        .strongReference(true)
        .baseUnit("bytes")
        .description("The most room for long-lived objects.")
        .register(registry);
  }

  private static void bind(GarbageCollectorMXBean collector, MeterRegistry registry) {
    boolean pauses = !CONCURRENT.matcher(collector.getName()).find();
    FunctionTimer.builder(
            pauses ? "jvm.gc.pause" : "jvm.gc.concurrent.phase.time",
            collector,
            GarbageCollectorMXBean::getCollectionCount,
            GarbageCollectorMXBean::getCollectionTime,
            TimeUnit.MILLISECONDS)
        .tag("gc", collector.getName())
        .description(pauses ? "Time in pauses of collections." : "Time of concurrent collections.")
        .register(registry);
  }

  private static double live(List<MemoryPoolMXBean> pools) {
    return pools.stream()
        .flatMap(pool -> Optional.ofNullable(pool.getCollectionUsage()).stream())
        .mapToLong(MemoryUsage::getUsed)
        .sum();
  }

  private static double most(List<MemoryPoolMXBean> pools) {
    return pools.stream().mapToLong(pool -> Math.max(0, pool.getUsage().getMax())).sum();
  }
}

package io.azimuth.bootstrap.metrics;

import io.azimuth.bootstrap.build.BuildInfo;
import io.azimuth.spi.metrics.Measurement;
import io.azimuth.spi.metrics.MetricSource;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;

/** The process, its Java runtime and the build that runs. */
final class RuntimeMeters implements MetricSource {

  // In nanoseconds, and named like part of a histogram: Prometheus has other names for these.
  private static final String PROCESSOR_TIME = "process.cpu.time";
  private static final String PROCESSORS = "system.cpu.count";
  private static final double NANOS_PER_SECOND = 1e9;

  private final Map<String, String> build =
      Map.of("version", BuildInfo.version(), "java", System.getProperty("java.version", ""));

  /** Whether a name is one that Micrometer gives to its own meters. */
  static boolean isTheirs(String name) {
    return name.startsWith("jvm_") || name.startsWith("process_") || name.startsWith("system_");
  }

  /** Adds the meters of the process and of the runtime to the registry. */
  void bindTo(MeterRegistry registry) {
    List<MeterBinder> binders =
        List.of(
            new ClassLoaderMetrics(),
            new JvmMemoryMetrics(),
            new JvmThreadMetrics(),
            new FileDescriptorMetrics(),
            new ProcessorMetrics(),
            new UptimeMetrics(),
            new GarbageCollectionMeters());
    registry.config().meterFilter(MeterFilter.denyNameStartsWith(PROCESSOR_TIME));
    registry.config().meterFilter(MeterFilter.denyNameStartsWith(PROCESSORS));
    binders.forEach(binder -> binder.bindTo(registry));
    FunctionCounter.builder("process.cpu", this, unused -> processorSeconds())
        .baseUnit("seconds")
        .description("Processor time of the process.")
        .register(registry);
  }

  private static double processorSeconds() {
    return ProcessHandle.current()
        .info()
        .totalCpuDuration()
        .map(time -> time.toNanos() / NANOS_PER_SECOND)
        .orElse(0.0);
  }

  @Override
  public List<Measurement> measure() {
    Runtime runtime = Runtime.getRuntime();
    double used = (double) runtime.totalMemory() - runtime.freeMemory();
    return List.of(
        Measurement.gauge("azimuth_build_info", "The build that runs: 1.", build, 1),
        Measurement.gauge(
            "azimuth_memory_used_bytes", "Memory of the process that is in use.", Map.of(), used),
        Measurement.gauge(
            "vault_runtime_alloc_bytes", "Memory of the heap that is in use.", Map.of(), used),
        Measurement.gauge(
            "vault_runtime_sys_bytes",
            "Memory of the heap that is reserved.",
            Map.of(),
            (double) runtime.totalMemory()),
        Measurement.gauge(
            "vault_runtime_num_goroutines",
            "Threads of the process.",
            Map.of(),
            ManagementFactory.getThreadMXBean().getThreadCount()));
  }
}

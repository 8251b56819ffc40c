package io.azimuth.azure.line;

import io.azimuth.spi.metrics.Counter;
import io.azimuth.spi.metrics.Measurement;
import io.azimuth.spi.metrics.MetricFamily;
import io.azimuth.spi.metrics.MetricSource;
import io.azimuth.spi.metrics.Metrics;
import io.azimuth.spi.metrics.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts the logins that wait, and how their waits end. Safe for use by many threads. */
public final class LineMetrics implements MetricSource {

  private static final MetricFamily WAITS =
      MetricFamily.labelled(
          "azimuth_azure_login_waits_total",
          "Waits of logins for a turn while Azure throttles this server, by how they ended.",
          LineOutcome.Kind.values().length,
          "outcome");
  private static final MetricFamily TIMES =
      MetricFamily.single(
          "azimuth_azure_login_wait_seconds",
          "How long logins waited for a turn while Azure throttles this server.");

  private final Counter waits;
  private final Timer times;
  private final AtomicInteger waiting = new AtomicInteger();

  private LineMetrics(Metrics metrics) {
    this.waits = metrics.counter(WAITS);
    this.times = metrics.timer(TIMES);
  }

  /** Registers the measurements; call once. */
  public static LineMetrics registered(Metrics metrics) {
    LineMetrics made = new LineMetrics(metrics);
    metrics.add(made);
    return made;
  }

  void began() {
    waiting.incrementAndGet();
  }

  void ended(LineOutcome.Kind kind, Duration waited) {
    waiting.decrementAndGet();
    times.record(waited);
    count(kind);
  }

  /** A login that was not let in. */
  void refused(LineOutcome.Kind kind) {
    count(kind);
  }

  private void count(LineOutcome.Kind kind) {
    waits.increment(kind.name().toLowerCase(Locale.ROOT));
  }

  @Override
  public List<Measurement> measure() {
    return List.of(
        Measurement.gauge(
            "azimuth_azure_logins_waiting",
            "Logins that wait for a turn because Azure throttles this server.",
            Map.of(),
            waiting.get()));
  }
}

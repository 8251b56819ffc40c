package io.azimuth.azure.metrics;

import io.azimuth.spi.metrics.Counter;
import io.azimuth.spi.metrics.Measurement;
import io.azimuth.spi.metrics.MetricFamily;
import io.azimuth.spi.metrics.MetricSource;
import io.azimuth.spi.metrics.Metrics;
import io.azimuth.spi.metrics.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Counts and times the calls to services of Azure. Safe for use by many threads. */
public final class AzureCallMetrics implements MetricSource {

  private static final int SERVICES = AzureService.values().length;

  private static final MetricFamily CALLS =
      MetricFamily.labelled(
          "azimuth_azure_calls_total",
          "Calls to Azure, each with all its retries.",
          SERVICES * AzureCallResult.Outcome.values().length,
          "service",
          "outcome");

  private static final MetricFamily TIMES =
      MetricFamily.labelled(
          "azimuth_azure_call_duration_seconds",
          "How long calls to Azure took, each with all its retries.",
          SERVICES,
          "service");

  private final Map<AzureService, AtomicReference<Instant>> pauses =
      new EnumMap<>(AzureService.class);
  private final Counter calls;
  private final Timer times;
  private final Clock clock;

  private AzureCallMetrics(Metrics metrics, Clock clock, AzureService... services) {
    this.calls = metrics.counter(CALLS);
    this.times = metrics.timer(TIMES);
    this.clock = clock;
    for (AzureService service : services) {
      pauses.put(service, new AtomicReference<>(Instant.EPOCH));
    }
  }

  /** Registers the measurements of these services. Two registrations share no service. */
  public static AzureCallMetrics registered(
      Metrics metrics, Clock clock, AzureService... services) {
    AzureCallMetrics made = new AzureCallMetrics(metrics, clock, services);
    metrics.add(made);
    return made;
  }

  /**
   * Counts a call that has ended.
   *
   * @param service one of those that are registered
   * @param start when it began, by {@link System#nanoTime}
   */
  public void ended(AzureService service, AzureCallResult result, long start) {
    calls.increment(service.label(), result.outcome().label());
    times.record(Duration.ofNanos(System.nanoTime() - start), service.label());
    if (!result.retryAfter().isZero()) {
      Instant end = clock.instant().plus(result.retryAfter());
      Optional.ofNullable(pauses.get(service))
          .ifPresent(pause -> pause.accumulateAndGet(end, AzureCallMetrics::later));
    }
  }

  private static Instant later(Instant one, Instant other) {
    return one.isBefore(other) ? other : one;
  }

  @Override
  public List<Measurement> measure() {
    Instant now = clock.instant();
    return pauses.entrySet().stream()
        .map(pause -> retryAfter(pause.getKey(), Duration.between(now, pause.getValue().get())))
        .toList();
  }

  private static Measurement retryAfter(AzureService service, Duration left) {
    return Measurement.gauge(
        "azimuth_azure_retry_after_seconds",
        "How long Azure still asks not to be called; 0 when it does not.",
        Map.of("service", service.label()),
        left.isNegative() ? 0 : left.toMillis() / 1e3);
  }
}

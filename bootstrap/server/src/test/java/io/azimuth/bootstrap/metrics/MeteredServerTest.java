package io.azimuth.bootstrap.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.application.port.metrics.MetricsReader;
import io.azimuth.application.port.metrics.TextFormat;
import io.azimuth.spi.metrics.Measurement;
import io.azimuth.spi.metrics.MetricFamily;
import io.azimuth.spi.metrics.Metrics;
import io.azimuth.spi.trace.CurrentSpan;
import io.azimuth.testkit.contract.MetricsContract;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MeteredServerTest extends MetricsContract {

  private final MeteredServer metered = new MeteredServer(true);

  @Override
  protected Metrics metrics() {
    return metered;
  }

  @Override
  protected MetricsReader reader() {
    return metered;
  }

  @AfterEach
  void close() {
    metered.close();
  }

  private String text() {
    return metered.text(TextFormat.PROMETHEUS);
  }

  @Test
  void showsEachFormAsPrometheusReadsIt() {
    metered.counter(MetricFamily.labelled("azimuth_a_total", "First.", 9, "mount")).increment("x/");
    metered
        .timer(MetricFamily.labelled("azimuth_b_seconds", "Second.", 9, "mount"))
        .record(Duration.ofMillis(7), "x/");
    metered
        .summary(MetricFamily.single("vault_core_handle_request", "Third."))
        .record(Duration.ofMillis(7));
    metered.add(
        () ->
            List.of(
                Measurement.gauge("vault_token_count", "Tokens.", Map.of(), 5),
                Measurement.counter("vault_audit_log_request_failure", "Failures.", Map.of(), 2)));

    assertThat(text())
        .contains("# HELP azimuth_a_total First.\n# TYPE azimuth_a_total counter\n")
        .contains("azimuth_a_total{mount=\"x/\"} 1.0\n")
        .contains("# TYPE azimuth_b_seconds histogram\n")
        .contains("azimuth_b_seconds_bucket{mount=\"x/\",le=\"0.005\"} 0\n")
        .contains("azimuth_b_seconds_bucket{mount=\"x/\",le=\"0.01\"} 1\n")
        .contains("azimuth_b_seconds_count{mount=\"x/\"} 1\n")
        .contains("# TYPE vault_core_handle_request summary\n")
        .contains("vault_core_handle_request{quantile=\"0.99\"} 7")
        .contains("vault_core_handle_request_count 1\n")
        .contains("vault_core_handle_request_sum 7.0\n")
        .contains("# TYPE vault_token_count gauge\nvault_token_count 5.0\n")
        .contains("vault_audit_log_request_failure 2.0\n");
  }

  @Test
  void openMetricsEndsAsItMust() {
    assertThat(metered.text(TextFormat.OPEN_METRICS))
        .contains("azimuth_build_info{")
        .endsWith("# EOF\n");
  }

  @Test
  void showsTheRuntimeAndTheBuild() {
    assertThat(text())
        .contains("jvm_memory_used_bytes{")
        .contains("process_uptime_seconds ")
        .contains("process_files_open_files ")
        .contains("azimuth_build_info{java=")
        .contains("vault_runtime_alloc_bytes ");
  }

  @Test
  void labelsCannotForgeALine() {
    metered.add(
        () ->
            List.of(
                Measurement.gauge("azimuth_a", "A.", Map.of("mount", "x\"} 1\nazimuth_b 2\\"), 1)));

    assertThat(text()).contains("azimuth_a{mount=\"x\\\"} 1\\nazimuth_b 2\\\\\"} 1.0\n");
  }

  @Test
  void aSourceCannotBreakThePage() {
    metered.counter(MetricFamily.single("azimuth_a_total", "A.")).increment();
    metered.add(
        () -> {
          throw new IllegalStateException("broken");
        });
    metered.add(() -> List.of(Measurement.counter("azimuth_a_total", "Again.", Map.of(), 9)));
    metered.add(() -> List.of(Measurement.gauge("jvm_memory_used_bytes", "A.", Map.of(), 9)));
    metered.add(
        () ->
            List.of(
                Measurement.gauge("azimuth_b", "B.", Map.of("a", "1"), 1),
                Measurement.gauge("azimuth_b", "B.", Map.of("a", "1"), 2),
                Measurement.counter("azimuth_b", "B.", Map.of("a", "2"), 3)));

    metered.timer(MetricFamily.single("azimuth_c_seconds", "C.")).record(Duration.ofMillis(7));
    metered.add(
        () ->
            List.of(
                Measurement.gauge("azimuth_a", "A.", Map.of(), 9),
                Measurement.gauge("azimuth_c_seconds_max", "C.", Map.of(), 9),
                Measurement.gauge("acme_calls", "D.", Map.of(), 1),
                Measurement.counter("acme_calls_total", "D.", Map.of(), 2)));

    assertThat(text())
        .contains("azimuth_a_total 1.0\n")
        .contains("acme_calls 1.0\n")
        .contains("azimuth_c_seconds_max 0.007\n")
        .contains("azimuth_b{a=\"1\"} 2.0\n")
        .doesNotContain("9.0\n9.0");
  }

  @Test
  void withoutCountingOnlySourcesAreShown() {
    try (MeteredServer uncounted = new MeteredServer(false)) {
      uncounted.counter(MetricFamily.single("azimuth_a_total", "A.")).increment();
      uncounted.add(() -> List.of(Measurement.gauge("azimuth_b", "B.", Map.of(), 1)));

      assertThat(uncounted.text(TextFormat.PROMETHEUS))
          .contains("azimuth_b 1.0")
          .doesNotContain("azimuth_a_total");
    }
  }

  @Test
  void aRecordedTraceIsAnExemplar() {
    CurrentSpan.during(
        new ExemplarSpan(),
        () ->
            metered
                .timer(MetricFamily.single("azimuth_b_seconds", "B."))
                .record(Duration.ofMillis(7)));

    assertThat(metered.text(TextFormat.OPEN_METRICS))
        .contains("# {span_id=\"00f067aa0ba902b7\",trace_id=\"4bf92f3577b34da6a3ce929d0e0e4736\"}");
  }

  @Test
  void familiesOfOneNameAreOne() {
    metered.counter(MetricFamily.single("azimuth_a_total", "A."));

    assertThatThrownBy(
            () -> metered.counter(MetricFamily.labelled("azimuth_a_total", "A.", 9, "mount")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void showsCollectionsThatTheRuntimeCounted() {
    System.gc();

    assertThat(value("jvm_gc_pause_seconds_count")).isPositive();
    assertThat(value("jvm_gc_pause_seconds_sum")).isPositive();
    assertThat(value("jvm_gc_live_data_size_bytes")).isGreaterThan(1_000_000);
    assertThat(value("jvm_gc_max_data_size_bytes"))
        .isGreaterThan(value("jvm_gc_live_data_size_bytes"));
  }

  /** The sum of all lines of that name. */
  private double value(String name) {
    return text()
        .lines()
        .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }
}

package io.azimuth.bootstrap.plugin.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.application.port.metrics.TextFormat;
import io.azimuth.bootstrap.metrics.MeteredServer;
import io.azimuth.spi.metrics.Measurement;
import io.azimuth.spi.metrics.MetricFamily;
import io.azimuth.spi.metrics.MetricSource;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class GuardedMetricsTest {

  private static final Map<String, String> NO_LABELS = Map.of();

  private final MeteredServer server = new MeteredServer(true);
  private final GuardedMetrics metrics = new GuardedMetrics(server, MetricSource::measure);

  GuardedMetricsTest() {
    server.counter(MetricFamily.single("azimuth_own_total", "x")).increment();
  }

  @AfterEach
  void close() {
    server.close();
  }

  private List<String> lines() {
    String page = server.text(TextFormat.PROMETHEUS);
    assertThat(page).contains("azimuth_own_total 1.0");
    return page.lines().filter(line -> line.contains("bad_")).toList();
  }

  private void measure(Measurement... numbers) {
    metrics.add(() -> List.of(numbers));
  }

  @ParameterizedTest
  @EnumSource
  void whatItMeasuresFailsNoPage(TextFormat format) {
    measure(
        Measurement.counter("bad_negative_total", "x", NO_LABELS, -1),
        Measurement.counter("bad_nan_total", "x", NO_LABELS, Double.NaN),
        Measurement.gauge("bad_gauge_total", "x", NO_LABELS, 1),
        Measurement.gauge("bad_created", "x", NO_LABELS, 1),
        Measurement.gauge("bad_bucket", "x", NO_LABELS, 1),
        Measurement.gauge("bad_info", "x", NO_LABELS, 1),
        Measurement.gauge("bad_label", "x", Map.of("le", "1", "quantile", "2"), 1),
        Measurement.gauge("bad_nothing", "x", NO_LABELS, Double.NEGATIVE_INFINITY),
        Measurement.counter("bad_twice_total", "x", NO_LABELS, 1),
        Measurement.gauge("bad_twice", "x", NO_LABELS, 1));
    metrics.counter(MetricFamily.single("bad_shrinking_total", "x")).add(-5);
    metrics.timer(MetricFamily.single("bad_past_seconds", "x")).record(Duration.ofSeconds(-1));
    measure(
        Measurement.gauge("bad_past_seconds_count", "x", NO_LABELS, 7),
        Measurement.gauge("bad_past_seconds_sum", "x", NO_LABELS, 7),
        Measurement.gauge("bad_past_seconds_max", "x", NO_LABELS, 7),
        Measurement.gauge("bad_past_seconds_bucket", "x", NO_LABELS, 7));

    assertThat(server.text(format)).contains("azimuth_own_total 1.0", "bad_shrinking_total 0");
    assertThat(server.text(format).lines().filter(line -> line.startsWith("bad_past_seconds_")))
        .noneMatch(line -> line.endsWith(" 7") || line.endsWith(" 7.0"));
    assertThat(server.numbers()).isNotEmpty();
  }

  @Test
  void aLabelEndsNoLineAndNoQuotation() {
    measure(Measurement.gauge("bad_labels", "a\nazimuth_unsealed 0", Map.of("x", hostile()), 1));
    metrics.counter(MetricFamily.labelled("bad_total", "a\u001b[31m", 5, "x")).add(1, hostile());

    String escaped = "{x=\"\\\"} 5 bad_forged 1 \\\\ [2J }\"} 1.0";
    assertThat(lines())
        .contains("bad_labels" + escaped, "bad_total" + escaped)
        .contains("# HELP bad_labels a azimuth_unsealed 0", "# HELP bad_total a [31m");
  }

  private static String hostile() {
    return "\"} 5\nbad_forged 1\r\\\u001b[2J\u009b}";
  }

  @Test
  void labelsAreCut() {
    String page = "x".repeat(1 << 20);
    measure(Measurement.gauge("bad_long", page, Map.of("x", page), 1));
    metrics.counter(MetricFamily.labelled("bad_cut_total", page, 5, "x")).add(1, page);

    assertThat(lines()).hasSizeGreaterThan(3).allMatch(line -> line.length() < 600);
  }

  @Test
  void thousandsOfLabelsHaveRoomForAThousand() {
    metrics.add(
        () ->
            IntStream.range(0, 5_000)
                .mapToObj(i -> Measurement.gauge("bad_many", "x", Map.of("x", "v" + i), i))
                .toList());
    Map<String, String> wide = new HashMap<>();
    IntStream.range(0, 17).forEach(i -> wide.put("label" + i, "x"));
    measure(Measurement.gauge("bad_wide", "x", wide, 1));

    assertThat(lines().stream().filter(line -> line.startsWith("bad_many"))).hasSize(1_000);
    assertThat(lines()).noneMatch(line -> line.startsWith("bad_wide"));
  }

  @Test
  void allFamiliesTogetherHaveSoManyCombinations() {
    MetricFamily large = MetricFamily.labelled("bad_large_total", "x", 9_999, "x");
    MetricFamily next = MetricFamily.labelled("bad_next_total", "x", 9_999, "x");
    for (MetricFamily family : List.of(large, next)) {
      for (int i = 0; i < 100; i++) {
        metrics.counter(family).add(1, "v" + i);
      }
    }

    assertThat(lines())
        .contains("bad_large_total{x=\"v99\"} 1.0", "bad_next_total{x=\"v0\"} 1.0")
        .contains("bad_next_total{x=\"other\"} 99.0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "azimuth_logins_total",
        "vault_core_unsealed",
        "jvm_x",
        "process_x",
        "system_x",
        "up",
        "go_x",
        "scrape_x"
      })
  void namesOfTheServerAreLeftOutAndRefused(String name) {
    measure(Measurement.counter(name, "bad_help", Map.of("bad", "bad_value"), 1));

    assertThat(lines()).isEmpty();
    assertThatThrownBy(() -> metrics.counter(MetricFamily.single(name, "x")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("are the server's");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"x_bucket", "x_count", "x_created", "x_info_total", "x_max_total", "x_sum"})
  void familiesHaveNoEndingOfTheFormat(String name) {
    assertThatThrownBy(() -> metrics.counter(MetricFamily.single(name, "x")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("none of the endings _bucket");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\"b", "a\nb", "a}b", "a b", "é", "", "__name__", "A"})
  void noNameHasOtherCharacters(String name) {
    Stream.<Runnable>of(
            () -> Measurement.gauge(name, "x", NO_LABELS, 1),
            () -> Measurement.gauge("x", "x", Map.of(name, "x"), 1),
            () -> MetricFamily.single(name, "x"),
            () -> MetricFamily.labelled("x", "x", 1, name))
        .forEach(
            making ->
                assertThatThrownBy(making::run)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("names are small letters, digits and underscores"));
  }
}

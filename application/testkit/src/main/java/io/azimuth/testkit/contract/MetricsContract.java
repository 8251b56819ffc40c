package io.azimuth.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.azimuth.application.port.metrics.MetricsReader;
import io.azimuth.application.port.metrics.TimerReading;
import io.azimuth.spi.metrics.Counter;
import io.azimuth.spi.metrics.Measurement;
import io.azimuth.spi.metrics.MetricFamily;
import io.azimuth.spi.metrics.Metrics;
import io.azimuth.spi.metrics.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every registry of measurements does. A subclass gives a fresh one for each test. */
public abstract class MetricsContract {

  private static final MetricFamily COUNTED =
      MetricFamily.labelled("azimuth_test_total", "Tests.", 3, "kind", "outcome");
  private static final MetricFamily TIMED =
      MetricFamily.labelled("azimuth_test_duration_seconds", "Tests.", 2, "kind");

  /** The registry, as those see it that measure. */
  protected abstract Metrics metrics();

  /** The same registry, as those see it that read. */
  protected abstract MetricsReader reader();

  @Test
  void countsForEachCombinationOfLabels() {
    Counter counter = metrics().counter(COUNTED);
    counter.increment("a", "good");
    counter.add(2, "a", "good");
    counter.increment("a", "bad");

    assertThat(number("azimuth_test_total", Map.of("kind", "a", "outcome", "good"))).isEqualTo(3);
    assertThat(number("azimuth_test_total", Map.of("kind", "a", "outcome", "bad"))).isEqualTo(1);
  }

  @Test
  void combinationsBeyondTheBoundAreCountedTogether() {
    Counter counter = metrics().counter(COUNTED);
    IntStream.range(0, 1_000).forEach(i -> counter.increment("kind-" + i, "good"));

    List<Measurement> all = named("azimuth_test_total");
    assertThat(all).hasSize(4);
    assertThat(number("azimuth_test_total", Map.of("kind", "other", "outcome", "other")))
        .isEqualTo(997);
  }

  @Test
  void oneFamilyHasOneCounter() {
    metrics().counter(COUNTED).increment("a", "good");
    metrics().counter(COUNTED).increment("a", "good");

    assertThat(number("azimuth_test_total", Map.of("kind", "a", "outcome", "good"))).isEqualTo(2);
  }

  @Test
  void aCounterKeepsANameThatTheFieldFixed() {
    metrics().counter(MetricFamily.single("vault_test_failure", "Failures.")).increment();

    assertThat(number("vault_test_failure", Map.of())).isEqualTo(1);
  }

  @Test
  void durationsAreInSeconds() {
    Timer timer = metrics().timer(TIMED);
    timer.record(Duration.ofMillis(250), "a");
    timer.record(Duration.ofMillis(750), "a");
    timer.record(Duration.ofMillis(-1), "b");

    TimerReading first = timer("azimuth_test_duration_seconds", Map.of("kind", "a"));
    assertThat(first.count()).isEqualTo(2);
    assertThat(first.sum()).isCloseTo(1, within(1e-9));
    assertThat(first.max()).isCloseTo(0.75, within(1e-9));
    assertThat(first.mean()).isCloseTo(0.5, within(1e-9));
    assertThat(timer("azimuth_test_duration_seconds", Map.of("kind", "b")).sum()).isZero();
  }

  @Test
  void durationsInAFixedFormAreInMilliseconds() {
    metrics()
        .summary(MetricFamily.single("vault_test_handle", "Requests."))
        .record(Duration.ofMillis(3));

    metrics().sums(MetricFamily.single("vault_test_get", "Reads.")).record(Duration.ofMillis(4));

    assertThat(timer("vault_test_handle", Map.of()).sum()).isCloseTo(3, within(1e-9));
    assertThat(timer("vault_test_get", Map.of()).sum()).isCloseTo(4, within(1e-9));
  }

  @Test
  void sourcesAreAskedAtEachRead() {
    int[] reads = {0};
    metrics()
        .add(() -> List.of(Measurement.gauge("azimuth_reads", "Reads.", Map.of(), ++reads[0])));

    assertThat(number("azimuth_reads", Map.of())).isEqualTo(1);
    assertThat(number("azimuth_reads", Map.of())).isEqualTo(2);
  }

  @Test
  void aWrongNumberOfLabelsIsAnError() {
    Counter counter = metrics().counter(COUNTED);

    assertThatThrownBy(() -> counter.increment("a")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void labelsThatWouldBreakThePageAreAnError() {
    assertThatThrownBy(() -> MetricFamily.labelled("azimuth_test_total", "Tests.", 3, "a", "a"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> MetricFamily.labelled("azimuth_test_total", "Tests.", 3, "quantile"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void longValuesOfLabelsAreCut() {
    metrics().counter(COUNTED).increment("a".repeat(10_000), "good");

    assertThat(named("azimuth_test_total"))
        .singleElement()
        .satisfies(it -> assertThat(it.labels().get("kind")).hasSize(128));
  }

  private List<Measurement> named(String name) {
    return reader().numbers().stream().filter(it -> it.name().equals(name)).toList();
  }

  private double number(String name, Map<String, String> labels) {
    return named(name).stream()
        .filter(it -> it.labels().equals(labels))
        .mapToDouble(Measurement::value)
        .sum();
  }

  private TimerReading timer(String name, Map<String, String> labels) {
    return reader().timers().stream()
        .filter(it -> it.name().equals(name) && it.labels().equals(labels))
        .findFirst()
        .orElseThrow();
  }
}

package io.azimuth.application.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.spi.metrics.Measurement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PrometheusTextTest {

  @Test
  void headsStandOnceAboveTheNumbersOfAName() {
    String text =
        PrometheusText.of(
            List.of(
                Measurement.gauge("a_seconds", "First.", Map.of("mount", "x/", "b", "2"), 1.5),
                Measurement.gauge("a_seconds", "First.", Map.of("mount", "y/"), 1_800_000_000),
                Measurement.counter("b_total", "Second.", Map.of(), 0)));

    assertThat(text)
        .isEqualTo(
            """
            # HELP a_seconds First.
            # TYPE a_seconds gauge
            a_seconds{b="2",mount="x/"} 1.5
            a_seconds{mount="y/"} 1800000000
            # HELP b_total Second.
            # TYPE b_total counter
            b_total 0
            """);
  }

  @Test
  void labelsCannotForgeALine() {
    assertThat(
            PrometheusText.of(
                List.of(Measurement.gauge("a", "A.", Map.of("mount", "x\"} 1\nb 2\\"), 1))))
        .endsWith("a{mount=\"x\\\"} 1\\nb 2\\\\\"} 1\n");
  }

  @Test
  void namesAreThoseThatPrometheusTakes() {
    assertThatThrownBy(() -> Measurement.gauge("a-b", "A.", Map.of(), 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Measurement.gauge("a", "A.", Map.of("B", "x"), 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}

package io.azimuth.bootstrap.metrics;

import io.azimuth.bootstrap.config.Acknowledgement;
import io.azimuth.spi.metrics.Measurement;
import io.azimuth.spi.metrics.MetricSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Shows which advice operators have acknowledged, so that alerts can leave it out. */
public final class AcknowledgementFigures implements MetricSource {

  private final Supplier<List<Acknowledgement>> inForce;

  /**
   * Creates the figures.
   *
   * @param inForce the acknowledgements in force; a reload replaces them
   */
  public AcknowledgementFigures(Supplier<List<Acknowledgement>> inForce) {
    this.inForce = inForce;
  }

  @Override
  public List<Measurement> measure() {
    Map<String, Long> byCode =
        inForce.get().stream()
            .collect(
                Collectors.groupingBy(Acknowledgement::code, TreeMap::new, Collectors.counting()));
    return byCode.entrySet().stream()
        .map(
            it ->
                Measurement.gauge(
                    "azimuth_advice_acknowledged",
                    "Acknowledgements of this advice in the configuration file.",
                    Map.of("code", it.getKey()),
                    it.getValue()))
        .toList();
  }
}

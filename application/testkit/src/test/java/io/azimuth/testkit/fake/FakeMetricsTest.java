package io.azimuth.testkit.fake;

import io.azimuth.application.port.metrics.MetricsReader;
import io.azimuth.spi.metrics.Metrics;
import io.azimuth.testkit.contract.MetricsContract;

class FakeMetricsTest extends MetricsContract {

  private final FakeMetrics fake = new FakeMetrics();

  @Override
  protected Metrics metrics() {
    return fake;
  }

  @Override
  protected MetricsReader reader() {
    return fake;
  }
}

package io.azimuth.adapters.azure;

import io.azimuth.azure.metrics.AzureCallMetrics;
import io.azimuth.azure.metrics.AzureService;
import io.azimuth.testkit.fake.FakeMetrics;
import java.time.Clock;
import java.util.Map;

/** The calls to all services of Azure, counted. */
public final class CountedCalls {

  public final FakeMetrics numbers = new FakeMetrics();
  public final AzureCallMetrics calls =
      AzureCallMetrics.registered(numbers, Clock.systemUTC(), AzureService.values());

  /** How many calls to that service ended so. */
  public double of(String service, String outcome) {
    return numbers.number(
        "azimuth_azure_calls_total", Map.of("service", service, "outcome", outcome));
  }

  /** How long that service still asks not to be called. */
  public double retryAfter(String service) {
    return numbers.number("azimuth_azure_retry_after_seconds", Map.of("service", service));
  }
}

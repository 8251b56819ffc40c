package io.azimuth.azure.metrics;

import io.azimuth.domain.azure.fleet.MachineListOutcome;
import io.azimuth.spi.metrics.Counter;
import io.azimuth.spi.metrics.MetricFamily;
import io.azimuth.spi.metrics.Metrics;
import java.util.Locale;

/** Counts the lists of machines, by how they ended. Safe for use by many threads. */
public final class MachineListMetrics {

  private static final MetricFamily LISTS =
      MetricFamily.labelled(
          "azimuth_azure_machine_lists_total",
          "Lists of the machines of a resource group, which answer many logins at once.",
          MachineListOutcome.values().length,
          "outcome");

  private final Counter lists;

  /** Registers the counter. */
  public MachineListMetrics(Metrics metrics) {
    this.lists = metrics.counter(LISTS);
  }

  /** Counts a list that ended so. */
  public void listed(MachineListOutcome end) {
    lists.increment(end.name().toLowerCase(Locale.ROOT));
  }
}

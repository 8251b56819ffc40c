package io.azimuth.adapters.azure.simulator;

import java.util.EnumMap;
import java.util.Map;

/** How often each endpoint was asked, faults included. */
final class RequestCounts {

  private final Map<SimulatorEndpoint, Long> counts = new EnumMap<>(SimulatorEndpoint.class);

  RequestCounts() {
    reset();
  }

  synchronized void add(SimulatorEndpoint endpoint) {
    counts.merge(endpoint, 1L, Long::sum);
  }

  synchronized void reset() {
    for (SimulatorEndpoint endpoint : SimulatorEndpoint.values()) {
      counts.put(endpoint, 0L);
    }
  }

  synchronized Map<SimulatorEndpoint, Long> snapshot() {
    return Map.copyOf(counts);
  }
}

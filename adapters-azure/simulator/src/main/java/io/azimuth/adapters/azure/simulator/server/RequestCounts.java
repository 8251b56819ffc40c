package io.azimuth.adapters.azure.simulator.server;

import io.azimuth.adapters.azure.simulator.http.SimulatorEndpoint;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/** How often each endpoint was asked, faults included. */
public final class RequestCounts {

  private final Map<SimulatorEndpoint, Long> counts = new EnumMap<>(SimulatorEndpoint.class);

  public RequestCounts() {
    reset();
  }

  synchronized void add(SimulatorEndpoint endpoint) {
    counts.merge(endpoint, 1L, Long::sum);
  }

  public synchronized void reset() {
    for (SimulatorEndpoint endpoint : SimulatorEndpoint.values()) {
      counts.put(endpoint, 0L);
    }
  }

  /** In the order of the endpoints. */
  public synchronized Map<SimulatorEndpoint, Long> snapshot() {
    return Collections.unmodifiableMap(new EnumMap<>(counts));
  }
}

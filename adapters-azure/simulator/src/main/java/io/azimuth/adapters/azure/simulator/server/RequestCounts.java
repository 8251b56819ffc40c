package io.azimuth.adapters.azure.simulator.server;

import io.azimuth.adapters.azure.simulator.http.SimulatorEndpoint;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** How often each endpoint was asked, faults included, and in which trace it was asked last. */
public final class RequestCounts {

  private final Map<SimulatorEndpoint, Long> counts = new EnumMap<>(SimulatorEndpoint.class);

  /** By the header {@code traceparent}, of requests that have one. */
  private final Map<SimulatorEndpoint, String> traces = new EnumMap<>(SimulatorEndpoint.class);

  public RequestCounts() {
    reset();
  }

  synchronized void add(SimulatorEndpoint endpoint, Optional<String> trace) {
    counts.merge(endpoint, 1L, Long::sum);
    trace.ifPresent(it -> traces.put(endpoint, it));
  }

  public synchronized void reset() {
    for (SimulatorEndpoint endpoint : SimulatorEndpoint.values()) {
      counts.put(endpoint, 0L);
    }
    traces.clear();
  }

  /** The last trace of each endpoint that has one. */
  public synchronized Map<SimulatorEndpoint, String> traces() {
    return Collections.unmodifiableMap(new EnumMap<>(traces));
  }

  /** In the order of the endpoints. */
  public synchronized Map<SimulatorEndpoint, Long> snapshot() {
    return Collections.unmodifiableMap(new EnumMap<>(counts));
  }
}

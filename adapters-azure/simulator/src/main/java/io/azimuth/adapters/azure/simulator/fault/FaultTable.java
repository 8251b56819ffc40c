package io.azimuth.adapters.azure.simulator.fault;

import io.azimuth.adapters.azure.simulator.http.SimulatorEndpoint;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** The faults in force. */
public final class FaultTable {

  private final Map<SimulatorEndpoint, SimulatedFault> faults =
      new EnumMap<>(SimulatorEndpoint.class);

  public synchronized void put(SimulatedFault fault) {
    if (fault.mode() == FaultMode.NONE) {
      faults.remove(fault.endpoint());
      return;
    }
    faults.put(fault.endpoint(), fault);
  }

  public synchronized void clear() {
    faults.clear();
  }

  /** The fault that the next request to the endpoint meets; uses it up by one. */
  public synchronized Optional<SimulatedFault> take(SimulatorEndpoint endpoint) {
    Optional<SimulatedFault> fault = Optional.ofNullable(faults.get(endpoint));
    Optional<SimulatedFault> early = fault.filter(it -> it.after() > 0);
    if (early.isPresent()) {
      faults.put(endpoint, early.get().after(early.get().after() - 1));
      return Optional.empty();
    }
    fault.filter(it -> it.count() > 0).ifPresent(this::useUp);
    return fault;
  }

  private void useUp(SimulatedFault fault) {
    if (fault.count() == 1) {
      faults.remove(fault.endpoint());
      return;
    }
    faults.put(fault.endpoint(), fault.times(fault.count() - 1));
  }
}

package io.azimuth.adapters.azure.simulator.arm;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The faults of resources in force, by the resource's key. */
public final class ResourceFaultTable {

  /** The key for every resource that has no fault of its own. */
  public static final String ALL = "*";

  private final Map<String, ResourceFault> faults = new HashMap<>();

  public synchronized void put(String key, ResourceFault fault) {
    if (fault.mode() == ResourceFaultMode.NONE) {
      faults.remove(key);
      return;
    }
    faults.put(key, fault);
  }

  synchronized void clear() {
    faults.clear();
  }

  /** The fault that the next request for the resource meets; uses it up by one. */
  synchronized Optional<ResourceFault> take(String key) {
    String found = faults.containsKey(key) ? key : ALL;
    Optional<ResourceFault> fault = Optional.ofNullable(faults.get(found));
    fault.filter(it -> it.count() > 0).ifPresent(it -> useUp(found, it));
    return fault;
  }

  private void useUp(String key, ResourceFault fault) {
    if (fault.count() == 1) {
      faults.remove(key);
      return;
    }
    faults.put(key, fault.times(fault.count() - 1));
  }
}

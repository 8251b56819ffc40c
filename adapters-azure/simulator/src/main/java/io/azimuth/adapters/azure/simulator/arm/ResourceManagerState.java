package io.azimuth.adapters.azure.simulator.arm;

/**
 * What is counted and what is disturbed of Resource Manager.
 *
 * @param counts the requests
 * @param throttle the limits
 * @param faults the disturbances
 */
public record ResourceManagerState(
    ReadCounts counts, ReadThrottle throttle, ResourceFaultTable faults) {

  public void restore() {
    counts.clear();
    throttle.clear();
    faults.clear();
  }
}

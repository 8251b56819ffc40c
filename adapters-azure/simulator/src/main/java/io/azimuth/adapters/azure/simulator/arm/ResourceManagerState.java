package io.azimuth.adapters.azure.simulator.arm;

/**
 * What is counted and what is disturbed of Resource Manager.
 *
 * @param counts the requests
 * @param throttle the limits of single resources
 * @param limit the limit of all reads together
 * @param faults the disturbances
 */
public record ResourceManagerState(
    ReadCounts counts, ReadThrottle throttle, ReadLimit limit, ResourceFaultTable faults) {

  public void restore() {
    counts.clear();
    throttle.clear();
    limit.clear();
    faults.clear();
  }
}

package io.azimuth.adapters.azure.simulator;

/**
 * What is counted and what is disturbed of Resource Manager.
 *
 * @param counts the requests
 * @param throttle the limits
 * @param faults the disturbances
 */
record ResourceManagerState(ReadCounts counts, ReadThrottle throttle, ResourceFaultTable faults) {

  void restore() {
    counts.clear();
    throttle.clear();
    faults.clear();
  }
}

/** Steering of a running simulator, from Java and by requests below {@code /_simulator/}. */
package io.azimuth.adapters.azure.simulator.steering;

/** Faults of whole endpoints, and how the simulator applies them to answers. */
package io.azimuth.adapters.azure.simulator.fault;

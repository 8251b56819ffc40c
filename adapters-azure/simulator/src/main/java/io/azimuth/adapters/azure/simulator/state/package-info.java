/** The fleet, groups and passwords with the changes since the start of the simulator. */
package io.azimuth.adapters.azure.simulator.state;

/** The files that the simulator writes for servers and clients. */
package io.azimuth.adapters.azure.simulator.files;

/** Attested documents: what a machine's metadata service signs for it. */
package io.azimuth.adapters.azure.simulator.attested;

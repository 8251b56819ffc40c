/** Certificates of machines: what the second version of the metadata service issues. */
package io.azimuth.adapters.azure.simulator.credential;

/**
 * A simulated Azure: the sign-in service and its keys, Resource Manager, and the metadata service
 * of a small fleet of machines, over real HTTPS and HTTP on loopback.
 *
 * <p>It ships with the product, so that everything runs on a laptop and users can test their own
 * set-ups. What it does not imitate is listed in {@code docs/guides/azure-simulator.md}.
 */
package io.azimuth.adapters.azure.simulator;

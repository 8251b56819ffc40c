/** The simulated Resource Manager: resources, lists of identities, providers, and their faults. */
package io.azimuth.adapters.azure.simulator.arm;

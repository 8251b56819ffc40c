/** The simulated sign-in service of Entra ID: discovery, key sets and the token endpoint. */
package io.azimuth.adapters.azure.simulator.entra;

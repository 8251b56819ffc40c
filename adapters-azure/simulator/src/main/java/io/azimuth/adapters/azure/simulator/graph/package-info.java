/** The simulated Microsoft Graph: applications, passwords, federated credentials and groups. */
package io.azimuth.adapters.azure.simulator.graph;

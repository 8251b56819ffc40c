/** The seeded tenants, machines, identities, applications and users. All values are immutable. */
package io.azimuth.adapters.azure.simulator.fleet;

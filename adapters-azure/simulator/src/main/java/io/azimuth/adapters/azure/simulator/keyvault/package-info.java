/** The simulated Key Vault: keys with versions that wrap and unwrap. */
package io.azimuth.adapters.azure.simulator.keyvault;

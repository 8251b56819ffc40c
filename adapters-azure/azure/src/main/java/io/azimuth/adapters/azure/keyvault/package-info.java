/** The seal whose key is in Azure Key Vault or in a Managed HSM. */
package io.azimuth.adapters.azure.keyvault;

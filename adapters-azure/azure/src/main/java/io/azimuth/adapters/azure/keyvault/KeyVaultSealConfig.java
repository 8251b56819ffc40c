package io.azimuth.adapters.azure.keyvault;

import io.azimuth.adapters.azure.signin.SignInConfig;
import java.util.Optional;

/**
 * The key that wraps, and how the server signs in to use it.
 *
 * @param signIn how the server signs in, to the vault's tenant
 * @param vaultName the name of the vault or HSM, or its whole host
 * @param domain the domain below which vaults have their hosts; empty: that of the cloud
 * @param keyName the name of the RSA key
 */
public record KeyVaultSealConfig(
    SignInConfig signIn, String vaultName, Optional<String> domain, String keyName) {}

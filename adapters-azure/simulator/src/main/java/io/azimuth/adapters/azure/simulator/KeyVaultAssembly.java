package io.azimuth.adapters.azure.simulator;

import io.azimuth.adapters.azure.simulator.http.SimulatorRoute;
import io.azimuth.adapters.azure.simulator.keyvault.KeyRights;
import io.azimuth.adapters.azure.simulator.keyvault.KeySteering;
import io.azimuth.adapters.azure.simulator.keyvault.KeyVaultEndpoint;
import io.azimuth.adapters.azure.simulator.keyvault.KeyVaultFaults;
import io.azimuth.adapters.azure.simulator.keyvault.LiveVaults;
import io.azimuth.adapters.azure.simulator.steering.SimulatedKeyVault;
import io.azimuth.adapters.azure.simulator.token.BearerCheck;
import io.azimuth.adapters.azure.simulator.token.OwnTokens;
import io.azimuth.adapters.azure.simulator.token.SimulatorSigningKeys;
import io.azimuth.adapters.azure.simulator.token.TokenAudiences;
import java.net.URI;
import java.util.List;

/** Builds the parts of the simulated Key Vault. */
final class KeyVaultAssembly {

  private final AzureSimulatorConfig config;
  private final SimulatorSigningKeys keys;
  private final LiveVaults vaults;
  private final KeyRights rights;

  KeyVaultAssembly(AzureSimulatorConfig config, SimulatorSigningKeys keys) {
    this.config = config;
    this.keys = keys;
    this.vaults = new LiveVaults(config.signingKeys(), config.clock(), config.random());
    this.rights = new KeyRights(config.fleet().readers());
  }

  SimulatedKeyVault steered() {
    return new SimulatedKeyVault(new KeySteering(vaults), rights);
  }

  List<SimulatorRoute> routes(TokenAudiences audiences, URI base) {
    KeyVaultFaults errors = new KeyVaultFaults(base);
    BearerCheck bearer =
        new BearerCheck(
            new OwnTokens(keys), audiences::isKeyVault, errors::unauthorized, config.clock());
    return new KeyVaultEndpoint(vaults, rights, bearer, base).routes();
  }
}

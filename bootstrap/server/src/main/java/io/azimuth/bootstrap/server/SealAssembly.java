package io.azimuth.bootstrap.server;

import io.azimuth.adapters.azure.keyvault.KeyVaultSealConfig;
import io.azimuth.adapters.azure.keyvault.KeyVaultSealFactory;
import io.azimuth.adapters.storage.seal.KeyedSealFactory;
import io.azimuth.application.seal.share.SealSetup;
import io.azimuth.azure.metrics.AzureCallMetrics;
import io.azimuth.bootstrap.config.AzureKeyVaultSealBlock;
import io.azimuth.bootstrap.config.PluginSealBlock;
import io.azimuth.bootstrap.config.SealBlock;
import io.azimuth.bootstrap.config.ServerConfig;
import io.azimuth.bootstrap.config.StaticSealBlock;
import io.azimuth.spi.SecretGenerator;
import io.azimuth.spi.seal.Seal;
import io.azimuth.spi.trace.Tracing;
import java.time.Clock;
import java.util.function.Function;

/** Makes the seals of a configuration. */
final class SealAssembly {

  private final ServerConfig config;
  private final SecretGenerator secrets;
  private final AzureCallMetrics calls;
  private final Tracing tracing;

  /**
   * Of these seals.
   *
   * @param calls counts the calls to Key Vault
   * @param tracing begins the traces of calls that no request asked for
   */
  SealAssembly(
      ServerConfig config, SecretGenerator secrets, AzureCallMetrics calls, Tracing tracing) {
    this.config = config;
    this.tracing = tracing;
    this.secrets = secrets;
    this.calls = calls;
  }

  /**
   * The seals; none has asked for its key yet.
   *
   * @param plugins makes those of plugins
   * @throws io.azimuth.spi.InvalidSettingsException when a name in a block cannot be
   */
  SealSetup seals(Function<PluginSealBlock, Seal> plugins) {
    return new SealSetup(
        config.seals().own().map(block -> seal(block, plugins)),
        config.seals().disabled().map(block -> seal(block, plugins)),
        new KeyedSealFactory(secrets),
        config.seals().expectedStore());
  }

  private Seal seal(SealBlock block, Function<PluginSealBlock, Seal> plugins) {
    return block instanceof PluginSealBlock plugin ? plugins.apply(plugin) : own(block);
  }

  /**
   * Makes the seals that are no plugins.
   *
   * @throws io.azimuth.spi.InvalidSettingsException when a name in a block cannot be
   */
  void check() {
    for (SealBlock block : config.seals().all()) {
      if (!(block instanceof PluginSealBlock)) {
        var unused = own(block);
      }
    }
  }

  private Seal own(SealBlock block) {
    if (block instanceof StaticSealBlock fixed) {
      return fixed.keys().seal(secrets);
    }
    AzureKeyVaultSealBlock vault = (AzureKeyVaultSealBlock) block;
    return new KeyVaultSealFactory(
            AdapterConfigs.clouds(config),
            AdapterConfigs.proxy(config),
            AdapterConfigs.version(),
            Clock.systemUTC(),
            calls,
            tracing)
        .seal(
            new KeyVaultSealConfig(
                AdapterConfigs.signIn(vault.signIn()),
                vault.vaultName(),
                vault.resource(),
                vault.keyName()));
  }
}

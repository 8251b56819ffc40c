package io.azimuth.adapters.azure.keyvault;

import io.azimuth.adapters.azure.cloud.CloudCatalog;
import io.azimuth.adapters.azure.cloud.CloudConfig;
import io.azimuth.adapters.azure.cloud.KeyVaultService;
import io.azimuth.adapters.azure.pipeline.PipelinePolicies;
import io.azimuth.adapters.azure.signin.OwnAccess;
import io.azimuth.adapters.azure.transport.ProxyConfig;
import io.azimuth.azure.metrics.AzureCallMetrics;
import io.azimuth.spi.InvalidSettingsException;
import io.azimuth.spi.seal.Seal;
import io.azimuth.spi.trace.Tracing;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.regex.Pattern;

/** Makes seals whose key is in Key Vault. Connects to nothing before a seal is used. */
public final class KeyVaultSealFactory {

  private static final Pattern KEY_NAME = Pattern.compile("[A-Za-z0-9-]{1,127}");

  private final CloudCatalog catalog;
  private final ProxyConfig proxy;
  private final PipelinePolicies policies;
  private final Clock clock;
  private final AzureCallMetrics calls;

  /**
   * Makes seals in these clouds.
   *
   * @param blocks the {@code cloud} blocks of the configuration file, beside the built-in clouds
   * @param version our own version, which the User-Agent contains
   * @param tracing begins the traces of calls that no request asked for
   */
  public KeyVaultSealFactory(
      List<CloudConfig> blocks,
      ProxyConfig proxy,
      String version,
      Clock clock,
      AzureCallMetrics calls,
      Tracing tracing) {
    this.catalog = CloudCatalog.with(blocks);
    this.proxy = proxy;
    this.policies = new PipelinePolicies("azimuth/" + version, clock, tracing);
    this.clock = clock;
    this.calls = calls;
  }

  /**
   * A seal.
   *
   * @throws InvalidSettingsException naming the key of the {@code seal} block that cannot be used
   */
  public Seal seal(KeyVaultSealConfig config) {
    CloudConfig cloud = catalog.named(config.signIn().cloud());
    KeyVaultService service = service(config, cloud);
    URI vault =
        config.vaultName().contains(".")
            ? service.vault(config.vaultName().substring(0, config.vaultName().indexOf('.')))
            : service.vault(config.vaultName());
    if (!KEY_NAME.matcher(config.keyName()).matches()) {
      throw new InvalidSettingsException("key_name", "must be letters, digits and hyphens");
    }
    KeyVaultKey key = new KeyVaultKey(vault, config.keyName());
    return new KeyVaultSeal(key, () -> calls(config, cloud, service, key), calls);
  }

  private static KeyVaultService service(KeyVaultSealConfig config, CloudConfig cloud) {
    if (config.vaultName().contains(".")) {
      return KeyVaultService.ofHost(config.vaultName());
    }
    return config
        .domain()
        .map(KeyVaultService::below)
        .or(() -> cloud.services().keyVault())
        .orElseThrow(
            () -> new InvalidSettingsException("environment", "this cloud names no key_vault"));
  }

  private KeyVaultCalls calls(
      KeyVaultSealConfig config, CloudConfig cloud, KeyVaultService service, KeyVaultKey key) {
    return KeyVaultCalls.of(
        key,
        new VaultChallenge(config.signIn().tenant(), service.audience()),
        new KeyVaultAccess(
            OwnAccess.of("seal", config.signIn(), cloud, proxy, policies, calls), policies),
        clock);
  }
}

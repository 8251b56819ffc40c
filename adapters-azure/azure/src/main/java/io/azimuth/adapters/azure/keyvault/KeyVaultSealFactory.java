package io.azimuth.adapters.azure.keyvault;

import io.azimuth.adapters.azure.cloud.CloudCatalog;
import io.azimuth.adapters.azure.cloud.CloudConfig;
import io.azimuth.adapters.azure.cloud.KeyVaultService;
import io.azimuth.adapters.azure.pipeline.DirectoryCloudConfig;
import io.azimuth.adapters.azure.pipeline.DirectoryClouds;
import io.azimuth.adapters.azure.pipeline.PipelinePolicies;
import io.azimuth.adapters.azure.signin.SignIn;
import io.azimuth.adapters.azure.signin.SignInException;
import io.azimuth.adapters.azure.signin.SignInThreads;
import io.azimuth.adapters.azure.transport.AzureProxySelector;
import io.azimuth.adapters.azure.transport.CloudHttpClients;
import io.azimuth.adapters.azure.transport.ProxyConfig;
import io.azimuth.application.port.seal.Seal;
import io.azimuth.domain.text.AsciiCase;
import io.azimuth.spi.InvalidSettingsException;
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

  /**
   * Makes seals in these clouds.
   *
   * @param blocks the {@code cloud} blocks of the configuration file, beside the built-in clouds
   * @param version our own version, which the User-Agent tells
   */
  public KeyVaultSealFactory(
      List<CloudConfig> blocks, ProxyConfig proxy, String version, Clock clock) {
    this.catalog = CloudCatalog.with(blocks);
    this.proxy = proxy;
    this.policies = new PipelinePolicies("azimuth/" + version, clock);
    this.clock = clock;
  }

  /**
   * A seal.
   *
   * @throws InvalidSettingsException naming the key of the {@code seal} block that cannot be used
   */
  public Seal seal(KeyVaultSealConfig config) {
    CloudConfig cloud = cloud(config.cloud());
    KeyVaultService service = service(config, cloud);
    URI vault =
        config.vaultName().contains(".")
            ? service.vault(config.vaultName().substring(0, config.vaultName().indexOf('.')))
            : service.vault(config.vaultName());
    if (!KEY_NAME.matcher(config.keyName()).matches()) {
      throw new InvalidSettingsException("key_name", "must be letters, digits and hyphens");
    }
    KeyVaultKey key = new KeyVaultKey(vault, config.keyName());
    return new KeyVaultSeal(key, () -> calls(config, cloud, service, key));
  }

  private CloudConfig cloud(String name) {
    return catalog.clouds().stream()
        .filter(it -> AsciiCase.equal(it.name(), name))
        .findFirst()
        .orElseThrow(
            () -> new InvalidSettingsException("environment", "there is no cloud of that name"));
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
    CloudHttpClients transports =
        new CloudHttpClients(List.of(cloud), new AzureProxySelector(proxy));
    DirectoryCloudConfig directory = DirectoryCloudConfig.of(cloud);
    SignIn signIn =
        new SignIn(
            policies,
            SignInThreads.create(),
            request -> {
              throw new SignInException("a sealed server issues no tokens of its own");
            });
    return KeyVaultCalls.of(
        key,
        new VaultChallenge(config.tenant(), service.audience()),
        new KeyVaultAccess(
            config,
            directory,
            DirectoryClouds.over(List.of(directory), transports::builderOf),
            signIn,
            policies),
        clock);
  }
}

package io.azimuth.adapters.azure.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.spi.InvalidSettingsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyVaultServiceTest {

  @ParameterizedTest
  @CsvSource({
    "AzurePublicCloud, https://lab.vault.azure.net, https://vault.azure.net",
    "AzureUSGovernmentCloud, https://lab.vault.usgovcloudapi.net, https://vault.usgovcloudapi.net",
    "AzureChinaCloud, https://lab.vault.azure.cn, https://vault.azure.cn"
  })
  void builtInCloudsKnowTheirVaults(String cloud, String vault, String audience) {
    KeyVaultService service =
        BuiltInClouds.ALL.stream()
            .filter(it -> it.name().equals(cloud))
            .findFirst()
            .flatMap(it -> it.services().keyVault())
            .orElseThrow();

    assertThat(service.vault("Lab")).hasToString(vault);
    assertThat(service.audience()).isEqualTo(audience);
  }

  @Test
  void managedHsmIsNamedByItsDomainOrItsHost() {
    KeyVaultService byDomain = KeyVaultService.below("managedhsm.azure.net");
    KeyVaultService byHost = KeyVaultService.ofHost("hsm1.ManagedHSM.azure.net");

    assertThat(byDomain.vault("hsm1")).hasToString("https://hsm1.managedhsm.azure.net");
    assertThat(byHost).isEqualTo(byDomain);
    assertThat(byHost.audience()).isEqualTo("https://managedhsm.azure.net");
  }

  @Test
  void vaultsMayShareAHost() {
    KeyVaultService service =
        new KeyVaultService(
            "https://127.0.0.1:9443/vaults/{vault_name}", "https://127.0.0.1:9443/");

    assertThat(service.vault("lab")).hasToString("https://127.0.0.1:9443/vaults/lab");
    assertThat(service.audience()).isEqualTo("https://127.0.0.1:9443");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-a", "a-", "a--b", "a/b", "a.b", "a@b", "ä", "a:1"})
  void namesThatCannotBeNeverReachAnAddress(String name) {
    KeyVaultService service = KeyVaultService.below("vault.azure.net");

    assertThatThrownBy(() -> service.vault(name)).isInstanceOf(InvalidSettingsException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "net", "https://vault.azure.net", "vault.azure.net/x", "a@b.c", "a..b"})
  void domainsThatCannotBeAreRefused(String domain) {
    assertThatThrownBy(() -> KeyVaultService.below(domain))
        .isInstanceOf(InvalidSettingsException.class);
  }
}

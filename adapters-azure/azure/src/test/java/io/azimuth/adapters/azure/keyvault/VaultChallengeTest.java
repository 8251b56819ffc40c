package io.azimuth.adapters.azure.keyvault;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VaultChallengeTest {

  private static final String TENANT = "11111111-1111-1111-1111-111111111111";
  private static final URI VAULT = URI.create("https://lab.vault.azure.net");
  private final VaultChallenge challenge = new VaultChallenge(TENANT, "https://vault.azure.net");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bearer authorization=\"https://login.microsoftonline.com/"
            + TENANT
            + "\", resource=\"https://vault.azure.net\"",
        "Bearer authorization_uri=\"https://login.windows.net/"
            + TENANT
            + "\", scope=\"https://vault.azure.net/.default\"",
        "Bearer error=\"invalid_token\"",
        "Basic",
        ""
      })
  void whatFitsTheConfigurationIsNoMismatch(String header) {
    assertThat(challenge.mismatch(header, VAULT)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://vault.azure.net.evil.example",
        "https://ault.azure.net",
        "https://evil",
        "%"
      })
  void resourceMustBeTheDomainOfTheVault(String resource) {
    assertThat(
            challenge.mismatch(
                "Bearer authorization=\"https://evil/x\", resource=\"" + resource + "\"", VAULT))
        .contains("its challenge names a resource that is not the domain of the vault");
  }

  @Test
  void anotherAudienceOfTheSameDomainIsNamed() {
    assertThat(challenge.mismatch("Bearer resource=\"https://azure.net\"", VAULT))
        .contains("it wants tokens for https://azure.net, ours are for https://vault.azure.net");
  }

  @Test
  void anotherTenantIsNamed() {
    assertThat(
            challenge.mismatch(
                "Bearer authorization=\"https://login.microsoftonline.com/22222222-2222-2222-2222-222222222222\","
                    + " resource=\"https://vault.azure.net\"",
                VAULT))
        .contains(
            "the vault belongs to the tenant 22222222-2222-2222-2222-222222222222, tenant_id is"
                + " another one");
  }

  @Test
  void aTenantThatIsConfiguredByItsDomainIsNotCompared() {
    assertThat(
            new VaultChallenge("lab.example", "https://vault.azure.net")
                .mismatch(
                    "Bearer authorization=\"https://login.microsoftonline.com/22222222-2222-2222-2222-222222222222\","
                        + " resource=\"https://vault.azure.net\"",
                    VAULT))
        .isEmpty();
  }
}

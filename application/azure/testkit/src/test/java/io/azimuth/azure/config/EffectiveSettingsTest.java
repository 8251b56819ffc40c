package io.azimuth.azure.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.spi.api.Value;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A setting comes from the configuration, or else from the environment. */
class EffectiveSettingsTest {

  private static final Map<String, String> VARIABLES =
      Map.of(
          "AZURE_TENANT_ID", "said-tenant",
          "AZURE_AD_RESOURCE", "said-resource",
          "AZURE_ENVIRONMENT", "AzureChinaCloud",
          "AZURE_CLIENT_ID", "said-client",
          "AZURE_CLIENT_SECRET", "said-secret");

  private final EffectiveSettings effective =
      new EffectiveSettings(
          AzureEnvironmentVariables.of(name -> Optional.ofNullable(VARIABLES.get(name))));

  @Test
  void whatIsNotStoredComesFromTheEnvironment() {
    AzureSettings settings = effective.of(Configured.with(Value.Obj.EMPTY));

    assertThat(settings.tenantId()).isEqualTo("said-tenant");
    assertThat(settings.tokens().resource()).isEqualTo("said-resource");
    assertThat(settings.environment()).isEqualTo("AzureChinaCloud");
    assertThat(settings.identity().clientId()).isEqualTo("said-client");
  }

  @Test
  void whatIsStoredWins() {
    AzureSettings settings = effective.of(Configured.with(stored()));

    assertThat(settings.tenantId()).isEqualTo("stored-tenant");
    assertThat(settings.tokens().resource()).isEqualTo("stored-resource");
    assertThat(settings.environment()).isEqualTo("lab");
    assertThat(settings.identity().clientId()).isEqualTo("stored-client");
  }

  @Test
  void noSecretOfTheEnvironmentIsASetting() {
    assertThat(effective.of(Configured.with(Value.Obj.EMPTY)).identity().clientSecret().isEmpty())
        .isTrue();
    assertThat(effective.origins(Configured.with(Value.Obj.EMPTY)).toString())
        .doesNotContain("said-secret");
  }

  @Test
  void anEmptyVariableSaysNothing() {
    EffectiveSettings empty =
        new EffectiveSettings(AzureEnvironmentVariables.of(name -> Optional.of("")));

    assertThat(empty.of(Configured.with(Value.Obj.EMPTY)).environment())
        .isEqualTo("AzurePublicCloud");
    assertThat(empty.of(Configured.with(Value.Obj.EMPTY)).tenantId()).isEmpty();
  }

  @Test
  void eachSettingSaysWhereItComesFrom() {
    Value.Obj tenantOnly = Value.Obj.builder().put("tenant_id", "stored-tenant").build();
    EffectiveSettings none = new EffectiveSettings(AzureEnvironmentVariables.NONE);

    assertThat(effective.origins(Configured.with(tenantOnly)))
        .containsEntry("tenant_id", setting("stored-tenant", SettingSource.STORED))
        .containsEntry("resource", setting("said-resource", SettingSource.ENVIRONMENT))
        .containsEntry("environment", setting("AzureChinaCloud", SettingSource.ENVIRONMENT))
        .containsEntry("auth_type", setting("", SettingSource.DEFAULT))
        .containsEntry(
            "max_retries", new EffectiveSettings.Setting(Value.of(3), SettingSource.DEFAULT))
        .doesNotContainKeys("client_secret", "client_certificate");
    assertThat(none.origins(Configured.with(tenantOnly)))
        .containsEntry("environment", setting("AzurePublicCloud", SettingSource.DEFAULT))
        .containsEntry("client_id", setting("", SettingSource.DEFAULT));
    assertThat(none.origins(Configured.with(stored())))
        .containsEntry("environment", setting("lab", SettingSource.STORED));
  }

  private static Value.Obj stored() {
    return Value.Obj.builder()
        .put("tenant_id", "stored-tenant")
        .put("resource", "stored-resource")
        .put("environment", "lab")
        .put("client_id", "stored-client")
        .build();
  }

  private static EffectiveSettings.Setting setting(String value, SettingSource source) {
    return new EffectiveSettings.Setting(Value.of(value), source);
  }
}

package io.azimuth.azure.config;

import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.Field;
import io.azimuth.spi.route.Fields;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The settings in force: the stored value, else that of the environment, else the default. Secrets
 * of the environment are not included, so that code which rotates or stores settings never handles
 * one; {@link ServerCredentials} reads them.
 */
public final class EffectiveSettings {

  private final AzureEnvironmentVariables surroundings;

  public EffectiveSettings(AzureEnvironmentVariables surroundings) {
    this.surroundings = surroundings;
  }

  public AzureSettings of(AzureSettings stored) {
    return new AzureSettings(
        orElse(stored.tenantId(), surroundings.tenantId(), ""),
        stored.additionalTenants(),
        new AzureSettings.AcceptedTokens(
            orElse(stored.tokens().resource(), surroundings.resource(), ""),
            stored.tokens().additionalAudiences(),
            stored.tokens().clockSkewLeeway(),
            stored.tokens().attestationIssuers()),
        orElse(stored.environment(), surroundings.environment(), ConfigFields.PUBLIC_CLOUD),
        stored
            .identity()
            .withClientId(orElse(stored.identity().clientId(), surroundings.clientId(), "")),
        stored.rotation(),
        stored.resolveGroups(),
        stored.azure());
  }

  /**
   * The settings where nothing is stored; empty when the environment lacks the tenant or the
   * audience, without which no token can be judged.
   */
  Optional<AzureSettings> ofEnvironment() {
    return Optional.of(of(ConfigFields.decode(Value.Obj.EMPTY)))
        .filter(
            settings -> !settings.tenantId().isEmpty() && !settings.tokens().resource().isEmpty());
  }

  /** Every setting in force that may be shown, by its name; secrets are left out. */
  public Map<String, Setting> origins(AzureSettings stored) {
    Value.Obj inForce = ConfigFields.stored(of(stored));
    Value.Obj kept = ConfigFields.stored(stored);
    Map<String, Setting> origins = new LinkedHashMap<>();
    for (Field<?> field : ConfigFields.ALL) {
      if (!ConfigFields.SECRET.contains(field)) {
        Value value = inForce.get(field.name()).orElse(Value.NULL);
        origins.put(field.name(), new Setting(value, source(field, kept, value)));
      }
    }
    return origins;
  }

  private static SettingSource source(Field<?> field, Value.Obj kept, Value inForce) {
    Fields fields = Fields.of(ConfigFields.ALL, kept, Map.of());
    if (!fields.value(field).equals(field.absent())) {
      return SettingSource.STORED;
    }
    boolean same = kept.get(field.name()).filter(inForce::equals).isPresent();
    boolean isDefault =
        field.equals(ConfigFields.ENVIRONMENT)
            && inForce.equals(Value.of(ConfigFields.PUBLIC_CLOUD));
    return same || isDefault ? SettingSource.DEFAULT : SettingSource.ENVIRONMENT;
  }

  private static String orElse(String stored, Optional<String> said, String otherwise) {
    return stored.isEmpty() ? said.orElse(otherwise) : stored;
  }

  /**
   * A setting in force.
   *
   * @param value as it is stored
   */
  public record Setting(Value value, SettingSource source) {}
}

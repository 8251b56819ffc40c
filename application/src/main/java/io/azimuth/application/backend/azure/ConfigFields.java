package io.azimuth.application.backend.azure;

import io.azimuth.application.api.Value;
import io.azimuth.application.port.azure.DirectoryAccess;
import io.azimuth.application.route.Field;
import io.azimuth.application.route.Fields;
import io.azimuth.domain.secret.SecretText;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The parameters of {@code config}; stored under the same names. */
final class ConfigFields {

  static final String PUBLIC_CLOUD = "AzurePublicCloud";

  static final Field<String> TENANT_ID =
      Field.text("tenant_id", "the tenant whose tokens are accepted: its id or a domain of it");
  static final Field<String> RESOURCE =
      Field.text("resource", "the audience that tokens must be for");
  static final Field<List<String>> ADDITIONAL_AUDIENCES =
      Field.commaList("additional_audiences", "further audiences that tokens may be for");
  static final Field<String> ENVIRONMENT =
      Field.text("environment", "the cloud: AzurePublicCloud unless said otherwise");
  static final Field<Duration> CLOCK_SKEW_LEEWAY =
      Field.duration(
          "clock_skew_leeway", Duration.ofMinutes(1), "how far clocks may differ, at most 300 s");
  static final Field<String> CLIENT_ID =
      Field.text("client_id", "the client id of the server's own application");
  static final Field<String> CLIENT_SECRET =
      Field.text("client_secret", "the secret of that application; never shown");
  static final Field<Integer> MAX_RETRIES =
      Field.number("max_retries", 3, "how often a call to Azure is repeated");
  static final Field<Duration> RETRY_DELAY =
      Field.signedDuration("retry_delay", Duration.ofSeconds(4), "before the first repetition");
  static final Field<Duration> MAX_RETRY_DELAY =
      Field.signedDuration("max_retry_delay", Duration.ofMinutes(1), "before any repetition");
  static final Field<Duration> ROOT_PASSWORD_TTL =
      Field.duration("root_password_ttl", Duration.ofHours(4380), "of a rotated secret").notYet();
  static final Field<Duration> RESOURCE_CACHE_TTL =
      Field.duration(
          "resource_cache_ttl", Duration.ofMinutes(1), "how long facts of a resource are kept");
  static final Field<Duration> RESOURCE_STALE_TTL =
      Field.duration(
          "resource_stale_ttl", Duration.ZERO, "how much longer they serve while Azure is away");
  static final Field<String> AZURE_LOG_LEVEL =
      Field.text("azure_log_level", "what of the calls to Azure is logged: none, basic, headers");
  private static final String VERSION = "version"; // stored only

  static final List<Field<?>> ALL =
      List.of(
          TENANT_ID,
          RESOURCE,
          ADDITIONAL_AUDIENCES,
          ENVIRONMENT,
          CLOCK_SKEW_LEEWAY,
          CLIENT_ID,
          CLIENT_SECRET,
          MAX_RETRIES,
          RETRY_DELAY,
          MAX_RETRY_DELAY,
          ROOT_PASSWORD_TTL,
          RESOURCE_CACHE_TTL,
          RESOURCE_STALE_TTL,
          AZURE_LOG_LEVEL,
          Field.flag("resolve_groups", false, "ask Azure for groups").notYet(),
          Field.text("identity_token_audience", "workload identity federation").notYet(),
          Field.duration("identity_token_ttl", Duration.ZERO, "of its tokens").notYet(),
          Field.text("auth_type", "how the server itself logs in").notYet(),
          Field.text("rotation_schedule", "when the secret is rotated").notYet(),
          Field.duration("rotation_window", Duration.ZERO, "how long it may take").notYet(),
          Field.duration("rotation_period", Duration.ZERO, "how often it is rotated").notYet(),
          Field.flag("disable_automated_rotation", false, "never by itself").notYet());

  private ConfigFields() {}

  /** The settings that these parameters make. */
  static AzureSettings settings(Fields fields, long version) {
    String environment = fields.value(ENVIRONMENT);
    return new AzureSettings(
        fields.value(TENANT_ID),
        fields.value(RESOURCE),
        fields.value(ADDITIONAL_AUDIENCES),
        environment.isEmpty() ? PUBLIC_CLOUD : environment,
        fields.value(CLOCK_SKEW_LEEWAY),
        fields.value(CLIENT_ID),
        SecretText.of(fields.value(CLIENT_SECRET)),
        new AzureSettings.AzureCalls(
            version,
            new DirectoryAccess.Retries(
                fields.value(MAX_RETRIES),
                fields.value(RETRY_DELAY),
                fields.value(MAX_RETRY_DELAY)),
            fields.value(RESOURCE_CACHE_TTL),
            fields.value(RESOURCE_STALE_TTL),
            fields.value(AZURE_LOG_LEVEL)));
  }

  /** The settings under the names of the parameters, to be stored: the secret included. */
  static Value.Obj stored(AzureSettings settings) {
    return Value.Obj.builder()
        .put(TENANT_ID.name(), settings.tenantId())
        .put(RESOURCE.name(), settings.resource())
        .put(ADDITIONAL_AUDIENCES.name(), settings.additionalAudiences())
        .put(ENVIRONMENT.name(), settings.environment())
        .put(CLOCK_SKEW_LEEWAY.name(), settings.clockSkewLeeway().toSeconds())
        .put(CLIENT_ID.name(), settings.clientId())
        .put(CLIENT_SECRET.name(), settings.clientSecret().expose())
        .put(MAX_RETRIES.name(), settings.azure().retries().max())
        .put(RETRY_DELAY.name(), settings.azure().retries().delay().toSeconds())
        .put(MAX_RETRY_DELAY.name(), settings.azure().retries().maxDelay().toSeconds())
        .put(RESOURCE_CACHE_TTL.name(), settings.azure().resourceCacheTtl().toSeconds())
        .put(RESOURCE_STALE_TTL.name(), settings.azure().resourceStaleTtl().toSeconds())
        .put(AZURE_LOG_LEVEL.name(), settings.azure().logLevel())
        .put(VERSION, settings.azure().version())
        .build();
  }

  /** The settings that were stored. */
  static AzureSettings decode(Value.Obj stored) {
    long version =
        stored.get(VERSION).map(value -> Long.parseLong(((Value.Num) value).literal())).orElse(0L);
    return settings(Fields.of(ALL, stored, Map.of()), version);
  }

  /** The settings as a read shows them (spec 8.1): delays in nanoseconds, no secret. */
  static Value.Obj shown(AzureSettings settings) {
    return Value.Obj.builder()
        .put(TENANT_ID.name(), settings.tenantId())
        .put(RESOURCE.name(), settings.resource())
        .put(ADDITIONAL_AUDIENCES.name(), settings.additionalAudiences())
        .put(ENVIRONMENT.name(), settings.environment())
        .put(CLOCK_SKEW_LEEWAY.name(), settings.clockSkewLeeway().toSeconds())
        .put(CLIENT_ID.name(), settings.clientId())
        .put(ROOT_PASSWORD_TTL.name(), ROOT_PASSWORD_TTL.absent().toSeconds())
        .put(MAX_RETRIES.name(), settings.azure().retries().max())
        .put(RETRY_DELAY.name(), settings.azure().retries().delay().toNanos())
        .put(MAX_RETRY_DELAY.name(), settings.azure().retries().maxDelay().toNanos())
        .put(RESOURCE_CACHE_TTL.name(), settings.azure().resourceCacheTtl().toSeconds())
        .put(RESOURCE_STALE_TTL.name(), settings.azure().resourceStaleTtl().toSeconds())
        .put(AZURE_LOG_LEVEL.name(), settings.azure().logLevel())
        .put("identity_token_audience", "")
        .put("identity_token_ttl", 0)
        .put("rotation_schedule", "")
        .put("rotation_window", 0)
        .put("rotation_period", 0)
        .put("disable_automated_rotation", false)
        .build();
  }
}

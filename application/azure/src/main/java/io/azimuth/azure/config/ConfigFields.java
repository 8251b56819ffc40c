package io.azimuth.azure.config;

import io.azimuth.azure.port.DirectoryAccess;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.Field;
import io.azimuth.spi.route.Fields;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The parameters of {@code config}; stored with the same names. */
public final class ConfigFields {

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
  public static final Field<Duration> ROOT_PASSWORD_TTL =
      Field.duration(
          "root_password_ttl", Duration.ofHours(4380), "how long a rotated secret is valid");
  static final Field<Duration> RESOURCE_CACHE_TTL =
      Field.duration(
          "resource_cache_ttl", Duration.ofMinutes(1), "how long facts of a resource are kept");
  static final Field<Duration> RESOURCE_STALE_TTL =
      Field.duration(
          "resource_stale_ttl", Duration.ZERO, "how much longer they serve while Azure is away");
  static final Field<String> AZURE_LOG_LEVEL =
      Field.text("azure_log_level", "what of the calls to Azure is logged: none, basic, headers");
  static final Field<Boolean> RESOLVE_GROUPS =
      Field.flag("resolve_groups", false, "ask Azure for groups that a token does not tell");
  static final Field<String> CLIENT_CERTIFICATE =
      Field.text("client_certificate", "certificate and key of the application; never shown");
  static final Field<String> IDENTITY_TOKEN_AUDIENCE =
      Field.text("identity_token_audience", "the audience of workload identity federation");
  static final Field<Duration> IDENTITY_TOKEN_TTL =
      Field.duration("identity_token_ttl", Duration.ZERO, "of its tokens");
  static final Field<String> AUTH_TYPE = Field.text("auth_type", "how the server itself signs in");
  public static final Field<String> ROTATION_SCHEDULE =
      Field.text("rotation_schedule", "when the secret is rotated: five fields of cron, in UTC");
  static final Field<Duration> ROTATION_WINDOW =
      Field.duration("rotation_window", Duration.ZERO, "how long after that it may begin");
  public static final Field<Duration> ROTATION_PERIOD =
      Field.duration("rotation_period", Duration.ZERO, "how often it is rotated");
  static final Field<Boolean> DISABLE_AUTOMATED_ROTATION =
      Field.flag("disable_automated_rotation", false, "never by itself");

  // Stored only, never a parameter.
  private static final String VERSION = "version";
  private static final String OWN_KEY_ID = "own_key_id";
  private static final String OWN_KEY_EXPIRES = "own_key_expires";

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
          RESOLVE_GROUPS,
          CLIENT_CERTIFICATE,
          IDENTITY_TOKEN_AUDIENCE,
          IDENTITY_TOKEN_TTL,
          AUTH_TYPE,
          ROTATION_SCHEDULE,
          ROTATION_WINDOW,
          ROTATION_PERIOD,
          DISABLE_AUTOMATED_ROTATION);

  /** The parameters that no answer shows. */
  static final Set<Field<?>> SECRET = Set.of(CLIENT_SECRET, CLIENT_CERTIFICATE);

  private ConfigFields() {}

  static AzureSettings settings(Fields fields, Optional<OwnPassword> own, long version) {
    return new AzureSettings(
        fields.value(TENANT_ID),
        fields.value(RESOURCE),
        fields.value(ADDITIONAL_AUDIENCES),
        fields.value(ENVIRONMENT),
        fields.value(CLOCK_SKEW_LEEWAY),
        identity(fields, own),
        rotation(fields),
        fields.value(RESOLVE_GROUPS),
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

  private static IdentitySettings identity(Fields fields, Optional<OwnPassword> own) {
    return new IdentitySettings(
        fields.value(CLIENT_ID),
        SecretText.of(fields.value(CLIENT_SECRET)),
        own,
        SecretText.of(fields.value(CLIENT_CERTIFICATE)),
        fields.value(IDENTITY_TOKEN_AUDIENCE),
        fields.value(IDENTITY_TOKEN_TTL),
        fields.value(AUTH_TYPE));
  }

  private static RotationSettings rotation(Fields fields) {
    return new RotationSettings(
        fields.value(ROOT_PASSWORD_TTL),
        fields.value(ROTATION_SCHEDULE),
        fields.value(ROTATION_WINDOW),
        fields.value(ROTATION_PERIOD),
        fields.value(DISABLE_AUTOMATED_ROTATION));
  }

  /**
   * The settings as they are stored, with the names of the parameters and including the secrets.
   */
  static Value.Obj stored(AzureSettings settings) {
    IdentitySettings identity = settings.identity();
    Value.Builder stored =
        common(settings)
            .put(CLIENT_SECRET.name(), identity.clientSecret().expose())
            .put(CLIENT_CERTIFICATE.name(), identity.clientCertificate().expose())
            .put(RETRY_DELAY.name(), settings.azure().retries().delay().toSeconds())
            .put(MAX_RETRY_DELAY.name(), settings.azure().retries().maxDelay().toSeconds())
            .put(VERSION, settings.azure().version());
    identity
        .own()
        .ifPresent(
            own ->
                stored.put(OWN_KEY_ID, own.keyId()).put(OWN_KEY_EXPIRES, own.expires().toString()));
    return stored.build();
  }

  // The parameters that are both stored and shown.
  private static Value.Builder common(AzureSettings settings) {
    IdentitySettings identity = settings.identity();
    RotationSettings rotation = settings.rotation();
    return Value.Obj.builder()
        .put(TENANT_ID.name(), settings.tenantId())
        .put(RESOURCE.name(), settings.resource())
        .put(ADDITIONAL_AUDIENCES.name(), settings.additionalAudiences())
        .put(ENVIRONMENT.name(), settings.environment())
        .put(CLOCK_SKEW_LEEWAY.name(), settings.clockSkewLeeway().toSeconds())
        .put(CLIENT_ID.name(), identity.clientId())
        .put(ROOT_PASSWORD_TTL.name(), rotation.passwordTtl().toSeconds())
        .put(MAX_RETRIES.name(), settings.azure().retries().max())
        .put(RESOURCE_CACHE_TTL.name(), settings.azure().resourceCacheTtl().toSeconds())
        .put(RESOURCE_STALE_TTL.name(), settings.azure().resourceStaleTtl().toSeconds())
        .put(AZURE_LOG_LEVEL.name(), settings.azure().logLevel())
        .put(RESOLVE_GROUPS.name(), settings.resolveGroups())
        .put(IDENTITY_TOKEN_AUDIENCE.name(), identity.tokenAudience())
        .put(IDENTITY_TOKEN_TTL.name(), identity.tokenTtl().toSeconds())
        .put(AUTH_TYPE.name(), identity.authType())
        .put(ROTATION_SCHEDULE.name(), rotation.schedule())
        .put(ROTATION_WINDOW.name(), rotation.window().toSeconds())
        .put(ROTATION_PERIOD.name(), rotation.period().toSeconds())
        .put(DISABLE_AUTOMATED_ROTATION.name(), rotation.disabled());
  }

  public static AzureSettings decode(Value.Obj stored) {
    long version =
        stored.get(VERSION).map(value -> Long.parseLong(((Value.Num) value).literal())).orElse(0L);
    return settings(Fields.of(ALL, stored, Map.of()), own(stored), version);
  }

  /** The password that a rotation added, if the stored one is of that kind. */
  static Optional<OwnPassword> own(Value.Obj stored) {
    return StoredText.find(stored, OWN_KEY_ID)
        .map(
            keyId -> new OwnPassword(keyId, Instant.parse(StoredText.of(stored, OWN_KEY_EXPIRES))));
  }

  /** The settings as a read shows them: delays in nanoseconds, without secrets. */
  static Value.Obj shown(AzureSettings settings) {
    Value.Builder shown =
        common(settings)
            .put(RETRY_DELAY.name(), settings.azure().retries().delay().toNanos())
            .put(MAX_RETRY_DELAY.name(), settings.azure().retries().maxDelay().toNanos());
    settings
        .identity()
        .own()
        .ifPresent(own -> shown.put("root_password_expiration_date", own.expires().toString()));
    return shown.build();
  }
}

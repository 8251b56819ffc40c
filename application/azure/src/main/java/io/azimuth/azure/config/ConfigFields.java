package io.azimuth.azure.config;

import io.azimuth.azure.port.DirectoryAccess;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.AnswerField;
import io.azimuth.spi.route.Field;
import io.azimuth.spi.route.Fields;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The parameters of {@code config}; stored with the same names. */
public final class ConfigFields {

  static final String PUBLIC_CLOUD = "AzurePublicCloud";

  static final Field<String> TENANT_ID =
      Field.text("tenant_id", "the tenant whose tokens are accepted: its id or a domain of it");
  static final Field<List<String>> ADDITIONAL_TENANTS =
      Field.commaList("additional_tenants", "ids of further tenants whose tokens are accepted");
  static final Field<String> RESOURCE =
      Field.text("resource", "the audience that tokens must be for");
  static final Field<List<String>> ADDITIONAL_AUDIENCES =
      Field.commaList("additional_audiences", "further audiences that tokens may be for");
  static final Field<String> ENVIRONMENT =
      Field.text("environment", "the cloud: AzurePublicCloud unless said otherwise");
  static final Field<Duration> CLOCK_SKEW_LEEWAY =
      Field.duration(
          "clock_skew_leeway", Duration.ofMinutes(1), "how far clocks may differ, at most 300 s");
  static final Field<List<String>> ATTESTATION_ISSUERS =
      Field.commaList(
          "attestation_issuers",
          "instances of the attestation service whose attestations of machines are accepted");
  static final Field<String> CLIENT_ID =
      Field.text("client_id", "the client id of the server's own application");
  static final Field<String> CLIENT_SECRET =
      Field.text("client_secret", "the secret of that application; never shown");
  static final Field<Integer> MAX_RETRIES =
      Field.number("max_retries", 3, "how often a call to Azure is repeated");
  static final Field<Duration> RETRY_DELAY =
      Field.delay("retry_delay", Duration.ofSeconds(4), "before the first repetition");
  static final Field<Duration> MAX_RETRY_DELAY =
      Field.delay("max_retry_delay", Duration.ofMinutes(1), "before any repetition");
  public static final Field<Duration> ROOT_PASSWORD_TTL =
      Field.duration(
          "root_password_ttl", Duration.ofHours(4380), "how long a rotated secret is valid");
  static final Field<Duration> RESOURCE_CACHE_TTL =
      Field.duration(
          "resource_cache_ttl", Duration.ofMinutes(1), "how long facts of a resource are kept");
  static final Field<Duration> RESOURCE_STALE_TTL =
      Field.duration(
          "resource_stale_ttl", Duration.ZERO, "how much longer they serve while Azure is away");
  static final Field<Duration> LOGIN_TIMEOUT =
      Field.duration(
          "login_timeout",
          Duration.ofSeconds(30),
          "how long a login waits in line while Azure throttles, at most 60 s; 0: not at all");
  static final Field<Duration> OUTAGE_GRACE =
      Field.duration(
          "outage_grace",
          Duration.ZERO,
          "how old a machine's proof may be while Azure is away, at most 24h");
  static final Field<Boolean> WATCH_RESOURCES =
      Field.flag("watch_resources", false, "revoke the tokens of machines that are gone");
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

  /** Of HashiCorp's Enterprise server; there is no such policy here. */
  private static final Field<String> ROTATION_POLICY =
      Field.text("rotation_policy", "a policy of rotations by its name")
          .refused("rotation_schedule or rotation_period says when to rotate");

  // Stored only, never a parameter.
  private static final String VERSION = "version";
  private static final String OWN_KEY_ID = "own_key_id";
  private static final String OWN_KEY_EXPIRES = "own_key_expires";

  /** In the order of the help. */
  private static final List<Row> TABLE =
      List.of(
          row(Place.FIRST, TENANT_ID, AzureSettings::tenantId),
          row(Place.FIRST, ADDITIONAL_TENANTS, AzureSettings::additionalTenants),
          row(Place.FIRST, RESOURCE, it -> it.tokens().resource()),
          row(Place.FIRST, ADDITIONAL_AUDIENCES, it -> it.tokens().additionalAudiences()),
          row(Place.FIRST, ENVIRONMENT, AzureSettings::environment),
          row(Place.FIRST, CLOCK_SKEW_LEEWAY, it -> it.tokens().clockSkewLeeway()),
          row(Place.FIRST, ATTESTATION_ISSUERS, it -> it.tokens().attestationIssuers()),
          row(Place.FIRST, CLIENT_ID, it -> it.identity().clientId()),
          secret(CLIENT_SECRET, it -> it.identity().clientSecret()),
          row(Place.SECOND, MAX_RETRIES, it -> it.azure().retries().max()),
          delay(RETRY_DELAY, it -> it.azure().retries().delay()),
          delay(MAX_RETRY_DELAY, it -> it.azure().retries().maxDelay()),
          row(Place.FIRST, ROOT_PASSWORD_TTL, it -> it.rotation().passwordTtl()),
          row(Place.SECOND, RESOURCE_CACHE_TTL, it -> it.azure().resourceCacheTtl()),
          row(Place.SECOND, RESOURCE_STALE_TTL, it -> it.azure().resourceStaleTtl()),
          row(Place.SECOND, OUTAGE_GRACE, it -> it.azure().outageGrace()),
          row(Place.SECOND, WATCH_RESOURCES, it -> it.azure().watchResources()),
          row(Place.SECOND, LOGIN_TIMEOUT, it -> it.azure().loginTimeout()),
          row(Place.SECOND, AZURE_LOG_LEVEL, it -> it.azure().logLevel()),
          row(Place.SECOND, RESOLVE_GROUPS, AzureSettings::resolveGroups),
          secret(CLIENT_CERTIFICATE, it -> it.identity().clientCertificate()),
          row(Place.SECOND, IDENTITY_TOKEN_AUDIENCE, it -> it.identity().tokenAudience()),
          row(Place.SECOND, IDENTITY_TOKEN_TTL, it -> it.identity().tokenTtl()),
          row(Place.SECOND, AUTH_TYPE, it -> it.identity().authType()),
          row(Place.SECOND, ROTATION_SCHEDULE, it -> it.rotation().schedule()),
          row(Place.SECOND, ROTATION_WINDOW, it -> it.rotation().window()),
          row(Place.SECOND, ROTATION_PERIOD, it -> it.rotation().period()),
          row(Place.SECOND, DISABLE_AUTOMATED_ROTATION, it -> it.rotation().disabled()));

  /** In the order of a read and of the stored form. */
  private static final List<Row> IN_PLACE =
      TABLE.stream().sorted(Comparator.comparing(Row::place)).toList();

  static final List<Field<?>> ALL = TABLE.stream().<Field<?>>map(Row::field).toList();

  /** All that a write may send: also what is refused. */
  static final List<Field<?>> SENT =
      Stream.concat(ALL.stream(), Stream.of(ROTATION_POLICY)).toList();

  /** The parameters that no answer shows. */
  static final Set<Field<?>> SECRET =
      TABLE.stream()
          .filter(row -> row.place() == Place.SECRET)
          .map(Row::field)
          .collect(Collectors.toUnmodifiableSet());

  /** What {@link #shown} shows. */
  static final List<AnswerField> SHOWN =
      Stream.concat(
              IN_PLACE.stream()
                  .filter(row -> row.place() != Place.SECRET)
                  .map(ConfigFields::member),
              Stream.of(
                  AnswerField.time(
                      "root_password_expiration_date",
                      "when the password ends that a rotation made")))
          .toList();

  private ConfigFields() {}

  private static AnswerField member(Row row) {
    Field<?> field = row.field();
    return field.equals(RETRY_DELAY) || field.equals(MAX_RETRY_DELAY)
        ? AnswerField.number(field.name(), field.help() + "; in nanoseconds")
        : AnswerField.of(field);
  }

  static AzureSettings settings(Fields fields, Optional<OwnPassword> own, long version) {
    return new AzureSettings(
        fields.value(TENANT_ID),
        fields.value(ADDITIONAL_TENANTS),
        new AzureSettings.AcceptedTokens(
            fields.value(RESOURCE),
            fields.value(ADDITIONAL_AUDIENCES),
            fields.value(CLOCK_SKEW_LEEWAY),
            fields.value(ATTESTATION_ISSUERS)),
        fields.value(ENVIRONMENT),
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
            fields.value(LOGIN_TIMEOUT),
            fields.value(OUTAGE_GRACE),
            fields.value(WATCH_RESOURCES),
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
    Value.Builder stored = Value.Obj.builder();
    IN_PLACE.forEach(row -> stored.put(row.field().name(), row.stored().apply(settings)));
    stored.put(VERSION, settings.azure().version());
    settings
        .identity()
        .own()
        .ifPresent(
            own ->
                stored.put(OWN_KEY_ID, own.keyId()).put(OWN_KEY_EXPIRES, own.expires().toString()));
    return stored.build();
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
    Value.Builder shown = Value.Obj.builder();
    IN_PLACE.stream()
        .filter(row -> row.place() != Place.SECRET)
        .forEach(row -> shown.put(row.field().name(), row.shown().apply(settings)));
    settings
        .identity()
        .own()
        .ifPresent(own -> shown.put("root_password_expiration_date", own.expires().toString()));
    return shown.build();
  }

  private static <T> Row row(Place place, Field<T> field, Function<AzureSettings, T> setting) {
    Function<AzureSettings, Value> value = settings -> field.toValue(setting.apply(settings));
    return new Row(place, field, value, value);
  }

  private static Row secret(Field<String> field, Function<AzureSettings, SecretText> setting) {
    return row(Place.SECRET, field, settings -> setting.apply(settings).expose());
  }

  private static Row delay(Field<Duration> field, Function<AzureSettings, Duration> setting) {
    return new Row(
        Place.DELAY,
        field,
        settings -> field.toValue(setting.apply(settings)),
        settings -> Value.of(setting.apply(settings).toNanos()));
  }

  /** Where a read and the stored form have a parameter; a read leaves the secrets out. */
  private enum Place {
    FIRST,
    SECOND,
    SECRET,
    DELAY
  }

  private record Row(
      Place place,
      Field<?> field,
      Function<AzureSettings, Value> stored,
      Function<AzureSettings, Value> shown) {}
}

package io.azimuth.azure.config;

import io.azimuth.azure.grace.MachineProofs;
import io.azimuth.domain.azure.evidence.MountTenants;
import io.azimuth.domain.azure.grace.MachineProof;
import io.azimuth.domain.azure.id.TenantId;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.domain.text.AsciiCase;
import io.azimuth.domain.text.Quoted;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.cloud.Cloud;
import io.azimuth.spi.cloud.Clouds;
import io.azimuth.spi.route.Access;
import io.azimuth.spi.route.AnswerSchema;
import io.azimuth.spi.route.Call;
import io.azimuth.spi.route.CallInput;
import io.azimuth.spi.route.Field;
import io.azimuth.spi.route.Fields;
import io.azimuth.spi.route.Route;
import io.azimuth.spi.verify.TokenExpectation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The configuration of a mount. A write succeeds while Azure is unavailable. */
public final class AzureConfigRoutes {

  private static final String PATH = "config";
  private static final Pattern TENANT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.-]{0,252}");
  private static final Set<String> MANY_TENANTS = Set.of("common", "organizations", "consumers");
  private static final Pattern TENANT_ID =
      Pattern.compile("[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}");
  private static final Duration SHORTEST_WAIT = Duration.ofSeconds(1);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);
  private static final int MAX_AUDIENCE = 1_024;
  private static final Set<String> LOG_LEVELS = Set.of("", "none", "basic", "headers");

  private final ConfigStore store;
  private final ConfigVersions versions;
  private final Clouds clouds;
  private final ServerIdentityRules identities;
  private final ConfigChangeListener changes;
  private final MachineProofs proofs;

  public AzureConfigRoutes(
      ConfigStore store,
      ConfigVersions versions,
      Clouds clouds,
      ServerIdentityRules identities,
      ConfigChangeListener changes,
      MachineProofs proofs) {
    this.store = store;
    this.versions = versions;
    this.clouds = clouds;
    this.identities = identities;
    this.changes = changes;
    this.proofs = proofs;
  }

  public List<Route> routes() {
    return List.of(
        Route.on(Operation.READ, PATH)
            .access(Access.AUTHORIZED)
            .answers(AnswerSchema.data(ConfigFields.SHOWN))
            .handle(this::read),
        Route.on(Operation.WRITE, PATH)
            .access(Access.AUTHORIZED)
            .fields(ConfigFields.SENT)
            .existence(call -> store.stored(call.transaction()).isPresent())
            .answers(AnswerSchema.nothing())
            .handle(this::write),
        Route.on(Operation.DELETE, PATH)
            .access(Access.AUTHORIZED)
            .answers(AnswerSchema.nothing())
            .handle(this::delete));
  }

  private Answer read(Call call) {
    return store
        .stored(call.transaction())
        .map(ConfigFields::decode)
        .map(settings -> Answer.data(ConfigFields.shown(settings)))
        .orElseGet(Answer.NotFound::new);
  }

  // Parameters that are not sent keep their values; the result is checked as a whole.
  private Answer write(Call call) {
    Optional<Value.Obj> stored = store.stored(call.transaction());
    Map<String, Value> merged = new LinkedHashMap<>();
    stored.ifPresent(before -> merged.putAll(before.members()));
    for (Field<?> field : ConfigFields.ALL) {
      call.fields().sent(field).ifPresent(value -> merged.put(field.name(), value));
    }
    Fields fields = Fields.of(ConfigFields.ALL, new Value.Obj(merged), Map.of());
    Optional<OwnPassword> own =
        stored
            .filter(before -> isSameCredential(ConfigFields.decode(before), fields))
            .flatMap(ConfigFields::own);
    AzureSettings settings = checked(ConfigFields.settings(fields, own, versions.next()), call);
    if (!settings.azure().outageGrace().isZero()) {
      proofs.prepare(call.transaction());
    }
    store.put(call.transaction(), settings);
    List<String> warnings = new ArrayList<>(tenantWarning(call, settings));
    warnings.addAll(
        changes.written(
            call,
            new ConfigChangeListener.Change(
                stored.map(ConfigFields::decode),
                stored.map(store::inForce),
                settings,
                store.inForce(ConfigFields.stored(settings)),
                isCredentialSent(call))));
    return call.fields().done(warnings);
  }

  private static List<String> tenantWarning(CallInput call, AzureSettings settings) {
    String tenant = settings.tenantId();
    boolean isKnownForm =
        tenant.isEmpty() || tenant.contains(".") || TENANT_ID.matcher(tenant).matches();
    return isKnownForm || call.fields().sent(ConfigFields.TENANT_ID).isEmpty()
        ? List.of()
        : List.of(
            "tenant_id "
                + Quoted.of(tenant)
                + " is neither the id of a tenant (a GUID) nor a domain: tokens of no tenant will"
                + " be accepted");
  }

  // A credential that an operator wrote must not be removed by a rotation.
  private static boolean isSameCredential(AzureSettings before, Fields merged) {
    IdentitySettings identity = before.identity();
    return merged.value(ConfigFields.CLIENT_ID).equals(identity.clientId())
        && SecretText.of(merged.value(ConfigFields.CLIENT_SECRET)).equals(identity.clientSecret())
        && SecretText.of(merged.value(ConfigFields.CLIENT_CERTIFICATE))
            .equals(identity.clientCertificate());
  }

  private static boolean isCredentialSent(CallInput call) {
    return call.fields().sent(ConfigFields.CLIENT_SECRET).isPresent()
        || call.fields().sent(ConfigFields.CLIENT_CERTIFICATE).isPresent();
  }

  private AzureSettings checked(AzureSettings written, CallInput call) {
    identities.checkTokens(written.identity());
    changes.checkTimetable(written.rotation(), call.fields());
    identities.checkExclusion(written.identity());
    AzureSettings inForce = store.inForce(ConfigFields.stored(written));
    checkTokensOfWorkloads(inForce);
    if (!LOG_LEVELS.contains(written.azure().logLevel())) {
      throw RefusedException.invalid("azure_log_level must be \"none\", \"basic\" or \"headers\"");
    }
    if (written.azure().outageGrace().compareTo(MachineProof.MAX_GRACE) > 0) {
      throw RefusedException.invalid("outage_grace is at most 24 hours");
    }
    String cloud = cloud(inForce.environment());
    identities.checkChoice(inForce.identity(), call.mount().uuid());
    changes.checkCredential(written);
    return written.environment().isEmpty() ? written : written.in(cloud);
  }

  private static void checkTokensOfWorkloads(AzureSettings settings) {
    if (settings.tenantId().isEmpty()) {
      throw RefusedException.invalid("tenant_id is required");
    }
    if (!TENANT.matcher(settings.tenantId()).matches()) {
      throw RefusedException.invalid("tenant_id must be the id of a tenant or one of its domains");
    }
    if (MANY_TENANTS.contains(AsciiCase.fold(settings.tenantId()))) {
      throw RefusedException.invalid(
          "tenant_id must name one tenant: \"common\", \"organizations\" and \"consumers\" stand"
              + " for many");
    }
    checkAdditionalTenants(settings);
    if (settings.tokens().resource().isEmpty()) {
      throw RefusedException.invalid("resource is required");
    }
    if (Audience.of(settings).values().stream().anyMatch(text -> text.length() > MAX_AUDIENCE)) {
      throw RefusedException.invalid("an audience has at most 1024 characters");
    }
    if (settings.tokens().clockSkewLeeway().compareTo(TokenExpectation.MAX_LEEWAY) > 0) {
      throw RefusedException.invalid("clock_skew_leeway is at most 300 seconds");
    }
    AttestationIssuers.problem(settings.tokens().attestationIssuers())
        .ifPresent(
            problem -> {
              throw RefusedException.invalid("attestation_issuers: " + problem);
            });
    Duration wait = settings.azure().loginTimeout();
    if (wait.compareTo(LONGEST_WAIT) > 0 || (!wait.isZero() && wait.compareTo(SHORTEST_WAIT) < 0)) {
      throw RefusedException.invalid(
          "login_timeout is between 1 and 60 seconds, or 0: then no login waits in line");
    }
  }

  // Which tenant is the mount's own must be certain, since aliases and roles depend on it.
  private static void checkAdditionalTenants(AzureSettings settings) {
    List<String> additional = settings.additionalTenants();
    if (additional.isEmpty()) {
      return;
    }
    Optional<TenantId> own = TenantId.parse(settings.tenantId());
    if (own.isEmpty()) {
      throw RefusedException.invalid(
          "additional_tenants needs the id of a tenant (a GUID) in tenant_id, not a domain");
    }
    if (additional.size() > MountTenants.MOST_ADDITIONAL) {
      throw RefusedException.invalid(
          "additional_tenants has at most " + MountTenants.MOST_ADDITIONAL + " ids");
    }
    Set<TenantId> seen = new HashSet<>(Set.of(own.get()));
    for (String id : additional) {
      TenantId tenant =
          TenantId.parse(id)
              .orElseThrow(
                  () ->
                      RefusedException.invalid(
                          "additional_tenants: "
                              + Quoted.of(id)
                              + " is not the id of a tenant (a GUID)"));
      if (!seen.add(tenant)) {
        throw RefusedException.invalid(
            "additional_tenants: " + Quoted.of(id) + " is named twice, or is the tenant_id");
      }
    }
  }

  private String cloud(String environment) {
    return clouds
        .named(environment)
        .map(Cloud::name)
        .orElseThrow(
            () ->
                RefusedException.invalid(
                    "no cloud configuration matching the name \"" + environment + "\""));
  }

  private Answer delete(Call call) {
    changes.deleted(call, store.stored(call.transaction()).map(store::inForce));
    store.delete(call.transaction());
    return new Answer.Empty();
  }
}

package io.azimuth.azure.status;

import io.azimuth.azure.config.Audience;
import io.azimuth.azure.config.AzureSettings;
import io.azimuth.azure.config.CredentialKind;
import io.azimuth.azure.config.RotationSettings;
import io.azimuth.azure.directory.AzureFailureText;
import io.azimuth.azure.rotation.RotationHistory;
import io.azimuth.azure.rotation.schedule.Timetables;
import io.azimuth.domain.rotation.RotatedKind;
import io.azimuth.domain.rotation.Rotation;
import io.azimuth.domain.text.AsciiCase;
import io.azimuth.spi.federation.FederatedSubject;
import io.azimuth.spi.remote.FetchHistory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Advice on a mount's configuration, in sentences that name an action for the operator. */
final class Advice {

  private static final Duration SOON = Duration.ofDays(30);
  private static final Duration LONG_PENDING = Duration.ofMinutes(15);

  private final Timetables timetables;

  Advice(Timetables timetables) {
    this.timetables = timetables;
  }

  List<ConfigAdvice> on(Subject subject) {
    List<ConfigAdvice> advice = new ArrayList<>();
    audience(subject.settings(), advice);
    credential(subject, advice);
    calls(subject.settings(), subject.resourceManager(), subject.graph(), advice);
    subject
        .federation()
        .ifPresent(it -> it.concerns().forEach(one -> advice.add(ConfigAdvice.of(one))));
    rotation(subject, advice);
    rotations(subject, advice);
    retries(subject.settings(), advice);
    return advice;
  }

  private static void audience(AzureSettings settings, List<ConfigAdvice> advice) {
    if (!Audience.of(settings).firstParty()) {
      return;
    }
    advice.add(
        ConfigAdvice.of(
            ConfigAdviceCode.AUDIENCE_OF_MICROSOFT,
            AsciiCase.fold(settings.tokens().resource()).startsWith("https://management.")
                ? "the audience is Resource Manager's own, so every login token is a key to it: where"
                    + " workloads need no resource bindings, register an application of your own and"
                    + " set resource to its URI"
                : "the audience is a service of Microsoft, so every login token is a key to it: register"
                    + " an application of your own and set resource to its URI"));
  }

  private static void credential(Subject subject, List<ConfigAdvice> advice) {
    subject
        .ends()
        .filter(end -> !end.isAfter(subject.now().plus(SOON)))
        .ifPresent(
            end ->
                advice.add(
                    ConfigAdvice.of(
                        end.isAfter(subject.now())
                            ? "the credential ends at "
                                + end
                                + ": replace it"
                                + (isRotatable(subject) ? ", or rotate it" : "")
                            : "the credential ended at " + end + ": write a new one")));
    subject
        .problem()
        .ifPresent(it -> advice.add(ConfigAdvice.of("the server cannot sign in to Azure: " + it)));
  }

  /** Advice on an additional tenant. */
  static List<ConfigAdvice> inTenant(
      AzureSettings tenant,
      Optional<CredentialKind> credential,
      FetchHistory resourceManager,
      FetchHistory graph) {
    List<ConfigAdvice> advice = new ArrayList<>();
    calls(tenant, resourceManager, graph, advice);
    if (credential.filter(CredentialKind.MANAGED_IDENTITY::equals).isPresent()) {
      advice.add(
          ConfigAdvice.of(
              ConfigAdviceCode.TENANT_NOT_READABLE,
              "a managed identity signs in to its own tenant only, so of this one no group, and no"
                  + " resource that is not delegated, can be read: use a client secret, a certificate or federation of an application"
                  + " of many tenants"));
    }
    return advice.stream()
        .map(
            it -> new ConfigAdvice(it.code(), "tenant " + tenant.tenantId() + ": " + it.sentence()))
        .toList();
  }

  private static void calls(
      AzureSettings settings,
      FetchHistory toResourceManager,
      FetchHistory toGraph,
      List<ConfigAdvice> advice) {
    Optional<String> resourceManager = failure(toResourceManager);
    Optional<String> graph = failure(toGraph);
    resourceManager.ifPresent(
        it -> advice.add(ConfigAdvice.of("the last call to Resource Manager failed: " + it)));
    graph.ifPresent(
        it -> advice.add(ConfigAdvice.of("the last call to Microsoft Graph failed: " + it)));
    Stream.of(resourceManager, graph)
        .flatMap(Optional::stream)
        .flatMap(it -> SignInAdvice.on(it).stream())
        .distinct()
        .map(ConfigAdvice::of)
        .forEach(advice::add);
    resourceManager
        .filter(it -> it.contains(AzureFailureText.THROTTLED))
        .ifPresent(it -> advice.add(ConfigAdvice.of(fewerReads(settings))));
  }

  private static String fewerReads(AzureSettings settings) {
    return AzureFailureText.THROTTLED
        + ": raise resource_cache_ttl ("
        + settings.azure().resourceCacheTtl().toSeconds()
        + " s now), set resource_proof=claims where the token alone is enough, or find what else uses"
        + " up the limit of the subscription";
  }

  /** Advice on instances of the attestation service whose keys could not be fetched last time. */
  static Stream<String> onAttestationKeys(Map<String, FetchHistory> instances) {
    return instances.entrySet().stream()
        .flatMap(
            instance ->
                failure(instance.getValue()).stream()
                    .map(
                        why ->
                            "the last fetch of the keys of "
                                + instance.getKey()
                                + ", of attestation_issuers, failed: "
                                + why));
  }

  private static Optional<String> failure(FetchHistory calls) {
    return calls.isWell().orElse(true)
        ? Optional.empty()
        : calls.lastFailure().map(FetchHistory.Failure::reason);
  }

  private static boolean isRotatable(Subject subject) {
    return subject.settings().hasRotatableCredential();
  }

  private void rotation(Subject subject, List<ConfigAdvice> advice) {
    RotationSettings rotation = subject.settings().rotation();
    if (!isRotatable(subject)) {
      return;
    }
    if (!rotation.isAutomated()) {
      advice.add(
          ConfigAdvice.of(
              ConfigAdviceCode.CREDENTIAL_NOT_ROTATED,
              "the client "
                  + (subject.settings().identity().rotatedKind() == RotatedKind.CERTIFICATE
                      ? "certificate"
                      : "secret")
                  + " is not rotated by itself: set rotation_period or rotation_schedule"));
    } else if (rotation.disabled()) {
      advice.add(
          ConfigAdvice.of(
              ConfigAdviceCode.CREDENTIAL_NOT_ROTATED,
              "automated rotation is switched off: set disable_automated_rotation=false"));
    } else if (!rotation.schedule().isEmpty()) {
      timetables
          .times(rotation.schedule())
          .problems()
          .forEach(
              it ->
                  advice.add(
                      ConfigAdvice.of("rotation_schedule cannot be read and never fires: " + it)));
      int perDay = perDay(rotation.schedule(), subject.now());
      if (perDay > 1) {
        advice.add(
            ConfigAdvice.of(
                ConfigAdviceCode.ROTATION_OFTEN,
                "rotation_schedule fires "
                    + perDay
                    + " times on a day on which it fires: was that"
                    + " meant?"));
      }
    }
    if (rotation.isAutomated() && isTooShort(rotation)) {
      advice.add(
          ConfigAdvice.of(
              "root_password_ttl is not longer than rotation_period: secrets end before they"
                  + " are replaced"));
    }
  }

  private int perDay(String schedule, Instant now) {
    return timetables.times(schedule).value().map(times -> times.perDay(now)).orElse(0);
  }

  private static boolean isTooShort(RotationSettings rotation) {
    return !rotation.period().isZero()
        && !rotation.passwordTtl().isZero()
        && rotation.passwordTtl().compareTo(rotation.period()) <= 0;
  }

  private static void rotations(Subject subject, List<ConfigAdvice> advice) {
    RotationHistory history = subject.history();
    subject
        .pending()
        .filter(it -> it.since().plus(LONG_PENDING).isBefore(subject.now()))
        .ifPresent(it -> advice.add(ConfigAdvice.of("a rotation is pending since " + it.since())));
    history
        .lastFailure()
        .filter(it -> history.last().filter(last -> last.isAfter(it.at())).isEmpty())
        .ifPresent(it -> advice.add(ConfigAdvice.of("the last rotation failed: " + it.reason())));
    if (!history.leftovers().isEmpty()) {
      advice.add(
          ConfigAdvice.of(
              "credentials are left in Azure: leftover_credentials says why; its commands remove those that"
                  + " nobody signs in with"));
    }
  }

  private static void retries(AzureSettings settings, List<ConfigAdvice> advice) {
    if (settings.azure().retries().max() <= 0) {
      advice.add(
          ConfigAdvice.of(
              ConfigAdviceCode.NO_RETRIES,
              "max_retries is "
                  + settings.azure().retries().max()
                  + ": a call that Azure drops is not"
                  + " repeated within a login"));
    }
  }

  /**
   * The state of a mount that advice is computed from.
   *
   * @param settings the settings in force
   * @param ends when the credential expires, if that is known
   * @param problem why the server cannot sign in; empty when it can
   * @param resourceManager the last calls to Resource Manager
   * @param graph the last calls to Microsoft Graph
   * @param federation issuer and subject of its identity tokens, where it signs in with them
   * @param pending the running rotation
   */
  record Subject(
      AzureSettings settings,
      Optional<Instant> ends,
      Optional<String> problem,
      FetchHistory resourceManager,
      FetchHistory graph,
      Optional<FederatedSubject> federation,
      Optional<Rotation> pending,
      RotationHistory history,
      Instant now) {}
}

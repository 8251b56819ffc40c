package io.azimuth.azure.renewal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.application.mount.PluginMountStore;
import io.azimuth.application.port.store.MountTransactions;
import io.azimuth.azure.AzureAuthMethod;
import io.azimuth.azure.config.AzureEnvironmentVariables;
import io.azimuth.azure.config.AzureSettings;
import io.azimuth.azure.config.ConfigStore;
import io.azimuth.azure.config.Configured;
import io.azimuth.azure.config.DirectoryAccessFactory;
import io.azimuth.azure.config.EffectiveSettings;
import io.azimuth.azure.config.ServerCredentials;
import io.azimuth.azure.directory.QueryCache;
import io.azimuth.azure.grace.MachineProofs;
import io.azimuth.azure.grace.ProofRemoval;
import io.azimuth.azure.line.LineMetrics;
import io.azimuth.azure.line.LoginLines;
import io.azimuth.azure.login.facts.RenewalLookup;
import io.azimuth.azure.login.facts.ResourceReads;
import io.azimuth.azure.metrics.LookupMetrics;
import io.azimuth.azure.port.DirectoryAccess;
import io.azimuth.azure.port.ResourceDirectory;
import io.azimuth.azure.role.RoleExpressions;
import io.azimuth.azure.role.RoleStore;
import io.azimuth.azure.spi.DirectoryAnswer;
import io.azimuth.domain.azure.evidence.ResourceFacts;
import io.azimuth.domain.azure.id.PrincipalId;
import io.azimuth.domain.azure.id.ResourceId;
import io.azimuth.domain.azure.role.AzureRole;
import io.azimuth.domain.azure.role.AzureRoleBuilder;
import io.azimuth.domain.azure.role.BoundField;
import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.domain.mount.Mount;
import io.azimuth.domain.mount.MountPath;
import io.azimuth.domain.mount.MountSettings;
import io.azimuth.domain.token.Accessor;
import io.azimuth.domain.token.RevocationStamp;
import io.azimuth.domain.token.Token;
import io.azimuth.domain.token.TokenLifetime;
import io.azimuth.domain.token.TokenOrigin;
import io.azimuth.domain.token.TokenRights;
import io.azimuth.domain.token.TokenType;
import io.azimuth.domain.token.role.RoleName;
import io.azimuth.spi.RenewalTerms;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.metrics.NoMetrics;
import io.azimuth.spi.remote.Awaited;
import io.azimuth.spi.remote.Deadline;
import io.azimuth.testkit.Values;
import io.azimuth.testkit.fake.FakeCloud;
import io.azimuth.testkit.fake.FakeExpressions;
import io.azimuth.testkit.fake.MutableClock;
import io.azimuth.testkit.fake.SequentialSecrets;
import io.azimuth.testkit.store.FakeStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AzureRenewalTest {

  private static final String OID = "55555555-5555-5555-5555-555555555555";
  private static final String MACHINE =
      "/subscriptions/22222222-2222-2222-2222-222222222222/resourceGroups/rg-web/providers/"
          + "Microsoft.Compute/virtualMachines/web-1";
  private static final Map<String, String> PROVED =
      Map.of("role", "web", "oid", OID, "resource", MACHINE, "resource_basis", "RESOURCE_CLAIM");
  private static final RenewalTerms TERMS =
      new RenewalTerms(Duration.ofHours(1), Duration.ofHours(2), Duration.ZERO);
  private static final AzureSettings SETTINGS =
      Configured.with(Values.of(Map.of("tenant_id", FakeCloud.TENANT)));
  private static final Mount MOUNT =
      new Mount(new MountPath("auth/azure/"), "azure", "uuid", "acc", "", MountSettings.DEFAULT, 0);

  private final FakeStore store = new FakeStore();
  private final RoleStore roles = new RoleStore(new RoleExpressions(new FakeExpressions()));
  private final MutableClock clock = new MutableClock(Instant.parse("2026-11-25T12:00:00Z"));
  private final FakeCloud cloud = new FakeCloud();
  private final ConfigStore configs =
      new ConfigStore(new EffectiveSettings(AzureEnvironmentVariables.NONE));
  private final Deque<Runnable> alarms = new ArrayDeque<>();
  private final AzureRenewal renewal =
      new AzureRenewal(
          roles,
          configs,
          lookup(),
          new ProofRemoval(
              PluginMountStore.ofAuthMethod(store, AzureAuthMethod.TYPE),
              new MachineProofs(new SequentialSecrets()),
              clock));
  private final AtomicInteger reads = new AtomicInteger();
  private DirectoryAnswer answer = new DirectoryAnswer.Absent();
  private AzureSettings settings = SETTINGS;

  private RenewalLookup lookup() {
    cloud.offer(
        ResourceDirectory.class,
        (access, id, limit) -> {
          reads.incrementAndGet();
          return answer;
        });
    QueryCache<DirectoryAnswer> cache =
        new QueryCache<>(
            10,
            Runnable::run,
            clock,
            LookupMetrics.registered(new NoMetrics(), LookupMetrics.Kind.RESOURCE, clock));
    return new RenewalLookup(
        new ResourceReads(
            cloud,
            new ResourceReads.Answers(cache, cache),
            new LoginLines(
                clock, (pause, wake) -> alarms.add(wake), LineMetrics.registered(new NoMetrics())),
            new DirectoryAccessFactory(
                new ServerCredentials(AzureEnvironmentVariables.NONE),
                DirectoryAccess.CallLog.NONE),
            clock));
  }

  @BeforeEach
  void role() {
    AzureRoleBuilder role = AzureRole.builder(new RoleName("web"));
    role.bindings().bind(BoundField.SERVICE_PRINCIPALS, List.of(OID));
    role.tokenSettings().ttl(Duration.ofHours(1)).maxTtl(Duration.ofHours(2));
    store.change(work -> roles.put(MountTransactions.of(work, "uuid"), role.build()));
  }

  @Test
  void lifetimesAreThoseOfTheRoleAsItIsNow() {
    assertThat(renew(Map.of("role", "web", "oid", OID))).isEqualTo(TERMS);
  }

  @Test
  void aBindingThatTheRoleChangedIsComparedWithWhatTheLoginProved() {
    change(role -> role.bindings().bind(BoundField.RESOURCE_GROUPS, List.of("rg-web")));

    assertThat(renew(PROVED)).isEqualTo(TERMS);

    change(role -> role.bindings().bind(BoundField.RESOURCE_GROUPS, List.of("rg-other")));
    assertRefused(
        PROVED,
        "permission denied: the role does not admit this resource group: \"rg-web\""
            + " [resource_group_not_bound]");
    assertThat(reads).hasValue(0);
  }

  @Test
  void aTokenOfAnEarlierVersionProvesNoResource() {
    change(role -> role.bindings().bind(BoundField.RESOURCE_GROUPS, List.of("rg-web")));

    assertRefused(
        Map.of("role", "web", "oid", OID),
        "permission denied: the resource is not proved [resource_unproved]");
  }

  @Test
  void aRoleMayAskAzureWhetherTheMachineIsStillThere() {
    change(
        role ->
            role.bindings()
                .bind(BoundField.RESOURCE_GROUPS, List.of("rg-web"))
                .renewResourceProof(true));
    answer = found(Optional.of(new PrincipalId(OID)));
    assertThat(renew(PROVED)).isEqualTo(TERMS);

    answer = new DirectoryAnswer.Absent();
    clock.advance(Duration.ofSeconds(61));
    assertRefused(
        PROVED,
        "permission denied: the resource was not found: \"" + MACHINE + "\" [resource_not_found]");

    answer = found(Optional.empty());
    clock.advance(Duration.ofSeconds(61));
    assertRefused(
        PROVED,
        "permission denied: the principal is not an identity of the resource: \""
            + OID
            + "\" [identity_not_on_resource]");
  }

  @Test
  void whileAzureDoesNotAnswerARenewalIsToBeTriedAgain() {
    change(
        role ->
            role.bindings()
                .bind(BoundField.RESOURCE_GROUPS, List.of("rg-web"))
                .renewResourceProof(true));
    answer = new DirectoryAnswer.Throttled(Duration.ofSeconds(1));

    assertThatThrownBy(() -> begun(Duration.ofSeconds(2)).join())
        .isInstanceOfSatisfying(
            RefusedException.class,
            e -> {
              assertThat(e.refusal().category()).isEqualTo(ErrorCategory.UPSTREAM_UNAVAILABLE);
              assertThat(e.refusal().errors())
                  .containsExactly("Azure throttles this server; try again later");
              assertThat(e.refusal().retryAfter()).contains(Duration.ofSeconds(1));
            });
  }

  @Test
  void eachCauseHasItsSentenceAndNoWordOfAzure() {
    change(
        role ->
            role.bindings()
                .bind(BoundField.RESOURCE_GROUPS, List.of("rg-web"))
                .renewResourceProof(true));

    answer = DirectoryAnswer.Down.signIn("signing in failed: invalid_client AADSTS7000215");
    assertUnavailable("this server cannot sign in to Azure; the server's log says why");
    clock.advance(Duration.ofSeconds(61));
    answer = new DirectoryAnswer.Down("Resource Manager answered 500, code None");
    assertUnavailable("Azure Resource Manager is unavailable or did not answer in time");
  }

  private void assertUnavailable(String sentence) {
    assertThatThrownBy(() -> renew(PROVED))
        .isInstanceOfSatisfying(
            RefusedException.class,
            e -> {
              assertThat(e.refusal().category()).isEqualTo(ErrorCategory.UPSTREAM_UNAVAILABLE);
              assertThat(e.refusal().errors()).containsExactly(sentence);
            });
  }

  @Test
  void whatAnOlderAnswerRefusesIsAskedAgain() {
    change(
        role ->
            role.bindings()
                .bind(BoundField.RESOURCE_GROUPS, List.of("rg-web"))
                .renewResourceProof(true));
    assertRefused(
        PROVED,
        "permission denied: the resource was not found: \"" + MACHINE + "\" [resource_not_found]");
    answer = found(Optional.of(new PrincipalId(OID)));

    assertThat(renew(PROVED)).isEqualTo(TERMS);
    assertThat(reads).hasValue(2);
  }

  @Test
  void theAnswerIsAtMostTenSecondsOldHoweverLongLoginsKeepTheirs() {
    settings =
        Configured.with(
            Values.of(Map.of("tenant_id", FakeCloud.TENANT, "resource_cache_ttl", "1h")));
    change(
        role ->
            role.bindings()
                .bind(BoundField.RESOURCE_GROUPS, List.of("rg-web"))
                .renewResourceProof(true));
    answer = found(Optional.of(new PrincipalId(OID)));
    assertThat(renew(PROVED)).isEqualTo(TERMS);
    assertThat(renew(PROVED)).isEqualTo(TERMS);
    assertThat(reads).hasValue(1);

    clock.advance(Duration.ofSeconds(11));
    answer = new DirectoryAnswer.Absent();
    assertRefused(
        PROVED,
        "permission denied: the resource was not found: \"" + MACHINE + "\" [resource_not_found]");
  }

  @Test
  void aRenewalThatAzureThrottlesWaitsInLineAndIsGrantedAtItsTurn() {
    bindTheGroupAgain();
    answer = new DirectoryAnswer.Throttled(Duration.ofSeconds(4));

    Awaited<RenewalTerms> waiting = begun(Duration.ofSeconds(30));

    assertThat(waiting).isInstanceOf(Awaited.Pending.class);
    assertThat(reads).hasValue(1);
    answer = found(Optional.of(new PrincipalId(OID)));
    clock.advance(Duration.ofSeconds(4));
    alarms.remove().run();
    assertThat(waiting.join()).isEqualTo(TERMS);
    assertThat(reads).hasValue(2);
  }

  @Test
  void whatARenewalWaitsForInLineMayRefuseIt() {
    bindTheGroupAgain();
    answer = new DirectoryAnswer.Throttled(Duration.ofSeconds(4));
    Awaited<RenewalTerms> waiting = begun(Duration.ofSeconds(30));
    answer = new DirectoryAnswer.Absent();

    clock.advance(Duration.ofSeconds(4));
    alarms.remove().run();

    assertThatThrownBy(waiting::join)
        .isInstanceOfSatisfying(
            RefusedException.class,
            e -> assertThat(e.refusal().errors().get(0)).endsWith("[resource_not_found]"));
  }

  @Test
  void aRenewalThatCannotWaitThatLongIsToldWhen() {
    bindTheGroupAgain();
    answer = new DirectoryAnswer.Throttled(Duration.ofSeconds(40));

    assertThatThrownBy(() -> begun(Duration.ofSeconds(10)).join())
        .isInstanceOfSatisfying(
            RefusedException.class,
            e -> assertThat(e.refusal().retryAfter()).contains(Duration.ofSeconds(40)));
    assertThat(alarms).isEmpty();
  }

  private void bindTheGroupAgain() {
    change(
        role ->
            role.bindings()
                .bind(BoundField.RESOURCE_GROUPS, List.of("rg-web"))
                .renewResourceProof(true));
  }

  private void change(Consumer<AzureRoleBuilder> change) {
    AzureRoleBuilder role = AzureRole.builder(new RoleName("web"));
    role.bindings().bind(BoundField.SERVICE_PRINCIPALS, List.of(OID));
    role.tokenSettings().ttl(Duration.ofHours(1)).maxTtl(Duration.ofHours(2));
    change.accept(role);
    store.change(
        work -> {
          roles.put(MountTransactions.of(work, "uuid"), role.build());
          configs.put(MountTransactions.of(work, "uuid"), settings);
        });
  }

  private static DirectoryAnswer found(Optional<PrincipalId> principal) {
    return new DirectoryAnswer.Found(
        new ResourceFacts(
            ResourceId.parse(MACHINE).orElseThrow(),
            Optional.empty(),
            principal,
            Set.of(),
            Optional.empty()));
  }

  private RenewalTerms renew(Map<String, String> internal) {
    return begun(internal, Duration.ofSeconds(10)).join();
  }

  private Awaited<RenewalTerms> begun(Duration patience) {
    return begun(PROVED, patience);
  }

  private Awaited<RenewalTerms> begun(Map<String, String> internal, Duration patience) {
    return renewal.terms(
        MOUNT, MountTransactions.of(store.begin(), "uuid"), token(internal), Deadline.of(patience));
  }

  @Test
  void aTokenThatDoesNotSayWhoseItIsIsNotRenewed() {
    assertRefused(Map.of("role", "web"), "lease is not renewable");
    assertRefused(Map.of("role", "web", "oid", "odd"), "lease is not renewable");
    assertRefused(Map.of("oid", OID), "role  does not exist during renewal");
  }

  private void assertRefused(Map<String, String> internal, String error) {
    assertThatThrownBy(() -> renew(internal))
        .isInstanceOfSatisfying(
            RefusedException.class, e -> assertThat(e.refusal().errors()).containsExactly(error));
  }

  private static Token token(Map<String, String> internal) {
    return new Token(
        TokenType.SERVICE,
        Optional.of(new Accessor("a")),
        new TokenOrigin(
            new RevocationStamp("acc", 0), "p", "d", Map.of(), Optional.empty(), internal),
        new TokenRights(List.of(), Optional.empty(), List.of(), 0),
        TokenLifetime.of(Instant.EPOCH, Duration.ofHours(1), true),
        List.of());
  }
}

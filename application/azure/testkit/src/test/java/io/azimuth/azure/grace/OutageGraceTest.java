package io.azimuth.azure.grace;

import static io.azimuth.testkit.TestServer.data;
import static io.azimuth.testkit.TestServer.done;
import static io.azimuth.testkit.TestServer.envelope;
import static io.azimuth.testkit.TestServer.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.application.api.ApiResponse;
import io.azimuth.application.mount.PluginMountStore;
import io.azimuth.azure.AzureAuthMethod;
import io.azimuth.azure.port.ResourceDirectory;
import io.azimuth.azure.spi.DirectoryAnswer;
import io.azimuth.domain.azure.evidence.ResourceFacts;
import io.azimuth.domain.azure.id.Location;
import io.azimuth.domain.azure.id.PrincipalId;
import io.azimuth.domain.azure.id.ResourceId;
import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Auth;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.storage.MountStorage;
import io.azimuth.spi.storage.MountStore;
import io.azimuth.testkit.TestServer;
import io.azimuth.testkit.Values;
import io.azimuth.testkit.fake.FakeCloud;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OutageGraceTest {

  private static final String OID = "55555555-5555-5555-5555-555555555555";
  private static final String JWT = "eyJ0.eyJ1.c2ln";
  private static final String MACHINE =
      "/subscriptions/22222222-2222-2222-2222-222222222222/resourceGroups/rg-web/providers/"
          + "Microsoft.Compute/virtualMachines/web-1";
  private static final String OTHER_JWT = "eyJ0.eyJ2.c2ln";
  private static final DirectoryAnswer DOWN = new DirectoryAnswer.Down("down");

  private final TestServer server = new TestServer();
  private final String root = server.initialize();
  private final AtomicInteger reads = new AtomicInteger();
  private DirectoryAnswer azure = found("westeurope", Optional.of(OID));

  @BeforeEach
  void configure() {
    server
        .cloud()
        .offer(
            ResourceDirectory.class,
            (access, id, limit) -> {
              reads.incrementAndGet();
              return azure;
            });
    done(server.write(root, "sys/auth/azure", Map.of("type", "azure")));
    config(Map.of("outage_grace", "1h"));
    role(Map.of("bound_locations", "westeurope"));
    accept();
  }

  private void config(Map<String, Object> more) {
    Map<String, Object> all = new HashMap<>(more);
    all.put("tenant_id", FakeCloud.TENANT);
    all.put("resource", "https://vault.example");
    all.put("login_timeout", 0); // nobody waits in line while Azure throttles
    done(server.write(root, "auth/azure/config", all));
  }

  private void role(Map<String, Object> more) {
    Map<String, Object> all = new HashMap<>(more);
    all.put("bound_service_principal_ids", OID);
    all.put("bound_resource_groups", "rg-web");
    all.put("token_ttl", "1h");
    assertThat(server.write(root, "auth/azure/role/web", all))
        .isNotInstanceOf(Answer.Refused.class);
  }

  // A token of Azure is fetched anew at every start of a machine.
  private void accept() {
    accept(JWT, MACHINE);
    accept(OTHER_JWT, MACHINE.replace("web-1", "web-2"));
  }

  private void accept(String jwt, String machine) {
    server
        .verifier()
        .accept(
            jwt,
            server.clock().instant(),
            Map.of("tid", FakeCloud.TENANT, "oid", OID, "idtyp", "app", "xms_az_rid", machine));
  }

  private static DirectoryAnswer found(String location, Optional<String> principal) {
    return new DirectoryAnswer.Found(
        new ResourceFacts(
            ResourceId.parse(MACHINE).orElseThrow(),
            Location.parse(location),
            principal.map(PrincipalId::new),
            Set.of(),
            Optional.empty()));
  }

  private Answer login() {
    return server.write("", "auth/azure/login", Map.of("role", "web", "jwt", JWT));
  }

  private CompletableFuture<Answer> loginLater(String jwt) {
    Value.Obj body = Values.of(Map.of("role", "web", "jwt", jwt));
    return server
        .send(server.request(Operation.WRITE, "", "auth/azure/login", maxBytes -> body))
        .thenApply(ApiResponse::answer)
        .toCompletableFuture();
  }

  private Auth granted() {
    return envelope(login()).auth().orElseThrow();
  }

  private void pass(Duration time) {
    server.clock().advance(time);
    accept();
  }

  /** Azure gives that answer for a little more than a minute, and logins ask in this time. */
  private void azureAnswersForAMinute(DirectoryAnswer answer) {
    azure = answer;
    pass(Duration.ofSeconds(61));
    login();
    pass(Duration.ofSeconds(61));
  }

  private void assertNoGrace() {
    assertThat(refusal(login()).category()).isEqualTo(ErrorCategory.UPSTREAM_UNAVAILABLE);
    assertThat(refusal(login()).retryAfter()).isPresent();
  }

  @Test
  void aMinuteAfterAzureWentAwayAKnownMachineLogsInByTheFactsOfThen() {
    assertThat(granted().metadata()).doesNotContainKey("azure_facts");
    azure = DOWN;
    pass(Duration.ofSeconds(61));

    assertThat(refusal(login()).category()).isEqualTo(ErrorCategory.UPSTREAM_UNAVAILABLE);
    pass(Duration.ofSeconds(59));
    assertThat(refusal(login()).category()).isEqualTo(ErrorCategory.UPSTREAM_UNAVAILABLE);
    pass(Duration.ofSeconds(1));

    assertThat(granted().metadata()).containsEntry("azure_facts", "grace");
    assertThat(
            server
                .metrics()
                .number(
                    "azimuth_azure_lookups_total", Map.of("kind", "resource", "source", "grace")))
        .isEqualTo(1);
  }

  @Test
  void theAuditRecordSaysSoAndSinceWhenTheFactsAre() {
    server.enableAudit(root);
    granted();
    azureAnswersForAMinute(DOWN);

    granted();

    List<Value.Obj> answers = server.audit().records("response");
    Value.Obj notes = (Value.Obj) answers.get(answers.size() - 1).get("azimuth").orElseThrow();
    assertThat(notes.get("facts")).contains(Value.of("grace"));
    assertThat(notes.get("facts_at")).contains(Value.of(TestServer.START.toString()));
  }

  @Test
  void theFirstAnswerOfAzureEndsIt() {
    granted();
    azureAnswersForAMinute(DOWN);
    granted();
    DirectoryAnswer again = found("westeurope", Optional.of(OID));
    azure = again;
    pass(Duration.ofSeconds(2));
    assertThat(granted().metadata()).doesNotContainKey("azure_facts");

    azure = DOWN;
    pass(Duration.ofSeconds(61));

    assertNoGrace();
  }

  @Test
  void aProofThatIsAsOldAsTheGraceServesNoMore() {
    granted();
    azureAnswersForAMinute(DOWN);
    for (int i = 0; i < 14; i++) { // so that Azure is not forgotten to be away
      pass(Duration.ofMinutes(4));
      login();
    }
    pass(Duration.ofSeconds(118)); // 3,600 s, all in all

    assertNoGrace();
  }

  @Test
  void aLoginByGraceIsNoNewProof() {
    granted();
    azureAnswersForAMinute(DOWN);
    granted();
    for (int i = 0; i < 15; i++) {
      pass(Duration.ofMinutes(4));
      login();
    }

    assertNoGrace();
  }

  @Test
  void aMachineThatNeverLoggedInGetsNothing() {
    azureAnswersForAMinute(DOWN);

    assertNoGrace();
  }

  @Test
  @Tag("slow") // a login waits for Azure by the real clock
  void whileAzureHangsAKnownMachineIsAnsweredBeforeAnUnknownOneThatCameEarlier() {
    granted();
    azureAnswersForAMinute(DOWN);
    assertThat(granted().metadata()).containsEntry("azure_facts", "grace");
    server.fetchOn(neverAnswered -> {});
    pass(Duration.ofSeconds(2));
    CompletableFuture<Answer> unknown = loginLater(OTHER_JWT);

    CompletableFuture<Boolean> overtaken =
        loginLater(JWT)
            .thenApply(
                known -> {
                  assertThat(envelope(known).auth().orElseThrow().metadata())
                      .containsEntry("azure_facts", "grace");
                  return !unknown.isDone();
                });

    assertThat(overtaken.join()).isTrue();
  }

  @Test
  void withoutTheSettingNothingIsKeptAndNothingServes() {
    config(Map.of("outage_grace", 0));
    granted();
    config(Map.of("outage_grace", "1h"));
    azureAnswersForAMinute(DOWN);

    assertNoGrace();
  }

  static List<DirectoryAnswer> noesOfAzure() {
    return List.of(
        new DirectoryAnswer.Absent(),
        new DirectoryAnswer.Forbidden(),
        found("westeurope", Optional.empty()),
        found("northeurope", Optional.of(OID)));
  }

  @ParameterizedTest
  @MethodSource("noesOfAzure")
  void aMachineThatAzureSaidNoToBeforeTheOutageGetsNothing(DirectoryAnswer no) {
    granted();
    azure = no;
    pass(Duration.ofSeconds(61));
    assertThat(refusal(login()).category()).isEqualTo(ErrorCategory.PERMISSION_DENIED);

    azureAnswersForAMinute(DOWN);

    assertNoGrace();
  }

  @ParameterizedTest
  @MethodSource("noesOfAzure")
  void aNoDuringTheOutageEndsTheGraceOfThatMachine(DirectoryAnswer no) {
    granted();
    azureAnswersForAMinute(DOWN);
    granted();
    azure = no;
    pass(Duration.ofSeconds(2));
    assertThat(refusal(login()).category()).isEqualTo(ErrorCategory.PERMISSION_DENIED);

    azureAnswersForAMinute(DOWN);

    assertNoGrace();
  }

  @ParameterizedTest
  @MethodSource("noesOfAzure")
  void aNoCountsAlsoWhileTheGraceIsSwitchedOff(DirectoryAnswer no) {
    granted();
    config(Map.of("outage_grace", 0));
    azure = no;
    pass(Duration.ofSeconds(61));
    login();
    config(Map.of("outage_grace", "1h"));

    azureAnswersForAMinute(DOWN);

    assertNoGrace();
  }

  @Test
  void aNoAtARenewalCounts() {
    role(Map.of("renew_resource_proof", true));
    String token = granted().clientToken().expose();
    azure = new DirectoryAnswer.Absent();
    pass(Duration.ofSeconds(11));
    assertThat(refusal(server.write(token, "auth/token/renew-self", Map.of())).category())
        .isEqualTo(ErrorCategory.PERMISSION_DENIED);

    azureAnswersForAMinute(DOWN);

    assertNoGrace();
  }

  static List<DirectoryAnswer> answersOfOneThatIsThere() {
    return List.of(
        new DirectoryAnswer.Throttled(Duration.ofSeconds(1)),
        new DirectoryAnswer.Unusable("html"),
        new DirectoryAnswer.Forbidden(),
        DirectoryAnswer.Down.signInRefused("invalid_client"));
  }

  @ParameterizedTest
  @MethodSource("answersOfOneThatIsThere")
  void azureIsNotAwayWhileItAnswersAnything(DirectoryAnswer answer) {
    granted();

    azureAnswersForAMinute(answer);

    assertThat(envelopeOrRefused(login())).isEqualTo("refused");
  }

  private static String envelopeOrRefused(Answer answer) {
    return answer instanceof Answer.Refused ? "refused" : "granted";
  }

  @Test
  void oneAnswerBetweenTheFailuresBeginsTheMinuteAnew() {
    granted();
    azureAnswersForAMinute(DOWN);
    azure = new DirectoryAnswer.Throttled(Duration.ofSeconds(1));
    login();
    azure = DOWN;
    pass(Duration.ofSeconds(59));

    assertNoGrace();
  }

  @Test
  void theRoleAsItIsNowJudgesTheFactsOfThen() {
    granted();
    role(Map.of("bound_locations", "northeurope"));
    azureAnswersForAMinute(DOWN);

    assertNoGrace();
    role(Map.of("bound_locations", "westeurope"));
    assertThat(granted().metadata()).containsEntry("azure_facts", "grace");
  }

  @Test
  void aMachineThatLogsInOftenWritesOnceInATenthOfTheGrace() {
    granted();
    Value first = provedAt();
    for (int i = 0; i < 20; i++) {
      pass(Duration.ofSeconds(17)); // 340 s, all in all
      granted();
    }
    assertThat(provedAt()).isEqualTo(first);

    pass(Duration.ofSeconds(60));
    granted();
    assertThat(provedAt()).isNotEqualTo(first);
  }

  @Test
  void otherFactsAreKeptAtOnce() {
    role(Map.of("bound_locations", "westeurope,northeurope"));
    granted();
    Value first = provedAt();
    azure = found("northeurope", Optional.of(OID));
    pass(Duration.ofSeconds(61));
    granted();

    assertThat(provedAt()).isNotEqualTo(first);
  }

  // The second login shares an answer that the cache gives: it may be as old as the cache allows.
  @Test
  void ofACachedAnswerTheProofIsAsOldAsItMayBe() {
    role(Map.of("bound_locations", "northeurope"));
    refusal(login());
    role(Map.of("bound_locations", "westeurope"));
    pass(Duration.ofSeconds(10));
    granted();

    assertThat(reads).hasValue(1);
    assertThat(provedAt()).isEqualTo(Value.of(TestServer.START.minusSeconds(50).toString()));
  }

  @Test
  void aDryRunKeepsNothing() {
    server.write(root, "auth/azure/login/explain", Map.of("role", "web", "jwt", JWT));
    azureAnswersForAMinute(DOWN);

    assertNoGrace();
  }

  @Test
  void aDryRunShowsTheMarkOfTheToken() {
    granted();
    azureAnswersForAMinute(DOWN);

    Map<String, Value> shown =
        data(server.write(root, "auth/azure/login/explain", Map.of("role", "web", "jwt", JWT)));

    assertThat(shown).containsEntry("granted", Value.of(true));
    assertThat(shown.get("token_preview").toString()).contains("azure_facts");
  }

  @Test
  void whatIsKeptShowsNeitherMachineNorPrincipalInItsName() {
    granted();

    assertThat(server.store().keys())
        .filteredOn(key -> key.contains("machine-proof/"))
        .hasSize(1)
        .allSatisfy(key -> assertThat(key).doesNotContain("web-1").doesNotContain(OID));
  }

  @Test
  void theStatusShowsIt() {
    assertThat(status()).containsEntry("seconds", Value.of(3600));
    assertThat(status()).containsEntry("in_force", Value.of(false));
    assertThat(status()).containsEntry("away_since", Value.NULL);

    granted();
    azureAnswersForAMinute(DOWN);
    granted();

    assertThat(status()).containsEntry("in_force", Value.of(true));
    assertThat(status())
        .containsEntry("away_since", Value.of(TestServer.START.plusSeconds(61).toString()));
  }

  @Test
  void aGraceOfMoreThanADayIsRefused() {
    assertThat(
            refusal(server.write(root, "auth/azure/config", Map.of("outage_grace", "24h1s")))
                .errors())
        .containsExactly("outage_grace is at most 24 hours");
  }

  private Map<String, Value> status() {
    return ((Value.Obj) data(server.read(root, "auth/azure/config/status")).get("outage_grace"))
        .members();
  }

  private Value provedAt() {
    MountStore store = PluginMountStore.ofAuthMethod(server.store(), AzureAuthMethod.TYPE);
    MountStorage storage = store.begin(store.mounts().get(0).uuid()).storage();
    List<ProofRecordName> places = MachineProofs.first(storage, 10);
    assertThat(places).hasSize(1);
    return storage
        .get("machine-proof/" + places.get(0).name())
        .flatMap(stored -> stored.get("time"))
        .orElseThrow();
  }
}

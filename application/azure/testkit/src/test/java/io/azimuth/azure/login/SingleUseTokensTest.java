package io.azimuth.azure.login;

import static io.azimuth.testkit.TestServer.data;
import static io.azimuth.testkit.TestServer.done;
import static io.azimuth.testkit.TestServer.envelope;
import static io.azimuth.testkit.TestServer.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.application.api.ApiResponse;
import io.azimuth.application.mount.MountMaintenance;
import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.ApiRequest;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.engine.CommitOutcome;
import io.azimuth.testkit.TestServer;
import io.azimuth.testkit.Values;
import io.azimuth.testkit.fake.FakeCloud;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SingleUseTokensTest {

  private static final String OID = "55555555-5555-5555-5555-555555555555";
  private static final String OTHER = "66666666-6666-6666-6666-666666666666";
  private static final String UTI = "an-id-that-only-entra-gives";
  private static final String JWT = "eyJ0.eyJ1.c2ln";
  private static final String LOGIN = "auth/azure/login";
  private static final String REPLAYED =
      "permission denied: a login used the token before, and the role takes each token once"
          + " [token_replayed]";
  private static final Duration LIFE = Duration.ofHours(1); // of a token of the verifier
  private static final Duration KEPT = Duration.ofMinutes(65);

  private final TestServer server = new TestServer();
  private final String root = server.initialize();

  @BeforeEach
  void configure() {
    mount("azure");
    role("ci", Map.of("single_use_tokens", true));
    server.verifier().accept(JWT, TestServer.START, claims(UTI));
  }

  @Test
  void aTokenLogsInOnce() {
    assertThat(envelope(login("ci", JWT)).auth()).isPresent();

    for (int i = 0; i < 2; i++) {
      Answer again = login("ci", JWT);
      assertThat(refusal(again).category()).isEqualTo(ErrorCategory.PERMISSION_DENIED);
      assertThat(refusal(again).errors()).containsExactly(REPLAYED);
      assertThat(refusal(again).data())
          .contains(
              Values.of(
                  Map.of(
                      "reasons",
                      List.of(Map.of("code", "token_replayed", "check", "single_use")))));
    }
    assertThat(server.store().tokenCount()).as("the root token and one of the login").isEqualTo(2);
  }

  @Test
  void anotherTextOrAnotherTokenWithTheSameIdIsAReplayAndAnotherIdIsNot() {
    server.verifier().accept("eyJ0.eyJ1.c2lo", TestServer.START, claims(UTI));
    server.verifier().accept("eyJ0.eyJ2.c2ln", TestServer.START, claims("another"));
    login("ci", JWT);

    assertThat(refusal(login("ci", "eyJ0.eyJ1.c2lo")).errors()).containsExactly(REPLAYED);
    assertThat(envelope(login("ci", "eyJ0.eyJ2.c2ln")).auth()).isPresent();
  }

  @Test
  void aTokenWithoutAnIdIsKnownByWhatIsSigned() {
    Map<String, Object> unnamed = claims("");
    for (String jwt : List.of(JWT, "eyJ0.eyJ1.c2lo", "eyJ0.eyJ2.c2ln")) {
      server.verifier().accept(jwt, TestServer.START, unnamed);
    }
    login("ci", JWT);

    assertThat(refusal(login("ci", "eyJ0.eyJ1.c2lo")).errors()).containsExactly(REPLAYED);
    assertThat(envelope(login("ci", "eyJ0.eyJ2.c2ln")).auth()).isPresent();
  }

  @Test
  void whatOneRoleUsedIsUsedForAllThatAskAndForNoneThatDoesNot() {
    role("other", Map.of("single_use_tokens", true));
    role("plain", Map.of());

    assertThat(envelope(login("plain", JWT)).auth()).isPresent();
    assertThat(envelope(login("ci", JWT)).auth()).as("a plain login is no use").isPresent();
    assertThat(refusal(login("other", JWT)).errors()).containsExactly(REPLAYED);
    assertThat(envelope(login("plain", JWT)).auth()).as("a plain role asks nobody").isPresent();

    role("plain", Map.of("single_use_tokens", true));
    assertThat(refusal(login("plain", JWT)).errors()).containsExactly(REPLAYED);
    role("ci", Map.of("single_use_tokens", false));
    assertThat(envelope(login("ci", JWT)).auth()).isPresent();
  }

  @Test
  void eachMountRemembersForItself() {
    mount("second");
    done(
        server.write(
            root,
            "auth/second/role/own",
            Map.of("bound_service_principal_ids", OID, "match", "all")));
    login("ci", JWT);

    server.write(root, "auth/second/role/own", Map.of("single_use_tokens", true));
    assertThat(envelope(loginAt("second", "own", JWT)).auth()).isPresent();
    assertThat(refusal(loginAt("second", "own", JWT)).errors()).containsExactly(REPLAYED);

    done(server.delete(root, "sys/auth/azure"));
    mount("azure");
    role("ci", Map.of("single_use_tokens", true));
    assertThat(envelope(login("ci", JWT)).auth()).as("a new mount remembers nothing").isPresent();
  }

  @Test
  void aLoginThatIsRefusedForAnotherReasonUsesNothingUp() {
    role("narrow", Map.of("single_use_tokens", true, "bound_service_principal_ids", OTHER));

    assertThat(refusal(login("narrow", JWT)).errors().get(0)).contains("principal_not_bound");
    assertThat(refusal(login("none", JWT)).category()).isEqualTo(ErrorCategory.INVALID_REQUEST);
    assertThat(used()).isEmpty();
    assertThat(envelope(login("ci", JWT)).auth()).isPresent();
    assertThat(refusal(login("narrow", JWT)).errors())
        .as("other reasons come first")
        .singleElement()
        .asString()
        .contains("principal_not_bound");
  }

  @Test
  void aLoginThatIsNotCommittedUsesNothingUp() {
    server.store().endCommitsWith(CommitOutcome.CONFLICT);
    assertThat(envelope(login("ci", JWT)).auth()).as("it does not meet itself").isPresent();

    server.verifier().accept("eyJ0.eyJ2.c2ln", TestServer.START, claims("another"));
    server.store().endCommitsWith(CommitOutcome.UNKNOWN); // and nothing is written
    assertThat(refusal(login("ci", "eyJ0.eyJ2.c2ln")).category())
        .isNotEqualTo(ErrorCategory.PERMISSION_DENIED);
    assertThat(envelope(login("ci", "eyJ0.eyJ2.c2ln")).auth()).isPresent();
  }

  @Test
  void whoIsSecondAtTheCommitIsRefusedAndNotAskedToTryAgain() {
    server.store().beforeNextCommit(() -> envelope(login("ci", JWT)));

    Answer second = login("ci", JWT);

    assertThat(refusal(second).errors()).containsExactly(REPLAYED);
    assertThat(used()).hasSize(1);
  }

  @Test
  void ofManyAtOnceOneIsGranted() {
    for (int round = 0; round < 5; round++) {
      String jwt = "eyJ0.eyJ" + round + ".c2ln";
      server.verifier().accept(jwt, TestServer.START, claims("id-" + round));
      Value.Obj body = Values.of(Map.of("role", "ci", "jwt", jwt));
      List<CompletionStage<ApiResponse>> logins =
          IntStream.range(0, 40)
              .mapToObj(i -> server.send(server.request(Operation.WRITE, "", LOGIN, max -> body)))
              .toList();

      List<Answer> answers =
          logins.stream().map(it -> it.toCompletableFuture().join().answer()).toList();

      assertThat(answers).filteredOn(Answer.Envelope.class::isInstance).hasSize(1);
      assertThat(answers)
          .filteredOn(answer -> !(answer instanceof Answer.Envelope))
          .hasSize(39)
          .allSatisfy(it -> assertThat(refusal(it).errors()).containsExactly(REPLAYED));
    }
  }

  @Test
  void theDryRunSaysWhetherTheTokenIsUsedAndUsesNothingUp() {
    assertThat(dryRun("ci").get("granted")).isEqualTo(Value.of(true));
    assertThat(lastCheck("ci")).containsEntry("outcome", Value.of("passed"));
    assertThat(used()).isEmpty();
    login("ci", JWT);

    assertThat(dryRun("ci").get("granted")).isEqualTo(Value.of(false));
    assertThat(lastCheck("ci"))
        .containsEntry("check", Value.of("single_use"))
        .containsEntry("outcome", Value.of("failed"))
        .containsEntry("reason", Value.of("token_replayed"))
        .satisfies(
            it ->
                assertThat(it.get("actual").toString())
                    .contains("used at 2026-11-25T12:00:00Z for role ci by request request-"));

    role("plain", Map.of());
    assertThat(lastCheck("plain"))
        .containsEntry("outcome", Value.of("skipped"))
        .containsEntry("hint", Value.of("the role does not set single_use_tokens"));
    role("narrow", Map.of("single_use_tokens", true, "bound_service_principal_ids", OTHER));
    assertThat(lastCheck("narrow")).containsEntry("outcome", Value.of("skipped"));
  }

  @Test
  void aUseIsKeptUntilNoServerAcceptsTheTokenAndNoLonger() {
    login("ci", JWT);
    server.clock().advance(LIFE.plus(KEPT));
    server.get(MountMaintenance.class).maintain();
    assertThat(used()).hasSize(1);
    assertThat(refusal(login("ci", JWT)).errors()).containsExactly(REPLAYED);

    server.clock().advance(Duration.ofSeconds(1));
    server.get(MountMaintenance.class).maintain();
    assertThat(used()).as("not before its pause is over").hasSize(1);
    server.clock().advance(Duration.ofSeconds(9));
    server.get(MountMaintenance.class).maintain();
    server.store().awaitCommits();

    assertThat(used()).isEmpty();
  }

  @Test
  void theStoreHoldsNoIdInClear() {
    login("ci", JWT);

    assertThat(used())
        .singleElement()
        .asString()
        .matches(".*/used-token/1795611600-[0-9a-f]{64}")
        .doesNotContain(UTI);
  }

  @Test
  void batchTokensAndWrappedAnswersUseATokenUpToo() {
    role("batch", Map.of("single_use_tokens", true, "token_type", "batch"));
    assertThat(envelope(login("batch", JWT)).auth().orElseThrow().type()).isEqualTo("batch");
    assertThat(refusal(login("batch", JWT)).errors()).containsExactly(REPLAYED);

    server.verifier().accept("eyJ0.eyJ2.c2ln", TestServer.START, claims("another"));
    Value.Obj body = Values.of(Map.of("role", "ci", "jwt", "eyJ0.eyJ2.c2ln"));
    ApiRequest plain = server.request(Operation.WRITE, "", LOGIN, maxBytes -> body);
    ApiRequest wrapped = TestServer.asking(plain, new ApiRequest.Directives("", Optional.of("5m")));
    assertThat(server.answer(wrapped)).isNotInstanceOf(Answer.Refused.class);
    assertThat(refusal(login("ci", "eyJ0.eyJ2.c2ln")).errors()).containsExactly(REPLAYED);
  }

  @Test
  void aReplayStandsOutInAuditMetricsAndRefusals() {
    server.enableAudit(root);
    login("ci", JWT);
    login("ci", JWT);

    List<Value.Obj> answers = server.audit().records("response");
    String first = text(answers.get(0), "request", "id");
    assertThat(of(answers.get(1), "azimuth"))
        .containsEntry("decision", Value.of("refused"))
        .containsEntry("reasons", Value.of(List.of("token_replayed")))
        .containsEntry("role", Value.of("ci"))
        .containsEntry("principal", Value.of(OID))
        .containsEntry("first_use", Value.of(first));
    assertThat(answers.get(1).toString()).doesNotContain(UTI);
    assertThat(
            server
                .metrics()
                .number(
                    "azimuth_logins_total",
                    Map.of(
                        "mount", "auth/azure/",
                        "role", "ci",
                        "outcome", "refused",
                        "reason", "token_replayed")))
        .isEqualTo(1);
    assertThat(data(server.read(root, "auth/azure/refusals")).toString())
        .contains("token_replayed", "used at 2026-11-25T12:00:00Z for role ci by request " + first);
  }

  @Test
  void aRenewalSendsNoTokenAndIsNoUse() {
    String token = TestServer.clientToken(login("ci", JWT));

    assertThat(envelope(server.write(token, "auth/token/renew-self", Map.of())).auth()).isPresent();
  }

  private void mount(String name) {
    done(server.write(root, "sys/auth/" + name, Map.of("type", "azure")));
    done(
        server.write(
            root,
            "auth/" + name + "/config",
            Map.of("tenant_id", FakeCloud.TENANT, "resource", "https://vault.example")));
  }

  private void role(String name, Map<String, ?> changes) {
    Map<String, Object> body = new HashMap<>(Map.of("bound_service_principal_ids", OID));
    body.putAll(changes);
    assertThat(server.write(root, "auth/azure/role/" + name, body))
        .isNotInstanceOf(Answer.Refused.class);
  }

  private Answer login(String role, String jwt) {
    return loginAt("azure", role, jwt);
  }

  private Answer loginAt(String mount, String role, String jwt) {
    return server.write("", "auth/" + mount + "/login", Map.of("role", role, "jwt", jwt));
  }

  private Map<String, Value> dryRun(String role) {
    return data(server.write(root, LOGIN + "/explain", Map.of("role", role, "jwt", JWT)));
  }

  private Map<String, Value> lastCheck(String role) {
    List<Value> checks = ((Value.Items) dryRun(role).get("checks")).values();
    return ((Value.Obj) checks.get(checks.size() - 1)).members();
  }

  private List<String> used() {
    return server.store().keys().stream().filter(key -> key.contains("/used-token/")).toList();
  }

  private static Map<String, Value> of(Value.Obj record, String member) {
    return ((Value.Obj) record.get(member).orElseThrow()).members();
  }

  private static String text(Value.Obj record, String member, String name) {
    return ((Value.Text) of(record, member).get(name)).text();
  }

  private static Map<String, Object> claims(String uti) {
    return Map.of(
        "oid", OID, "sub", OID, "tid", FakeCloud.TENANT, "ver", "1.0", "idtyp", "app", "uti", uti);
  }
}

package io.azimuth.application.system;

import static io.azimuth.testkit.TestServer.data;
import static io.azimuth.testkit.TestServer.done;
import static io.azimuth.testkit.TestServer.envelope;
import static io.azimuth.testkit.TestServer.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.application.api.Api;
import io.azimuth.application.audit.AuditBroker;
import io.azimuth.application.gateway.MetricsWithoutToken;
import io.azimuth.application.port.seal.Barrier;
import io.azimuth.application.seal.KeyringWatch;
import io.azimuth.application.system.status.ServerHealth;
import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.ApiRequest;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.RequestBody;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.engine.KeyValueEngine;
import io.azimuth.testkit.TestServer;
import io.azimuth.testkit.Values;
import io.azimuth.testkit.fake.GivenEntries;
import io.azimuth.testkit.store.FakeBarrier;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SysRoutesTest {

  private static final String RULES = "path \"sys/auth\" { capabilities = [\"read\"] }";

  private final TestServer server = new TestServer();
  private final String root = server.initialize();

  @Test
  void policiesAreListedWithRootAtTheEnd() {
    done(server.write(root, "sys/policies/acl/zz", Map.of("policy", RULES)));

    assertThat(data(server.list(root, "sys/policies/acl")))
        .isEqualTo(Map.of("keys", Value.of(List.of("default", "zz", "root"))));
  }

  @Test
  void aPolicyIsReadAsItWasWritten() {
    done(server.write(root, "sys/policies/acl/web", Map.of("policy", "  " + RULES + "\n")));

    assertThat(data(server.read(root, "sys/policies/acl/WEB")))
        .isEqualTo(Map.of("name", Value.of("web"), "policy", Value.of("  " + RULES + "\n")));
    assertThat(server.read(root, "sys/policies/acl/none")).isInstanceOf(Answer.NotFound.class);
  }

  @Test
  void aPolicyMayComeInBase64() {
    String base64 =
        java.util.Base64.getEncoder()
            .encodeToString(RULES.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    done(server.write(root, "sys/policies/acl/web", Map.of("policy", base64)));

    assertThat(data(server.read(root, "sys/policies/acl/web")).get("policy"))
        .isEqualTo(Value.of(RULES));
  }

  @Test
  void upperCaseInANameIsConvertedWithAWarning() {
    Answer answer = server.write(root, "sys/policies/acl/Web", Map.of("policy", RULES));

    assertThat(envelope(answer).warnings()).containsExactly("policy name was converted to web");
  }

  @ParameterizedTest
  @ValueSource(strings = {"root", "ROOT", "Root", "response-wrapping", "control-group"})
  @DisplayName("CVE-2025-5999: reserved policies can be neither written nor deleted, in any case")
  void reservedPoliciesStayAsTheyAre(String name) {
    String folded = name.toLowerCase(java.util.Locale.ROOT);
    assertInvalid(
        server.write(root, "sys/policies/acl/" + name, Map.of("policy", RULES)),
        "cannot update \"" + folded + "\" policy");
    assertInvalid(
        server.delete(root, "sys/policies/acl/" + name), "cannot delete \"" + folded + "\" policy");
  }

  @ParameterizedTest
  @ValueSource(strings = {" root", "root ", " web", "web "})
  @DisplayName("CVE-2025-6004: white space makes no second spelling of a policy's path")
  void whiteSpaceMakesNoSecondSpelling(String name) {
    String error = "invalid policy name: 1 to 128 printable characters, no white space at the ends";
    assertInvalid(server.write(root, "sys/policies/acl/" + name, Map.of("policy", RULES)), error);
    assertInvalid(server.delete(root, "sys/policies/acl/" + name), error);
    assertInvalid(server.read(root, "sys/policies/acl/" + name), error);
  }

  @Test
  void aNameLongerThanAnyPolicysIsRefused() {
    assertInvalid(
        server.write(root, "sys/policies/acl/" + "a".repeat(129), Map.of("policy", RULES)),
        "invalid policy name: 1 to 128 printable characters, no white space at the ends");
    done(server.write(root, "sys/policies/acl/" + "a".repeat(128), Map.of("policy", RULES)));
  }

  @Test
  void theDefaultPolicyCanBeEditedButNotDeleted() {
    done(server.write(root, "sys/policies/acl/default", Map.of("policy", RULES)));
    assertInvalid(server.delete(root, "sys/policies/acl/default"), "cannot delete default policy");
    assertThat(data(server.read(root, "sys/policies/acl/default")).get("policy"))
        .isEqualTo(Value.of(RULES));
  }

  @Test
  void deletingAPolicyThatIsNotThereIsDone() {
    done(server.delete(root, "sys/policies/acl/none"));
  }

  @Test
  void policiesThatCannotBeReadAreRefused() {
    assertInvalid(
        server.write(root, "sys/policies/acl/web", Map.of("policy", " ")),
        "'policy' parameter not supplied or empty");
    assertInvalid(
        server.write(root, "sys/policies/acl/web", Map.of()),
        "'policy' parameter not supplied or empty");
    assertThat(
            refusal(server.write(root, "sys/policies/acl/web", Map.of("policy", "path \"x\" {")))
                .errors()
                .get(0))
        .startsWith("failed to parse policy: ");
  }

  @Test
  void enablingAndDisablingAsTheCommandLineDoes() {
    Map<String, Object> body = new HashMap<>();
    body.put("type", "jwt");
    body.put("description", "");
    body.put(
        "config",
        Map.of("default_lease_ttl", "0s", "max_lease_ttl", "0s", "force_no_cache", false));
    body.put("local", false);
    body.put("seal_wrap", false);
    body.put("external_entropy_access", false);
    body.put("options", Value.NULL);

    done(server.write(root, "sys/auth/jwt", body));
    assertThat(data(server.read(root, "sys/auth"))).containsOnlyKeys("jwt/", "token/");
    done(server.write(root, "sys/mounts/auth/jwt/tune", tuningOfTheCommandLine()));
    assertThat(data(server.read(root, "sys/auth/jwt/tune")))
        .containsEntry("max_lease_ttl", Value.of(7_200));
    done(server.delete(root, "sys/auth/jwt/"));
    done(server.delete(root, "sys/auth/jwt"));
    assertThat(data(server.read(root, "sys/auth"))).containsOnlyKeys("token/");
  }

  private static Map<String, Object> tuningOfTheCommandLine() {
    Map<String, Object> body = new HashMap<>();
    body.put("default_lease_ttl", "");
    body.put("max_lease_ttl", "2h");
    body.put("force_no_cache", false);
    body.put("options", Value.NULL);
    return body;
  }

  @Test
  void mountsMayNotStandInsideOneAnother() {
    done(server.write(root, "sys/auth/team/jwt", Map.of("type", "jwt")));

    assertInvalid(
        server.write(root, "sys/auth/team/jwt", Map.of("type", "jwt")),
        "path is already in use at team/jwt/");
    assertInvalid(
        server.write(root, "sys/auth/team", Map.of("type", "jwt")), "existing mount at team/jwt/");
    assertInvalid(
        server.write(root, "sys/auth/token/more", Map.of("type", "jwt")),
        "existing mount at token/");
    done(server.write(root, "sys/auth/team/jwt2", Map.of("type", "jwt")));
  }

  @Test
  void twoWhoEnableTheSamePathAtOnceDoNotBothSucceed() {
    server
        .store()
        .beforeNextCommit(
            () ->
                server.elsewhere(
                    () -> done(server.write(root, "sys/auth/one", Map.of("type", "jwt")))));

    assertInvalid(
        server.write(root, "sys/auth/one/deeper", Map.of("type", "jwt")), "existing mount at one/");
  }

  @Test
  void theTokenMethodCanBeNeitherDisabledNorMountedAgain() {
    assertInvalid(
        server.delete(root, "sys/auth/token"), "token credential backend cannot be disabled");
    assertInvalid(
        server.write(root, "sys/auth/more", Map.of("type", "token")),
        "plugin not found in the catalog: token");
    assertInvalid(
        server.write(root, "sys/auth/more", Map.of("type", "system")),
        "plugin not found in the catalog: system");
    assertInvalid(
        server.write(root, "sys/auth/more", Map.of()),
        "backend type must be specified as a string");
  }

  @Test
  void aMountThatIsNotThereIsSaidSo() {
    assertInvalid(server.read(root, "sys/auth/none"), "No auth engine at none/");
  }

  @Test
  void statusIsPublicAndTellsTheState() {
    Map<String, Value> status = raw(server.read("", "sys/seal-status"));

    assertThat(status)
        .containsAllEntriesOf(
            Values.of(
                    Map.of(
                        "type", "static",
                        "initialized", true,
                        "sealed", false,
                        "version", "1.20.4",
                        "azimuth_version", "0.1.0",
                        "build_date", "2026-11-01T00:00:00Z",
                        "storage_type", "fake",
                        "recovery_seal", true,
                        "nonce", "",
                        "migration", false))
                .members())
        .containsEntry("recovery_seal_type", Value.of("shamir"))
        .containsEntry("t", Value.of(0))
        .containsEntry("n", Value.of(0))
        .containsEntry("progress", Value.of(0));
  }

  @Test
  void healthTellsTimeAndStateInEachState() {
    assertState(server, Answer.State.ACTIVE, false, true);
    server.store().seal(true);
    assertState(server, Answer.State.SEALED, true, true);
    assertState(new TestServer(), Answer.State.UNINITIALIZED, true, false);
  }

  @Test
  void healthSaysThatReadsAreServedWhileWritesAreNot() {
    GivenEntries engine = (GivenEntries) server.get(KeyValueEngine.class);
    for (ErrorCode code : List.of(ErrorCode.STORE_FULL, ErrorCode.STORE_BUSY)) {
      engine.reports(Optional.of(code));

      Answer.Raw raw = (Answer.Raw) server.read("", "sys/health");

      assertThat(raw.state()).isEqualTo(Answer.State.READS_ONLY);
      assertThat(raw.body().members())
          .containsEntry(
              "azimuth_problems", Value.of(List.of(code.name().toLowerCase(Locale.ROOT))))
          .containsEntry("azimuth_reads", Value.of(true));
      assertThat(number(server.get(MetricsWithoutToken.class), "azimuth_serving")).isZero();
      assertThat(number(server.get(MetricsWithoutToken.class), "azimuth_serving_reads"))
          .isEqualTo(1);
    }
    server.get(ServerHealth.class).announceStop();
    assertThat(problems()).isEqualTo(Value.of(List.of("store_busy", "stopping")));
  }

  @Test
  void healthSaysWhyNoRequestWouldBeServed() {
    GivenEntries engine = (GivenEntries) server.get(KeyValueEngine.class);
    engine.reports(Optional.of(ErrorCode.STORE_UNAVAILABLE));
    assertThat(problems()).isEqualTo(Value.of(List.of("store_unavailable")));

    server.auditOn(Runnable::run);
    server.enableAudit(root);
    server.audit().failOn(any -> true);
    assertThat(TestServer.refusal(server.read(root, "sys/mounts")).category())
        .isEqualTo(ErrorCategory.INTERNAL);
    assertThat(problems()).isEqualTo(Value.of(List.of("store_unavailable", "audit_failed")));
    server.store().seal(true);
    assertState(server, Answer.State.SEALED, true, true);
    server.store().seal(false);

    engine.reports(Optional.empty());
    AuditBroker broker = server.get(AuditBroker.class);
    broker.retry();
    assertThat(problems()).isEqualTo(Value.of(List.of("audit_failed")));
    server.audit().failOn(any -> false);
    broker.retry();
    assertState(server, Answer.State.ACTIVE, false, true);
  }

  @Test
  void healthSaysThatTheNewRootKeyIsMissing() {
    FakeBarrier barrier = (FakeBarrier) server.get(Barrier.class);
    barrier.missChange();
    Runnable back = server.store().lose("seal"); // which would give it the new one

    server.get(KeyringWatch.class).run();

    assertThat(problems()).isEqualTo(Value.of(List.of("root_key_behind")));
    back.run();
    server.get(KeyringWatch.class).run();
    assertState(server, Answer.State.ACTIVE, false, true);
  }

  @Test
  void healthSendsLoadBalancersAwayBeforeAStop() {
    server.get(ServerHealth.class).announceStop();

    assertThat(problems()).isEqualTo(Value.of(List.of("stopping")));
    assertThat(data(server.read(root, "sys/mounts"))).containsKey("sys/");
    server.store().seal(true);
    assertState(server, Answer.State.SEALED, true, true);
  }

  @Test
  void metricsWithoutATokenAreAnsweredThoughNothingElseIs() {
    Api open = server.get(MetricsWithoutToken.class);
    server.enableAudit(root);
    server.audit().failOn(any -> true);
    assertThat(number(open, "vault.core.unsealed")).isEqualTo(1);
    assertThat(TestServer.refusal(ask(open, "sys/mounts")).category())
        .isEqualTo(ErrorCategory.INTERNAL);
    server.store().seal(true);
    assertThat(number(open, "vault.core.unsealed")).isZero();
    assertThat(TestServer.refusal(ask(open, "sys/mounts")).category())
        .isEqualTo(ErrorCategory.SEALED);
    assertThat(TestServer.refusal(server.read("", "sys/metrics")).category())
        .isEqualTo(ErrorCategory.SEALED);
  }

  private static Answer ask(Api api, String path) {
    ApiRequest request = TestServer.anyRequest(Operation.READ, "", path, RequestBody.NONE);
    return api.handle(request).toCompletableFuture().join().answer();
  }

  private static int number(Api api, String name) {
    Value.Obj summary = ((Answer.Raw) ask(api, "sys/metrics")).body();
    return ((Value.Items) summary.members().get("Gauges"))
        .values().stream()
            .map(item -> ((Value.Obj) item).members())
            .filter(gauge -> Value.of(name).equals(gauge.get("Name")))
            .map(gauge -> Integer.parseInt(((Value.Num) gauge.get("Value")).literal()))
            .findFirst()
            .orElseThrow();
  }

  private Value problems() {
    Answer.Raw raw = (Answer.Raw) server.read("", "sys/health");
    assertThat(raw.state()).isEqualTo(Answer.State.UNHEALTHY);
    assertThat(raw.body().members()).containsEntry("azimuth_reads", Value.of(false));
    return raw.body().members().get("azimuth_problems");
  }

  @Test
  void leaderIsThatOfASingleNode() {
    assertThat(raw(server.read("", "sys/leader")))
        .containsEntry("ha_enabled", Value.of(false))
        .containsEntry("is_self", Value.of(false))
        .containsEntry("active_time", Value.of("0001-01-01T00:00:00Z"));
  }

  @Test
  void initialisingGivesARootTokenOnceAndNoKeys() {
    TestServer fresh = new TestServer();
    Map<String, Object> asTheCommandLine = new HashMap<>();
    asTheCommandLine.put("secret_shares", 0);
    asTheCommandLine.put("secret_threshold", 0);
    asTheCommandLine.put("stored_shares", 0);
    asTheCommandLine.put("pgp_keys", Value.NULL);
    asTheCommandLine.put("recovery_shares", 0);
    asTheCommandLine.put("recovery_threshold", 0);
    asTheCommandLine.put("recovery_pgp_keys", Value.NULL);
    asTheCommandLine.put("root_token_pgp_key", "");

    Map<String, Value> answer = raw(fresh.write("", "sys/init", asTheCommandLine));

    assertThat(answer).containsOnlyKeys("keys", "keys_base64", "root_token");
    String token = ((Value.Text) answer.get("root_token")).text();
    assertThat(data(fresh.read(token, "auth/token/lookup-self")))
        .containsEntry("policies", Value.of(List.of("root")))
        .containsEntry("path", Value.of("auth/token/root"))
        .containsEntry("display_name", Value.of("root"))
        .containsEntry("orphan", Value.of(true))
        .containsEntry("ttl", Value.of(0))
        .doesNotContainKeys("issue_time", "renewable");
    assertInvalid(fresh.write("", "sys/init", Map.of()), "Vault is already initialized");
  }

  @Test
  void keySharesAndKeysToEncryptThemAreRefusedWhereThereAreNone() {
    TestServer fresh = new TestServer();

    assertInvalid(
        fresh.write("", "sys/init", Map.of("secret_shares", 5, "secret_threshold", 3)),
        "invalid seal configuration: parameters secret_shares,secret_threshold not applicable to"
            + " seal type static");
    assertInvalid(
        fresh.write("", "sys/init", Map.of("pgp_keys", List.of("k"))),
        "invalid seal configuration: parameters pgp_keys not applicable to seal type static");
    assertInvalid(
        fresh.write("", "sys/init", Map.of("root_token_pgp_key", "k")),
        "error parsing root_token_pgp_key: this is no key");
    assertThat(raw(fresh.read("", "sys/init"))).containsEntry("initialized", Value.of(false));
  }

  @Test
  void auditDevicesAreListedWithTheirOptionsAndWithoutTheirSalt() {
    done(
        server.write(
            root, "sys/audit/file", Map.of("type", "memory", "options", Map.of("a", "b"))));

    assertThat(data(server.read(root, "sys/audit")))
        .isEqualTo(
            Values.of(
                    Map.of(
                        "file/",
                        Map.of(
                            "path", "file/",
                            "type", "memory",
                            "description", "",
                            "options", Map.of("a", "b"),
                            "local", false)))
                .members());
  }

  @Test
  void auditDevicesMayNotOverlapAndTheirTypeMustBeKnown() {
    done(server.write(root, "sys/audit/a/b", Map.of("type", "memory")));

    assertInvalid(
        server.write(root, "sys/audit/a", Map.of("type", "memory")), "path already in use");
    assertInvalid(
        server.write(root, "sys/audit/c", Map.of("type", "pigeon")), "unknown audit device type");
    done(server.write(root, "sys/audit/ab", Map.of("type", "memory")));
    done(server.delete(root, "sys/audit/a/b"));
    done(server.delete(root, "sys/audit/none"));
    assertThat(data(server.read(root, "sys/audit"))).containsOnlyKeys("ab/");
  }

  private static void assertState(
      TestServer server, Answer.State state, boolean sealed, boolean initialized) {
    Answer.Raw raw = (Answer.Raw) server.read("", "sys/health");
    assertThat(raw.state()).isEqualTo(state);
    assertThat(raw.body().members())
        .containsEntry("sealed", Value.of(sealed))
        .containsEntry("standby", Value.of(sealed))
        .containsEntry("initialized", Value.of(initialized))
        .containsEntry("enterprise", Value.of(false))
        .containsEntry("server_time_utc", Value.of(TestServer.START.getEpochSecond()));
  }

  private static Map<String, Value> raw(Answer answer) {
    return ((Answer.Raw) answer).body().members();
  }

  private static void assertInvalid(Answer answer, String error) {
    assertThat(refusal(answer).errors()).containsExactly(error);
    assertThat(refusal(answer).category()).isEqualTo(ErrorCategory.INVALID_REQUEST);
  }
}

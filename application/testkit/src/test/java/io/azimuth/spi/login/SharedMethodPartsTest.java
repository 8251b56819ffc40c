package io.azimuth.spi.login;

import static io.azimuth.testkit.TestServer.clientToken;
import static io.azimuth.testkit.TestServer.data;
import static io.azimuth.testkit.TestServer.done;
import static io.azimuth.testkit.TestServer.envelope;
import static io.azimuth.testkit.TestServer.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Auth;
import io.azimuth.spi.api.Refusal;
import io.azimuth.spi.api.Value;
import io.azimuth.testkit.TestServer;
import io.azimuth.testkit.Values;
import io.azimuth.testkit.fake.MutableClock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@link DoorMethod} gets from the parts that auth methods share. */
class SharedMethodPartsTest {

  private static final String ROLE = "auth/door/role/web";

  private final RecordedLog log = new RecordedLog();
  private final MutableClock logClock = new MutableClock(TestServer.START);
  private final TestServer server = new TestServer(new DoorMethod(logClock, log));
  private final String root = server.initialize();

  @BeforeEach
  void mount() {
    done(server.write(root, "sys/auth/door", Map.of("type", "door")));
    done(
        server.write(
            root,
            ROLE,
            Map.of("bound_doors", "north,south", "ttl", "1h", "token_policies", "web")));
    server.enableAudit(root);
  }

  private Answer login(String badge, String door) {
    return login("web", badge, door);
  }

  private Answer login(String role, String badge, String door) {
    return server.write("", "auth/door/login", Map.of("role", role, "badge", badge, "door", door));
  }

  private List<Value> latest() {
    return ((Value.Items) data(server.read(root, "auth/door/refusals")).get("refusals")).values();
  }

  private Map<String, Value> explained(String badge, String door) {
    return data(
        server.write(
            root, "auth/door/login/explain", Map.of("role", "web", "badge", badge, "door", door)));
  }

  @Test
  void aLoginGivesTheTokenOfTheRole() {
    Auth auth = envelope(login("7", "south")).auth().orElseThrow();

    assertThat(auth.policies()).containsExactly("default", "web");
    assertThat(auth.lease()).isEqualTo(Duration.ofHours(1));
    assertThat(auth.metadata()).isEqualTo(Map.of("role", "web", "door", "south"));
    assertThat(server.audit().records().toString()).contains("granted");
  }

  @Test
  void aRenewalFollowsTheRole() {
    String token = clientToken(login("7", "south"));
    done(server.write(root, ROLE, Map.of("token_ttl", "10m")));

    assertThat(
            envelope(server.write(token, "auth/token/renew-self", Map.of()))
                .auth()
                .orElseThrow()
                .lease())
        .isEqualTo(Duration.ofMinutes(10));

    done(server.delete(root, ROLE));
    assertThat(refusal(server.write(token, "auth/token/renew-self", Map.of())).errors())
        .containsExactly("role web does not exist during renewal");
  }

  @Test
  void theCallerReadsTheReasonAndTheAuditLogAllOfIt() {
    Refusal refused = refusal(login("7", "west"));

    assertThat(refused.category()).isEqualTo(ErrorCategory.PERMISSION_DENIED);
    assertThat(refused.errors())
        .containsExactly("permission denied: the role does not admit this door [door_not_bound]");
    assertThat(refused.data()).contains(reasons("door_not_bound"));
    assertThat(server.audit().records().toString())
        .contains("door_not_bound", "principal")
        .contains("north, south", "west");
    assertThat(log.lines())
        .singleElement()
        .asString()
        .startsWith("INFO login refused, mount=auth/door/, role=web, principal=7, client=192.0.2.7")
        .endsWith(
            "reasons=[door_not_bound], unlogged=0: door_not_bound expected \"north, south\" actual"
                + " \"west\"");
  }

  @Test
  void theLatestRefusalsAreShownToOperators() {
    login("8", "west");
    login("7", "west");

    assertThat(latest()).hasSize(2);
    assertThat(latest().get(0).toString())
        .contains("door_not_bound", "north, south", "west", "principal", "7");
    assertThat(refusal(server.read("", "auth/door/refusals")).category())
        .isEqualTo(ErrorCategory.PERMISSION_DENIED);

    done(server.delete(root, "sys/auth/door"));
    done(server.write(root, "sys/auth/door", Map.of("type", "door")));
    assertThat(latest()).isEmpty();
  }

  @Test
  void aRoleThatDoesNotExistIsARefusalOnceTheCallerIsProved() {
    done(server.delete(root, ROLE));

    assertThat(refusal(login("7", "south")).errors())
        .containsExactly("permission denied: no role has this name [role_unknown]");
    assertThat(log.lines()).singleElement().asString().contains("role=web", "[role_unknown]");
    assertThat(latest()).singleElement().asString().contains("role_unknown", "web");
    assertThat(server.audit().records().toString()).contains("role_unknown");
    assertThat(explained("7", "south").get("checks").toString())
        .contains("role_unknown", "it may have been deleted or renamed", "an earlier check failed");

    assertThat(refusal(login("8", "south")).data()).contains(reasons("not_admitted"));
  }

  @Test
  void aFloodOfRefusalsIsCountedAndHidesNoAlarm() {
    for (int i = 0; i < 25; i++) {
      login("none\n", "8", "west");
    }
    assertThat(log.lines()).hasSize(10).allMatch(line -> line.contains("role=none\\n,"));

    login("13", "west");
    assertThat(log.lines()).hasSize(11);
    assertThat(log.lines().get(10)).startsWith("WARN login refused").contains("[badge_stolen]");

    logClock.advance(Duration.ofSeconds(1));
    login("8", "west");
    assertThat(log.lines().get(11)).contains("unlogged=15");
  }

  @Test
  void aLoginThatWaitsForAnotherSystemIsNoRefusal() {
    assertThat(refusal(login("busy", "south")).category())
        .isEqualTo(ErrorCategory.UPSTREAM_UNAVAILABLE);

    assertThat(server.audit().records().toString()).contains("undecided");
    assertThat(log.lines()).isEmpty();
    assertThat(latest()).isEmpty();
    assertThat(explained("busy", "south")).containsEntry("granted", Value.of(false));
  }

  @Test
  void theLatestLoginWithoutADecisionIsShownToOperatorsAndCounted() {
    assertThat(undecided()).containsEntry("count", Value.of(0)).containsEntry("latest", Value.NULL);

    login("busy", "south");
    assertThat(undecided()).containsEntry("count", Value.of(1));
    assertThat(undecided().get("latest"))
        .isInstanceOfSatisfying(
            Value.Obj.class,
            latest ->
                assertThat(latest.members())
                    .containsEntry("time", Value.of(TestServer.START.toString()))
                    .containsEntry("client_address", Value.of("192.0.2.7"))
                    .containsEntry("sentence", Value.of("the gate is busy"))
                    .containsKey("request_id"));

    login("away", "south");
    assertThat(undecided()).containsEntry("count", Value.of(2));
    assertThat(undecided().get("latest").toString()).contains(": the gate is away");
    assertThat(latest()).isEmpty();

    done(server.delete(root, "sys/auth/door"));
    done(server.write(root, "sys/auth/door", Map.of("type", "door")));
    assertThat(undecided()).containsEntry("count", Value.of(0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"busy", "away"})
  void theAuditRecordSaysThatALoginIsUndecided(String badge) {
    login(badge, "south");

    assertThat(server.audit().records().toString()).contains("undecided");
  }

  // An operator reads that the store is the reason, and does not look at another system.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "RECORD_UNREADABLE",
        "ROOT_KEY_BEHIND",
        "STORE_BUSY",
        "STORE_FULL",
        "STORE_REPLACED",
        "STORE_UNAVAILABLE"
      })
  void aFaultOfTheOwnStoreIsNoLoginWithoutADecision(String code) {
    refusal(login("fault " + code, "south"));

    assertThat(server.audit().records().toString()).doesNotContain("undecided", "decision");
    assertThat(undecided()).containsEntry("count", Value.of(0));
    assertThat(logins(code.toLowerCase(Locale.ROOT))).isEqualTo(1);
    assertThat(latest()).isEmpty();
  }

  @Test
  void aFaultOfAnotherSystemIsCountedByItsKind() {
    login("away", "south");

    assertThat(logins("upstream_unavailable")).isEqualTo(1);
  }

  private double logins(String reason) {
    return server
        .metrics()
        .number(
            "azimuth_logins_total",
            Map.of(
                "mount", "auth/door/", "role", "none", "outcome", "undecided", "reason", reason));
  }

  private Map<String, Value> undecided() {
    return ((Value.Obj) data(server.read(root, "auth/door/refusals")).get("undecided")).members();
  }

  @Test
  void aStrangerReadsOneReasonForAllCauses() {
    Refusal refused = refusal(login("8", "south"));

    assertThat(refused.errors())
        .containsExactly("permission denied: the badge was not accepted [not_admitted]");
    assertThat(refused.data()).contains(reasons("not_admitted"));
    assertThat(server.audit().records().toString())
        .contains("badge_unknown")
        .doesNotContain("principal");
  }

  private static Value.Obj reasons(String code) {
    return Values.of(Map.of("reasons", List.of(Map.of("code", code))));
  }

  @Test
  void aLoginThatIsNotOverIsNoRefusal() {
    assertThat(refusal(login("wait", "south")).errors()).containsExactly("authorization_pending");
    assertThat(server.audit().records().toString()).contains("pending").doesNotContain("refused");
  }

  @Test
  void aDryRunShowsEveryCheckAndTheToken() {
    Map<String, Value> granted = explained("7", "north");
    assertThat(granted).containsEntry("granted", Value.of(true));
    assertThat(granted.get("token_preview"))
        .isInstanceOfSatisfying(
            Value.Obj.class,
            preview ->
                assertThat(preview.members())
                    .containsEntry("alias", Value.of("7"))
                    .containsEntry("metadata", Values.of(Map.of("door", "north", "role", "web")))
                    .containsEntry("alias_metadata", Values.of(Map.of("badge", "7")))
                    .containsEntry("ttl", Value.of(3_600))
                    .doesNotContainKey("group_aliases"));

    Map<String, Value> refused = explained("8", "north");
    assertThat(refused)
        .containsEntry("granted", Value.of(false))
        .containsEntry("token_preview", Value.NULL);
    assertThat(refused.get("checks").toString())
        .contains("badge_unknown", "skipped", "an earlier check failed");
  }

  @Test
  void aDryRunSaysWhatDoesNotAnswer() {
    Map<String, Value> undecided = explained("away", "north");

    assertThat(undecided).containsEntry("granted", Value.of(false));
    assertThat(undecided.get("checks").toString())
        .contains("bound_doors", "the gate is away")
        .doesNotContain("passed", "failed");
    assertThat(refusal(login("away", "north")).category())
        .isEqualTo(ErrorCategory.UPSTREAM_UNAVAILABLE);
  }

  @Test
  void aWriteRefusesAMisspeltRestrictionAndGivesWarnings() {
    assertThat(refusal(server.write(root, ROLE, Map.of("bound_dors", "east"))).errors())
        .containsExactly("unknown parameter \"bound_dors\"; did you mean \"bound_doors\"?");
    assertThat(envelope(server.write(root, ROLE, Map.of("bound_doors", ""))).warnings())
        .containsExactly("no door admits anybody");
  }

  @Test
  void rolesAreReadListedAndDeleted() {
    assertThat(data(server.list(root, "auth/door/role")))
        .containsEntry("keys", Value.of(List.of("web")));
    assertThat(data(server.read(root, ROLE)))
        .containsEntry("bound_doors", Value.of(List.of("north", "south")))
        .containsEntry("token_ttl", Value.of(3_600));

    done(server.delete(root, ROLE));
    assertThat(server.read(root, ROLE)).isEqualTo(new Answer.NotFound());
  }
}

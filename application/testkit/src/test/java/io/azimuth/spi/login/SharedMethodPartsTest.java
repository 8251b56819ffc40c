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
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@link DoorMethod} gets from the parts that auth methods share. */
class SharedMethodPartsTest {

  private static final String ROLE = "auth/door/role/web";

  private final TestServer server =
      new TestServer(new DoorMethod(new MutableClock(TestServer.START)));
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
    return server.write("", "auth/door/login", Map.of("role", "web", "badge", badge, "door", door));
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
    assertThat(server.audit().records().toString()).contains("door_not_bound", "principal");
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
                    .containsEntry("metadata", Values.of(Map.of("badge", "7")))
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
        .containsExactly("unknown parameter \"bound_dors\"");
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

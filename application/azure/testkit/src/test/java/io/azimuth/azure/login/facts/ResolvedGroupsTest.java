package io.azimuth.azure.login.facts;

import static io.azimuth.testkit.TestServer.data;
import static io.azimuth.testkit.TestServer.done;
import static io.azimuth.testkit.TestServer.envelope;
import static io.azimuth.testkit.TestServer.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.azure.port.AzureAnswer;
import io.azimuth.azure.port.GroupDirectory;
import io.azimuth.domain.azure.id.GroupId;
import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Refusal;
import io.azimuth.spi.api.Value;
import io.azimuth.testkit.TestServer;
import io.azimuth.testkit.fake.FakeCloud;
import io.azimuth.testkit.fake.FakeGroups;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Logins whose token does not list the groups that the role binds, so that Graph is asked. */
class ResolvedGroupsTest {

  private static final String OID = "55555555-5555-5555-5555-555555555555";
  private static final String GROUP = "eeeeeeee-0000-4000-8000-000000000001";
  private static final String JWT = "eyJ0.eyJ1.c2ln";
  private static final String PERSON = "eyJ0.eyJ1.cGVyc29u";

  private final TestServer server = new TestServer();
  private final String root = server.initialize();
  private final FakeGroups graph = new FakeGroups();

  @BeforeEach
  void configure() {
    done(server.write(root, "sys/auth/azure", Map.of("type", "azure")));
    server.cloud().offer(GroupDirectory.class, graph);
    configure(true);
    role(Map.of());
    server.verifier().accept(JWT, TestServer.START, claims(Map.of()));
    server.verifier().accept(PERSON, TestServer.START, claims(Map.of("scp", "user")));
  }

  @Test
  void whoIsInABoundGroupLogsIn() {
    graph.answerWith(groups(GROUP));

    assertThat(envelope(login()).auth()).isPresent();
    assertThat(graph.asked()).containsExactly("application " + OID);
  }

  @Test
  void usersAreAskedForAsUsers() {
    role(Map.of("allow_user_tokens", true));
    graph.answerWith(groups(GROUP));

    assertThat(envelope(login(PERSON)).auth()).isPresent();
    assertThat(graph.asked()).containsExactly("user " + OID);
  }

  @Test
  void whoIsInOtherGroupsIsRefusedAndLearnsNotWhich() {
    graph.answerWith(groups("eeeeeeee-0000-4000-8000-000000000009"));

    assertThat(refusal(login()).errors())
        .containsExactly(
            "permission denied: the role admits none of these groups:"
                + " \"none of 1 groups that Microsoft Graph tells\" [group_not_bound]");
  }

  @Test
  void groupsAreRememberedForAWhile() {
    graph.answerWith(groups(GROUP));
    login();
    server.clock().advance(Duration.ofSeconds(59));
    login();
    assertThat(graph.asked()).hasSize(1);

    server.clock().advance(Duration.ofSeconds(1));
    login();
    assertThat(graph.asked()).hasSize(2);
  }

  @Test
  void noRefusalRestsOnRememberedGroupsWithoutAnotherLook() {
    graph.answerWith(groups());
    refusal(login());
    graph.answerWith(groups(GROUP));

    assertThat(envelope(login()).auth()).isPresent();
    assertThat(graph.asked()).hasSize(2);
  }

  @Test
  void anotherLookIsTakenOnceAMinuteAtMost() {
    graph.answerWith(groups());
    for (int i = 0; i < 5; i++) {
      refusal(login());
    }

    assertThat(graph.asked()).hasSize(2);
  }

  @Test
  void anotherConfigurationForgetsWhatIsRemembered() {
    graph.answerWith(groups(GROUP));
    login();
    configure(true);
    login();

    assertThat(graph.asked()).hasSize(2);
  }

  @Test
  void aGraphThatRefusesLeavesTheOverageAsTheReason() {
    graph.answerWith(new AzureAnswer.Refused<>("it takes the permission Application.Read.All"));

    Refusal refusal = refusal(login());

    assertThat(refusal.category()).isEqualTo(ErrorCategory.PERMISSION_DENIED);
    assertThat(refusal.errors())
        .containsExactly(
            "permission denied: the principal is in more groups than a token can list"
                + " [groups_overage]");
  }

  @Test
  void aGraphThatRefusedIsLeftAloneForHalfAMinute() {
    graph.answerWith(new AzureAnswer.Refused<>("no"));
    refusal(login());
    refusal(login());
    assertThat(graph.asked()).as("the second look").hasSize(2);
    refusal(login());
    assertThat(graph.asked()).hasSize(2);

    server.clock().advance(Duration.ofSeconds(30));
    refusal(login());
    assertThat(graph.asked()).hasSize(3);
  }

  @Test
  void aGraphThatIsAwayIsNoRefusal() {
    graph.answerWith(new AzureAnswer.Unavailable<>("throttled", Duration.ofSeconds(40)));

    Refusal refusal = refusal(login());

    assertThat(refusal.category()).isEqualTo(ErrorCategory.UPSTREAM_UNAVAILABLE);
    assertThat(refusal.errors())
        .containsExactly("Microsoft Graph asks this server to pause; try again later");
    assertThat(refusal.retryAfter()).contains(Duration.ofSeconds(40));
    server.clock().advance(Duration.ofSeconds(39));
    assertThat(refusal(login()).retryAfter()).contains(Duration.ofSeconds(1));
    assertThat(graph.asked()).hasSize(1);
  }

  @Test
  void anAnswerOfGraphThatCannotBeUsedIsNotAnOutage() {
    graph.answerWith(new AzureAnswer.Unusable<>("the answer lists no groups"));

    Refusal refusal = refusal(login());

    assertThat(refusal.category()).isEqualTo(ErrorCategory.UPSTREAM_UNUSABLE);
    assertThat(refusal.errors())
        .containsExactly("Microsoft Graph gave an answer that cannot be used");
    assertThat(refusal.retryAfter()).isEmpty();
    assertThat(check("bound_group_ids"))
        .containsEntry("outcome", Value.of("skipped"))
        .containsEntry("hint", Value.of("Microsoft Graph gave an answer that cannot be used"));
  }

  @Test
  void aCloudWithoutGraphLeavesTheOverageAsTheReason() {
    TestServer other = new TestServer();
    String token = other.initialize();
    done(other.write(token, "sys/auth/azure", Map.of("type", "azure")));
    done(other.write(token, "auth/azure/config", settings(true)));
    done(other.write(token, "auth/azure/role/web", Map.of("bound_group_ids", GROUP)));
    other.verifier().accept(JWT, TestServer.START, claims(Map.of()));

    assertThat(
            refusal(other.write("", "auth/azure/login", Map.of("role", "web", "jwt", JWT)))
                .errors()
                .get(0))
        .endsWith("[groups_overage]");
  }

  @Test
  void aMountThatDoesNotAskNamesTheOverage() {
    configure(false);
    graph.answerWith(groups(GROUP));

    assertThat(refusal(login()).errors().get(0)).endsWith("[groups_overage]");
    assertThat(graph.asked()).isEmpty();
  }

  @Test
  void theExplanationShowsTheGroup() {
    graph.answerWith(groups(GROUP, "eeeeeeee-0000-4000-8000-000000000009"));

    Map<String, Value> check = check("bound_group_ids");

    assertThat(check)
        .containsEntry("outcome", Value.of("passed"))
        .containsEntry("actual", Value.of(GROUP + " of 2 groups that Microsoft Graph tells"));
  }

  @Test
  void theExplanationSaysThatGraphIsAway() {
    graph.answerWith(new AzureAnswer.Unavailable<>("down", Duration.ZERO));

    assertThat(check("bound_group_ids"))
        .containsEntry("outcome", Value.of("skipped"))
        .containsEntry("hint", Value.of("Microsoft Graph cannot be reached"));
  }

  private Map<String, Value> check(String name) {
    Answer answer =
        server.write(root, "auth/azure/login/explain", Map.of("role", "web", "jwt", JWT));
    return ((Value.Items) data(answer).get("checks"))
        .values().stream()
            .map(it -> ((Value.Obj) it).members())
            .filter(it -> it.get("check").equals(Value.of(name)))
            .findFirst()
            .orElseThrow();
  }

  private void configure(boolean resolves) {
    done(server.write(root, "auth/azure/config", settings(resolves)));
  }

  private static Map<String, Object> settings(boolean resolves) {
    return Map.of(
        "tenant_id",
        FakeCloud.TENANT,
        "resource",
        "https://vault.example",
        "resolve_groups",
        resolves);
  }

  private void role(Map<String, ?> further) {
    Map<String, Object> role = new HashMap<>(Map.of("bound_group_ids", GROUP));
    role.putAll(further);
    done(server.write(root, "auth/azure/role/web", role));
  }

  private Answer login() {
    return login(JWT);
  }

  private Answer login(String jwt) {
    return server.write("", "auth/azure/login", Map.of("role", "web", "jwt", jwt));
  }

  private static Map<String, ?> claims(Map<String, ?> further) {
    Map<String, Object> claims =
        new HashMap<>(
            Map.of(
                "oid",
                OID,
                "sub",
                OID,
                "tid",
                FakeCloud.TENANT,
                "ver",
                "1.0",
                "idtyp",
                "app",
                "_claim_names",
                Map.of("groups", "src1")));
    claims.putAll(further);
    return claims;
  }

  private static AzureAnswer<Set<GroupId>> groups(String... ids) {
    return new AzureAnswer.Done<>(Set.copyOf(List.of(ids).stream().map(GroupId::new).toList()));
  }
}

package io.azimuth.azure.login;

import static io.azimuth.testkit.TestServer.data;
import static io.azimuth.testkit.TestServer.done;
import static io.azimuth.testkit.TestServer.envelope;
import static io.azimuth.testkit.TestServer.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.azure.port.GroupDirectory;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Auth;
import io.azimuth.spi.api.Value;
import io.azimuth.testkit.TestServer;
import io.azimuth.testkit.fake.FakeCloud;
import io.azimuth.testkit.fake.FakeGroups;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Agents of Entra Agent ID on a mount. */
class AgentTokensTest {

  private static final String OID = "55555555-5555-5555-5555-555555555555";
  private static final String PERSON = "66666666-6666-6666-6666-666666666666";
  private static final String APP = "22222222-2222-2222-2222-222222222222";
  private static final String BLUEPRINT = "33333333-3333-3333-3333-333333333333";
  private static final String AUTONOMOUS = "eyJ0.eyJ1.YWdlbnQ";
  private static final String FOR_PERSON = "eyJ0.eyJ1.cGVyc29u";

  private final TestServer server = new TestServer();
  private final String root = server.initialize();
  private final FakeGroups graph = new FakeGroups();

  @BeforeEach
  void configure() {
    server.cloud().offer(GroupDirectory.class, graph);
    done(server.write(root, "sys/auth/azure", Map.of("type", "azure")));
    done(
        server.write(
            root,
            "auth/azure/config",
            Map.of(
                "tenant_id",
                FakeCloud.TENANT,
                "resource",
                "https://vault.example",
                "resolve_groups",
                true)));
    role("agents", Map.of("bound_agent_blueprint_ids", BLUEPRINT));
    role("people", Map.of("bound_service_principal_ids", PERSON, "allow_user_tokens", true));
    server
        .verifier()
        .accept(AUTONOMOUS, TestServer.START, claims(Map.of("idtyp", "app")))
        .accept(
            FOR_PERSON,
            TestServer.START,
            claims(Map.of("idtyp", "user", "scp", "x", "oid", PERSON, "xms_sub_fct", "1")));
  }

  @Test
  void theTokenAndTheAuditRecordTellTheAgent() {
    server.enableAudit(root);

    Auth auth = granted("agents", AUTONOMOUS);

    Map<String, String> told =
        Map.of(
            "agent", "autonomous",
            "agent_blueprint_id", BLUEPRINT,
            "actor_facets", "3 9 11",
            "subject_facets", "3 9 11",
            "identity_relation", "7 10");
    assertThat(auth.metadata()).containsAllEntriesOf(told).containsEntry("app_id", APP);
    Map<String, Value> noted = noted();
    told.forEach((name, value) -> assertThat(noted).containsEntry(name, Value.of(value)));
    assertThat(noted).containsEntry("agent_id", Value.of(APP));
  }

  @Test
  void anAgentDoesNotLogInAsThePersonItActsFor() {
    server.enableAudit(root);

    assertThat(refusal(login("people", FOR_PERSON)).errors())
        .containsExactly(
            "permission denied: an agent acts for a person, and the role does not admit that:"
                + " \"for_person\" [agent_for_person]");
    assertThat(noted())
        .containsEntry("reasons", Value.of(List.of("agent_for_person")))
        .containsEntry("agent", Value.of("for_person"))
        .containsEntry("principal", Value.of(PERSON));
  }

  @Test
  void whereItMayItIsAnotherEntityWithoutThePersonsGroups() {
    role("people", Map.of("allow_agents", "all"));
    server.verifier().accept("eyJ0.eyJ1.c2ln", TestServer.START, person());
    Map<String, Value> group =
        data(server.write(root, "identity/group", Map.of("name", "ops", "type", "external")));
    Value.Obj mount = (Value.Obj) data(server.read(root, "sys/auth")).get("azure/");
    data(
        server.write(
            root,
            "identity/group-alias",
            Map.of(
                "name", "ops",
                "mount_accessor", mount.members().get("accessor"),
                "canonical_id", group.get("id"))));

    Auth agent = granted("people", FOR_PERSON);
    assertThat(graph.asked()).as("the groups of the person").isEmpty();
    Auth person = granted("people", "eyJ0.eyJ1.c2ln");

    assertThat(agent.entityId()).isNotEqualTo(person.entityId());
    assertThat(agent.metadata())
        .containsEntry("agent", "for_person")
        .containsEntry("on_behalf_of", PERSON);
    assertThat(person.metadata()).doesNotContainKey("agent");
    assertThat(graph.asked()).containsExactly("user " + PERSON);
  }

  @Test
  void aRoleThatNoLongerAdmitsAgentsRenewsNoneOfTheirTokens() {
    role("agents", Map.of("bound_service_principal_ids", OID));
    String token = granted("agents", AUTONOMOUS).clientToken().expose();
    assertThat(envelope(renew(token)).auth()).isPresent();

    role("agents", Map.of("bound_agent_blueprint_ids", List.of(), "allow_agents", "none"));

    assertThat(refusal(renew(token)).errors().toString()).contains("[agent_not_allowed]");
  }

  @Test
  void theAuthorOfALaxRoleIsWarned() {
    assertThat(
            envelope(server.write(root, "auth/azure/role/agents", Map.of("token_ttl", "1h")))
                .warnings()
                .toString())
        .contains("bound_agent_blueprint_ids alone admits every agent");
  }

  private Answer renew(String token) {
    return server.write(token, "auth/token/renew-self", Map.of());
  }

  private Map<String, Value> noted() {
    List<Value.Obj> answers = server.audit().records("response");
    return ((Value.Obj) answers.get(answers.size() - 1).members().get("azimuth")).members();
  }

  private Auth granted(String role, String jwt) {
    return envelope(login(role, jwt)).auth().orElseThrow();
  }

  private Answer login(String role, String jwt) {
    return server.write("", "auth/azure/login", Map.of("role", role, "jwt", jwt));
  }

  private void role(String name, Map<String, ?> parameters) {
    assertThat(server.write(root, "auth/azure/role/" + name, parameters))
        .isNotInstanceOf(Answer.Refused.class);
  }

  private static Map<String, Object> person() {
    Map<String, Object> claims = new HashMap<>(claims(Map.of("idtyp", "user", "oid", PERSON)));
    claims.keySet().removeIf(name -> name.startsWith("xms_"));
    return claims;
  }

  private static Map<String, Object> claims(Map<String, Object> own) {
    Map<String, Object> claims =
        new HashMap<>(
            Map.of(
                "oid",
                OID,
                "sub",
                OID,
                "appid",
                APP,
                "ver",
                "1.0",
                "tid",
                FakeCloud.TENANT,
                "xms_act_fct",
                "3 9 11",
                "xms_sub_fct",
                "9 3 11",
                "xms_idrel",
                "7 10",
                "xms_par_app_azp",
                BLUEPRINT));
    claims.putAll(own);
    return claims;
  }
}

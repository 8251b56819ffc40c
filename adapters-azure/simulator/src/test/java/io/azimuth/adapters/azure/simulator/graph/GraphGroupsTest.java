package io.azimuth.adapters.azure.simulator.graph;

import static io.azimuth.adapters.azure.simulator.GraphClient.PRINCIPAL;
import static io.azimuth.adapters.azure.simulator.GraphClient.SERVER;
import static io.azimuth.adapters.azure.simulator.GraphClient.code;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.azimuth.adapters.azure.simulator.GraphClient;
import io.azimuth.adapters.azure.simulator.PublishedKeys;
import io.azimuth.adapters.azure.simulator.SimulatorClient.Answer;
import io.azimuth.adapters.azure.simulator.fleet.DirectoryMemberships;
import io.azimuth.adapters.azure.simulator.fleet.GraphPermission;
import io.azimuth.adapters.azure.simulator.fleet.IdentitySelector;
import io.azimuth.adapters.azure.simulator.fleet.SeededFleet;
import io.azimuth.adapters.azure.simulator.http.SimulatorEndpoint;
import io.azimuth.adapters.azure.simulator.token.TokenRequest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is in which groups. */
@ExtendWith(GraphClient.Shared.class)
class GraphGroupsTest {

  private static final String UAMI_DB = "bbbbbbbb-0000-4000-8000-000000000004";
  private static final String UAMI_WEB = "bbbbbbbb-0000-4000-8000-000000000002";
  private static final String GRACE = "ffffffff-0000-4000-8000-000000000002";
  private static final String GROUP_1 = "dddddddd-0000-4000-8000-000000000001";
  private static final String GROUP_201 = "dddddddd-0000-4000-8000-000000000201";
  private static final String UNIFIED = "dddddddd-0000-4000-8000-000000000901";
  private static final String ROLE = "dddddddd-0000-4000-8000-000000000902";
  private static final String SECURITY_ONLY = "{\"securityEnabledOnly\":true}";

  private final GraphClient graph;

  GraphGroupsTest(GraphClient graph) {
    this.graph = graph;
  }

  @BeforeEach
  void reset() {
    graph.simulator.reset();
  }

  @ParameterizedTest
  @CsvSource({
    "servicePrincipals, " + UAMI_DB + ", getMemberObjects",
    "servicePrincipals, " + UAMI_DB + ", getMemberGroups",
    "servicePrincipals, " + UAMI_DB + ", microsoft.graph.getMemberObjects",
    "users, " + GRACE + ", getMemberObjects",
    "users, " + GRACE + ", getMemberGroups"
  })
  void groupsBehindAnOverageAreListed(String kind, String principal, String action)
      throws Exception {
    Answer answer = graph.post(kind + "/" + principal + "/" + action, SECURITY_ONLY);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().get("@odata.context").asText())
        .endsWith("v1.0/$metadata#Collection(Edm.String)");
    assertThat(texts(answer)).hasSize(201).contains(GROUP_1, GROUP_201);
  }

  @Test
  void theirTokensHaveSourcesInsteadOfGroups() {
    String machine =
        graph
            .simulator
            .mint(
                TokenRequest.forMachine(
                    "web-4",
                    IdentitySelector.clientId("aaaaaaaa-0000-4000-8000-000000000004"),
                    "api://azimuth"))
            .expose();
    String person = graph.simulator.mint(TokenRequest.forUser("grace", "api://azimuth")).expose();

    for (String token : List.of(machine, person)) {
      assertThat(PublishedKeys.payload(token))
          .contains("\"_claim_names\":{\"groups\":\"src1\"}", "getMemberObjects")
          .doesNotContain(GROUP_1);
    }
  }

  @Test
  void anyPrincipalIsFoundAmongDirectoryObjects() throws Exception {
    assertThat(
            graph
                .post("directoryObjects/" + UAMI_WEB + "/getMemberObjects", SECURITY_ONLY)
                .status())
        .isEqualTo(403);
    graph.steered.grant(PRINCIPAL, GraphPermission.DIRECTORY_READ_ALL);

    assertThat(
            texts(graph.post("directoryObjects/" + UAMI_WEB + "/getMemberObjects", SECURITY_ONLY)))
        .hasSize(2);
    assertThat(texts(graph.post("directoryObjects/" + GRACE + "/getMemberObjects", SECURITY_ONLY)))
        .hasSize(201);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "users/" + UAMI_WEB,
        "servicePrincipals/" + GRACE,
        "servicePrincipals/bbbbbbbb-0000-4000-8000-000000000777",
        "servicePrincipals/bbbbbbbb-0000-4000-8000-000000000099"
      })
  void aPrincipalOfAnotherKindOrTenantIsNotFound(String path) throws Exception {
    Answer answer = graph.post(path + "/getMemberObjects", SECURITY_ONLY);

    assertThat(answer.status()).isEqualTo(404);
    assertThat(code(answer)).isEqualTo("Request_ResourceNotFound");
  }

  @ParameterizedTest
  @CsvSource({
    "servicePrincipals, " + UAMI_WEB + ", APPLICATION_READ_ALL",
    "users, " + GRACE + ", USER_READ_ALL"
  })
  void eachKindNeedsItsPermission(String kind, String principal, GraphPermission permission)
      throws Exception {
    graph.steered.revoke(PRINCIPAL, permission);
    String path = kind + "/" + principal + "/getMemberObjects";

    assertThat(code(graph.post(path, SECURITY_ONLY))).isEqualTo("Authorization_RequestDenied");
    graph.steered.grant(PRINCIPAL, GraphPermission.DIRECTORY_READ_ALL);
    assertThat(graph.post(path, SECURITY_ONLY).status()).isEqualTo(200);
  }

  @Test
  void withoutSecurityOnlyThereAreOtherGroupsAndRolesToo() throws Exception {
    graph.steered.memberships(
        UAMI_WEB, new DirectoryMemberships(List.of(GROUP_1), List.of(UNIFIED), List.of(ROLE)));
    String path = "servicePrincipals/" + UAMI_WEB;
    String all = "{\"securityEnabledOnly\":false}";

    assertThat(texts(graph.post(path + "/getMemberObjects", all)))
        .containsExactly(GROUP_1, UNIFIED, ROLE);
    assertThat(texts(graph.post(path + "/getMemberGroups", all))).containsExactly(GROUP_1, UNIFIED);
    assertThat(texts(graph.post(path + "/getMemberGroups", SECURITY_ONLY)))
        .containsExactly(GROUP_1);
    JsonNode members = graph.get(path + "/transitiveMemberOf").body().get("value");
    assertThat(members)
        .extracting(it -> it.get("@odata.type").asText())
        .containsExactly(
            "#microsoft.graph.group", "#microsoft.graph.group", "#microsoft.graph.directoryRole");
    assertThat(graph.get(path + "/transitiveMemberOf/microsoft.graph.group").body().get("value"))
        .hasSize(2);
  }

  @Test
  void changedGroupsAreInTheNextToken() throws Exception {
    graph.client.steer(
        "graph/memberships",
        "{\"principal\":\"" + UAMI_WEB + "\",\"security\":[\"" + GROUP_201 + "\"]}");

    assertThat(PublishedKeys.payload(graph.simulator.tokenFor("web-2", "api://azimuth").expose()))
        .contains("\"groups\":[\"" + GROUP_201 + "\"]");
  }

  @Test
  void elevenThousandAreListedAndOneMoreIsNot() throws Exception {
    String path = "servicePrincipals/" + UAMI_WEB + "/getMemberObjects";
    graph.steered.memberships(UAMI_WEB, DirectoryMemberships.ofFirst(GraphGroups.MAX_RESULT));
    assertThat(texts(graph.post(path, SECURITY_ONLY))).hasSize(11_000);

    graph.client.steer("graph/memberships", "{\"principal\":\"" + UAMI_WEB + "\",\"count\":11001}");
    Answer answer = graph.post(path, SECURITY_ONLY);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(code(answer)).isEqualTo("Directory_ResultSizeLimitExceeded");
  }

  @Test
  void transitiveMembershipsComeInPages() throws Exception {
    String path = "servicePrincipals/" + UAMI_DB + "/transitiveMemberOf?$select=id&$top=150";
    Answer first = graph.get(path);
    assertThat(first.body().get("value")).hasSize(150);

    String base = graph.simulator.authorityUri() + "v1.0/";
    String next = first.body().get("@odata.nextLink").asText();
    assertThat(next).startsWith(base + "servicePrincipals/" + UAMI_DB);
    Answer second = graph.get(next.substring(base.length()));
    assertThat(second.body().get("value")).hasSize(51);
    assertThat(second.body().has("@odata.nextLink")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "1000", "x"})
  void aPageHasOneTo999(String top) throws Exception {
    Answer answer = graph.get("servicePrincipals/" + UAMI_DB + "/transitiveMemberOf?$top=" + top);

    assertThat(code(answer)).isEqualTo("Request_BadRequest");
  }

  @Test
  void membershipOfTwentyGroupsIsChecked() throws Exception {
    String path = "servicePrincipals/" + UAMI_WEB + "/checkMemberGroups";

    assertThat(texts(graph.post(path, ids(20)))).hasSize(2);
    assertThat(code(graph.post(path, ids(21)))).isEqualTo("Request_BadRequest");
    assertThat(code(graph.post(path, "{\"groupIds\":[]}"))).isEqualTo("Request_BadRequest");
    assertThat(code(graph.post(path, "{}"))).isEqualTo("Request_BadRequest");
  }

  @Test
  void aSwitchThatIsNoneIsABadRequest() throws Exception {
    Answer answer =
        graph.post(
            "servicePrincipals/" + UAMI_WEB + "/getMemberObjects",
            "{\"securityEnabledOnly\":\"yes\"}");

    assertThat(code(answer)).isEqualTo("Request_BadRequest");
  }

  @Test
  void lookUpsAreCountedApart() throws Exception {
    graph.get("servicePrincipals/" + UAMI_WEB + "/transitiveMemberOf", graph.tokenOf(SERVER));

    assertThat(graph.simulator.requestCounts())
        .containsEntry(SimulatorEndpoint.GRAPH_GROUPS, 1L)
        .containsEntry(SimulatorEndpoint.GRAPH_FIND, 0L);
  }

  private static String ids(int count) {
    return "{\"groupIds\":[\"" + String.join("\",\"", SeededFleet.groups(count)) + "\"]}";
  }

  private static List<String> texts(Answer answer) {
    List<String> texts = new ArrayList<>();
    answer.body().get("value").forEach(it -> texts.add(it.asText()));
    return texts;
  }
}

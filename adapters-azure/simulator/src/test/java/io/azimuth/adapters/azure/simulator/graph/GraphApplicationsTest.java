package io.azimuth.adapters.azure.simulator.graph;

import static io.azimuth.adapters.azure.simulator.GraphClient.APP;
import static io.azimuth.adapters.azure.simulator.GraphClient.CLIENT_ID;
import static io.azimuth.adapters.azure.simulator.GraphClient.OBJECT_ID;
import static io.azimuth.adapters.azure.simulator.GraphClient.PRINCIPAL;
import static io.azimuth.adapters.azure.simulator.GraphClient.SERVER;
import static io.azimuth.adapters.azure.simulator.GraphClient.code;
import static io.azimuth.adapters.azure.simulator.fleet.GraphPermission.APPLICATION_READ_ALL;
import static io.azimuth.adapters.azure.simulator.fleet.GraphPermission.APPLICATION_READ_WRITE_ALL;
import static io.azimuth.adapters.azure.simulator.fleet.GraphPermission.APPLICATION_READ_WRITE_OWNED_BY;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.azimuth.adapters.azure.simulator.GraphClient;
import io.azimuth.adapters.azure.simulator.SimulatorClient;
import io.azimuth.adapters.azure.simulator.SimulatorClient.Answer;
import io.azimuth.adapters.azure.simulator.token.TokenDefect;
import io.azimuth.adapters.azure.simulator.token.TokenRequest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(GraphClient.Shared.class)
class GraphApplicationsTest {

  private static final String CI_PRINCIPAL = "bbbbbbbb-0000-4000-8000-000000000011";
  private static final String GRAPH = "https://graph.microsoft.com";

  private final GraphClient graph;

  GraphApplicationsTest(GraphClient graph) {
    this.graph = graph;
  }

  @BeforeEach
  void reset() {
    graph.simulator.reset();
  }

  private String filter(String clientId) {
    return "applications?$filter=" + GraphClient.encoded("appId eq '" + clientId + "'");
  }

  @Test
  void anApplicationIsFoundByItsClientId() throws Exception {
    Answer answer = graph.get(filter(CLIENT_ID) + "&$select=id,appId,passwordCredentials");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().get("@odata.context").asText())
        .isEqualTo(
            graph.simulator.authorityUri()
                + "v1.0/$metadata#applications(id,appId,passwordCredentials)");
    assertThat(answer.body().get("value")).hasSize(1);
    JsonNode app = answer.body().get("value").get(0);
    assertThat(app.fieldNames()).toIterable().containsExactly("id", "appId", "passwordCredentials");
    assertThat(app.get("id").asText()).isEqualTo(OBJECT_ID);
    assertThat(app.get("passwordCredentials")).hasSize(2);
    assertThat(app.get("passwordCredentials").get(0).get("displayName").asText())
        .isEqualTo("by hand");
  }

  @Test
  void anUnknownClientIdFindsNone() throws Exception {
    assertThat(graph.get(filter("aaaaaaaa-0000-4000-8000-000000000777")).body().get("value"))
        .isEmpty();
  }

  @Test
  void aDuplicateIsFoundTooAndTheSecretsGoOn() throws Exception {
    String second =
        graph
            .client
            .steer("graph/duplicate", "{\"application\":\"azimuth-server\"}")
            .body()
            .get("object_id")
            .asText();

    JsonNode value = graph.get(filter(CLIENT_ID)).body().get("value");
    assertThat(value).extracting(it -> it.get("id").asText()).containsExactly(OBJECT_ID, second);
    assertThat(graph.verdict(GraphClient.FIRST_SECRET)).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {APP, "applications(appId='" + CLIENT_ID + "')"})
  void anApplicationIsReadByEitherId(String path) throws Exception {
    Answer answer = graph.get(path + "?$select=appId");

    assertThat(answer.body().get("appId").asText()).isEqualTo(CLIENT_ID);
    assertThat(answer.body().has("id")).isFalse();
    assertThat(answer.body().get("@odata.context").asText()).endsWith("#applications/$entity");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "applications/abababab-0000-4000-8000-000000000777",
        "applications(appId='aaaaaaaa-0000-4000-8000-000000000777')",
        "applications(displayName='azimuth-server')",
        "servicePrincipal"
      })
  void whatIsNotThereIsNotFound(String path) throws Exception {
    Answer answer = graph.get(path);

    assertThat(answer.status()).isEqualTo(404);
    assertThat(code(answer)).isEqualTo("Request_ResourceNotFound");
    JsonNode inner = answer.body().get("error").get("innerError");
    assertThat(inner.get("date").asText()).matches("[0-9-]{10}T[0-9:]{8}");
    assertThat(inner.get("request-id").asText()).hasSize(36);
    assertThat(answer.response().headers().firstValue("request-id"))
        .contains(inner.get("request-id").asText());
  }

  @Test
  void anotherFilterIsABadRequest() throws Exception {
    Answer answer = graph.get("applications?$filter=" + GraphClient.encoded("displayName eq 'x'"));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(code(answer)).isEqualTo("Request_BadRequest");
  }

  @Test
  void aTokenForTheSimulatorsOwnAddressIsGood() throws Exception {
    String own = graph.simulator.authorityUri().toString();
    String token = graph.simulator.mint(TokenRequest.forApplication(SERVER, own)).expose();

    assertThat(graph.get(APP, token).status()).isEqualTo(200);
  }

  @Test
  void aTokenForResourceManagerIsRefused() throws Exception {
    String token =
        graph.simulator.mint(TokenRequest.forApplication(SERVER, SimulatorClient.ARM)).expose();

    Answer answer = graph.get(APP, token);

    assertThat(answer.status()).isEqualTo(401);
    assertThat(code(answer)).isEqualTo("InvalidAuthenticationToken");
    assertThat(answer.body().get("error").get("message").asText()).contains("Invalid audience");
    assertThat(answer.response().headers().firstValue("WWW-Authenticate")).isPresent();
  }

  @Test
  void anExpiredTokenAndNoneAreRefused() throws Exception {
    String expired =
        graph
            .simulator
            .mint(TokenRequest.forApplication(SERVER, GRAPH).with(TokenDefect.EXPIRED))
            .expose();

    assertThat(graph.get(APP, expired).body().get("error").get("message").asText())
        .contains("expired");
    Answer none = graph.client.send(graph.request(APP));
    assertThat(none.status()).isEqualTo(401);
    assertThat(none.body().get("error").get("message").asText())
        .isEqualTo("Access token is empty.");
  }

  @Test
  void withoutAPermissionNothingIsRead() throws Exception {
    Answer answer = graph.get(APP, graph.tokenOf("ci-deployer"));

    assertThat(answer.status()).isEqualTo(403);
    assertThat(code(answer)).isEqualTo("Authorization_RequestDenied");
    assertThat(answer.body().get("error").get("message").asText())
        .isEqualTo("Insufficient privileges to complete the operation.");
  }

  @Test
  void aReaderMayNotChange() throws Exception {
    graph.steered.grant(CI_PRINCIPAL, APPLICATION_READ_ALL);
    String token = graph.tokenOf("ci-deployer");

    assertThat(graph.get(APP, token).status()).isEqualTo(200);
    assertThat(graph.post(APP + "/addPassword", "{}", token).status()).isEqualTo(403);
  }

  @Test
  void ownedByNeedsAnOwner() throws Exception {
    graph.steered.grant(CI_PRINCIPAL, APPLICATION_READ_WRITE_OWNED_BY);
    String token = graph.tokenOf("ci-deployer");
    assertThat(graph.post(APP + "/addPassword", "{}", token).status()).isEqualTo(403);

    graph.client.steer(
        "graph/owners",
        "{\"application\":\"azimuth-server\",\"principal\":\"" + CI_PRINCIPAL + "\"}");

    assertThat(graph.post(APP + "/addPassword", "{}", token).status()).isEqualTo(200);
  }

  @Test
  void anOwnerNeedsThePermissionToo() throws Exception {
    graph.client.steer(
        "graph/rights",
        "{\"principal\":\""
            + PRINCIPAL
            + "\",\"permission\":\"Application.ReadWrite.OwnedBy\",\"granted\":false}");

    assertThat(code(graph.add("x"))).isEqualTo("Authorization_RequestDenied");
    assertThat(graph.get(APP).status()).isEqualTo(200);
  }

  @Test
  void whoMayChangeAllNeedNotOwn() throws Exception {
    graph.steered.removeOwner(SERVER, PRINCIPAL);
    assertThat(graph.add("x").status()).isEqualTo(403);

    graph.steered.grant(PRINCIPAL, APPLICATION_READ_WRITE_ALL);

    assertThat(graph.add("x").status()).isEqualTo(200);
  }
}

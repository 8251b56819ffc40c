package io.azimuth.adapters.azure.simulator.graph;

import static io.azimuth.adapters.azure.simulator.GraphClient.APP;
import static io.azimuth.adapters.azure.simulator.GraphClient.SERVER;
import static io.azimuth.adapters.azure.simulator.GraphClient.code;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.adapters.azure.simulator.GraphClient;
import io.azimuth.adapters.azure.simulator.SimulatorClient.Answer;
import io.azimuth.adapters.azure.simulator.fleet.FederatedCredential;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(GraphClient.Shared.class)
class GraphFederationTest {

  private static final String PATH = APP + "/federatedIdentityCredentials";
  private static final String WISH =
      "{\"name\":\"azimuth\",\"issuer\":\"https://azimuth.example/v1/identity/oidc/plugins\","
          + "\"subject\":\"plugin-identity:root:auth:auth_azure_1\",\"audiences\":[\"api://AzureADTokenExchange\"]}";

  private final GraphClient graph;

  GraphFederationTest(GraphClient graph) {
    this.graph = graph;
  }

  @BeforeEach
  void reset() {
    graph.simulator.reset();
  }

  @Test
  void aCredentialIsCreatedListedAndDeleted() throws Exception {
    Answer created = graph.post(PATH, WISH);

    assertThat(created.status()).isEqualTo(201);
    assertThat(created.body().get("audiences").get(0).asText())
        .isEqualTo("api://AzureADTokenExchange");
    assertThat(graph.get(PATH).body().get("value").get(0).get("name").asText())
        .isEqualTo("azimuth");
    assertThat(graph.simulator.federation().credentials(SERVER))
        .containsExactly(
            FederatedCredential.of(
                "azimuth",
                "https://azimuth.example/v1/identity/oidc/plugins",
                "plugin-identity:root:auth:auth_azure_1"));
    assertThat(delete(PATH + "/" + created.body().get("id").asText()).statusCode()).isEqualTo(204);
    assertThat(graph.get(PATH).body().get("value")).isEmpty();
    assertThat(delete(PATH + "/azimuth").statusCode()).isEqualTo(404);
  }

  private HttpResponse<String> delete(String path) throws Exception {
    return graph
        .client
        .http()
        .send(
            graph
                .request(path)
                .header("Authorization", "Bearer " + graph.tokenOf(SERVER))
                .timeout(Duration.ofSeconds(10))
                .DELETE()
                .build(),
            HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void aSecondOneOfTheNameIsAConflict() throws Exception {
    graph.post(PATH, WISH);
    Answer second = graph.post(PATH, WISH);

    assertThat(second.status()).isEqualTo(409);
    assertThat(code(second)).isEqualTo("Request_MultipleObjectsWithSameKeyValue");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"name\":\"azimuth\",\"issuer\":\"https://x\",\"subject\":\"y\",\"audiences\":[]}",
        "{\"name\":\"azimuth\",\"issuer\":\"https://x\",\"subject\":\"y\",\"audiences\":[\"a\",\"b\"]}",
        "{\"name\":\"-\",\"issuer\":\"https://x\",\"subject\":\"y\",\"audiences\":[\"a\"]}",
        "{\"name\":\"azimuth\",\"issuer\":\"\",\"subject\":\"y\",\"audiences\":[\"a\"]}"
      })
  void whatIsMalformedIsABadRequest(String body) throws Exception {
    assertThat(code(graph.post(PATH, body))).isEqualTo("Request_BadRequest");
  }

  @Test
  void whoMayNotChangeTheApplicationMayNotCreateOne() throws Exception {
    assertThat(graph.post(PATH, WISH, graph.tokenOf("ledger")).status()).isEqualTo(403);
  }
}

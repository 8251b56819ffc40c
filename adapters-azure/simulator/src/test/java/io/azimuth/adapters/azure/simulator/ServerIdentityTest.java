package io.azimuth.adapters.azure.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.adapters.azure.simulator.SimulatorClient.Answer;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Machines where the server itself runs: their tokens for Resource Manager and Graph. */
@ExtendWith(GraphClient.Shared.class)
class ServerIdentityTest {

  private static final String UAMI_AZIMUTH = "aaaaaaaa-0000-4000-8000-000000000030";
  private static final String UAMI_WEB = "aaaaaaaa-0000-4000-8000-000000000002";
  private static final String VM =
      "subscriptions/22222222-2222-2222-2222-222222222222/resourceGroups/rg-web/providers/"
          + "Microsoft.Compute/virtualMachines/web-1?api-version=2025-04-01";
  private static final String GROUPS =
      "servicePrincipals/bbbbbbbb-0000-4000-8000-000000000002/transitiveMemberOf";

  private final GraphClient graph;

  ServerIdentityTest(GraphClient graph) {
    this.graph = graph;
    graph.simulator.reset();
  }

  private Answer imds(String machine, String selector) throws Exception {
    return graph.client.metadata(
        "machines/"
            + machine
            + "/metadata/identity/oauth2/token?api-version=2018-02-01&resource="
            + graph.simulator.authorityUri()
            + selector);
  }

  @ParameterizedTest
  @CsvSource({"azimuth-1, ''", "azimuth-2, &client_id=" + UAMI_AZIMUTH})
  void aServersMachineReadsResourceManagerAndGraph(String machine, String selector)
      throws Exception {
    String token = imds(machine, selector).body().get("access_token").asText();

    Answer read =
        graph.client.send(
            HttpRequest.newBuilder(graph.client.authorityUri(VM))
                .header("Authorization", "Bearer " + token));
    assertThat(read.status()).isEqualTo(200);
    assertThat(graph.get(GROUPS, token).status()).isEqualTo(200);
  }

  @Test
  void theClientIdChoosesAmongSeveralIdentities() throws Exception {
    Answer answer = imds("azimuth-2", "&client_id=" + UAMI_WEB);

    assertThat(answer.body().get("client_id").asText()).isEqualTo(UAMI_WEB);
    String token = answer.body().get("access_token").asText();
    assertThat(PublishedKeys.payload(token)).contains("\"appid\":\"" + UAMI_WEB + "\"");
    assertThat(graph.get(GROUPS, token).status()).isEqualTo(403);
  }

  @Test
  void withoutAClientIdTheChoiceIsOpen() throws Exception {
    Answer answer = imds("azimuth-2", "");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body().get("error_description").asText()).contains("must name one");
  }

  @Test
  void anotherMachinesIdentityIsNotFound() throws Exception {
    Answer answer = imds("azimuth-1", "&client_id=" + UAMI_AZIMUTH);

    assertThat(answer.body().get("error_description").asText()).isEqualTo("Identity not found");
  }
}

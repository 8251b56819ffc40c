package io.azimuth.product;

import static io.azimuth.product.ResourceFixture.SUBSCRIPTION;
import static io.azimuth.product.ResourceFixture.granted;
import static io.azimuth.product.ResourceFixture.proved;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the agent of Vault sends, from its first request to its last (spec 9). */
final class AgentReplayTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static TestingServer server;
  private ResourceFixture azure;

  @BeforeAll
  static void start(@TempDir Path directory) {
    server = TestingServer.in(directory).start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void fresh() {
    azure = ResourceFixture.on(server);
  }

  @Test
  void fromAMachineOfAUniformSet() throws Exception {
    azure.role(
        "bound_subscription_ids", SUBSCRIPTION, "bound_scale_sets", "fleet", "token_ttl", "20m");

    Reply login = logIn(tokenOf("fleet_1"), "fleet_1");

    assertThat(granted(login)).isEqualTo(proved("rg-web", 5, "vmss_name", "fleet"));
    useUp(login, AzureMount.principal(5));
  }

  @Test
  void fromAPlainMachine() throws Exception {
    azure.role(
        "bound_subscription_ids",
        SUBSCRIPTION,
        "bound_locations",
        "westeurope",
        "token_ttl",
        "20m");

    Reply login = logIn(tokenOf("web-1"), "web-1");

    assertThat(granted(login)).isEqualTo(proved("rg-web", 1, "vm_name", "web-1"));
    useUp(login, AzureMount.WEB_1);
  }

  /** The metadata service that a pod reaches is its node's; its token is its own. */
  @Test
  void fromAPodOnANodeOfAScaleSet() throws Exception {
    azure.role(
        "bound_subscription_ids",
        SUBSCRIPTION,
        "bound_resource_groups",
        "rg-identities",
        "token_ttl",
        "20m");

    Reply login = logIn(azure.jwt("orders-pod"), "fleet_0");

    assertThat(granted(login))
        .containsEntry("resource_group_name", "rg-identities")
        .hasEntrySatisfying(
            "resource_id",
            id -> assertThat(id).isEqualToIgnoringCase(azure.resources().id("uami-pod")))
        .containsOnlyKeys("subscription_id", "resource_group_name", "resource_id", "app_id");
    useUp(login, AzureMount.principal(8));
  }

  private Reply logIn(String jwt, String node) throws IOException, InterruptedException {
    JsonNode compute = ask(node, "instance?api-version=2018-02-01").path("compute");
    Map<String, Object> request = new LinkedHashMap<>();
    request.put("role", ResourceFixture.ROLE);
    request.put("jwt", jwt);
    request.put("vm_name", compute.path("name").asText());
    request.put("vmss_name", compute.path("vmScaleSetName").asText());
    request.put("subscription_id", compute.path("subscriptionId").asText());
    request.put("resource_group_name", compute.path("resourceGroupName").asText());
    assertThat(request)
        .containsEntry("vm_name", node)
        .containsEntry("resource_group_name", "rg-web");
    return server
        .anonymous()
        .with("X-Vault-Request", "true")
        .send("PUT", azure.mount().at("login"), JSON.writeValueAsString(request));
  }

  private String tokenOf(String machine) throws IOException, InterruptedException {
    String query = "identity/oauth2/token?api-version=2018-02-01&resource=" + AzureMount.AUDIENCE;
    return ask(machine, query).path("access_token").asText();
  }

  private static JsonNode ask(String machine, String below)
      throws IOException, InterruptedException {
    URI uri = server.azure().metadataUri(machine).resolve("metadata/" + below);
    HttpRequest request = HttpRequest.newBuilder(uri).header("Metadata", "true").build();
    HttpResponse<String> answer =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(uri.toString()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  private static void useUp(Reply login, String principal) {
    assertThat(login.auth().path("renewable").asBoolean()).isTrue();
    assertThat(login.auth().path("lease_duration").asLong()).isEqualTo(1200);
    TestingClient client = server.as(login.clientToken()).with("X-Vault-Request", "true");

    Reply lookup = client.get("auth/token/lookup-self");
    assertThat(lookup.status()).isEqualTo(200);
    assertThat(lookup.data().path("display_name").asText()).endsWith("-" + principal);
    assertThat(lookup.data().path("meta")).isEqualTo(login.auth().path("metadata"));

    Reply renewal = client.send("PUT", "auth/token/renew-self", "{\"increment\":0}");
    assertThat(renewal.status()).as(renewal.toString()).isEqualTo(200);
    assertThat(renewal.auth().path("lease_duration").asLong()).isEqualTo(1200);

    assertThat(client.send("PUT", "auth/token/revoke-self", "").status()).isEqualTo(204);
    assertThat(client.get("auth/token/lookup-self").status()).isEqualTo(403);
  }
}

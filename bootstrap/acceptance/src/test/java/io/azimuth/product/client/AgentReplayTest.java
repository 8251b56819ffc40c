package io.azimuth.product.client;

import static io.azimuth.product.azure.ResourceFixture.SUBSCRIPTION;
import static io.azimuth.product.azure.ResourceFixture.granted;
import static io.azimuth.product.azure.ResourceFixture.proved;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.azimuth.product.azure.AzureMount;
import io.azimuth.product.azure.ResourceFixture;
import io.azimuth.product.server.Reply;
import io.azimuth.product.server.SharedServer;
import io.azimuth.product.server.TestingClient;
import io.azimuth.product.server.TestingServer;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * All requests of the Vault agent from its start to its end, with its paths, queries and headers:
 * as a sidecar of the injector, on a machine and in a pod.
 */
final class AgentReplayTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String READER =
      "path \"secret/data/app/db\" { capabilities = [\"read\"] }"; // as in
  // docs/guides/kubernetes.md

  private static final int ATTEMPTS = 5; // an agent retries without limit

  @RegisterExtension static final SharedServer SHARED = SharedServer.inMemory();

  private static TestingServer server;
  private ResourceFixture azure;
  private AgentPlatform platform;

  @BeforeAll
  static void start() {
    server = SHARED.server();
    server.root().write("sys/mounts/secret", Map.of("type", "kv-v2"));
    server.root().write("secret/data/app/db", Map.of("data", Map.of("password", "s3cret-of-db")));
    server.root().write("sys/policies/acl/app", Map.of("policy", READER));
  }

  @BeforeEach
  void fresh() {
    azure = ResourceFixture.on(server);
    platform = new AgentPlatform(server);
  }

  private void role(String binding, String value) {
    azure.role(
        "bound_subscription_ids",
        SUBSCRIPTION,
        binding,
        value,
        "token_policies",
        "app",
        "token_ttl",
        "20m");
  }

  @Test
  void fromAMachineOfAUniformSet() throws IOException {
    role("bound_scale_sets", "fleet");

    Reply login = logIn("fleet_1", platform.token("fleet_1", ""));

    assertThat(granted(login)).isEqualTo(proved("rg-web", 5, "vmss_name", "fleet"));
    useUp(login, AzureMount.principal(5));
  }

  @Test
  void fromAPlainMachine() throws IOException {
    role("bound_locations", "westeurope");

    Reply login = logIn("web-1", platform.token("web-1", ""));

    assertThat(granted(login)).isEqualTo(proved("rg-web", 1, "vm_name", "web-1"));
    useUp(login, AzureMount.WEB_1);
  }

  @Test
  void fromAMachineWithTheIdentityThatItsConfigurationNames() throws IOException {
    role("bound_resource_groups", "rg-web");

    Reply login = logIn("web-4", platform.token("web-4", AzureMount.client(2)));

    assertThat(granted(login)).isEqualTo(proved("rg-web", 2, "vm_name", "web-4"));
    useUp(login, AzureMount.principal(2));
  }

  /**
   * With {@code authenticate_from_environment}. A pod reaches the metadata service of its node, but
   * has its own token.
   */
  @Test
  void fromAPodOnANodeOfAScaleSet() throws IOException {
    role("bound_resource_groups", "rg-identities");

    Reply login = logIn("fleet_0", platform.federatedToken("orders-pod", AzureMount.client(8)));

    assertThat(granted(login))
        .containsEntry("resource_group_name", "rg-identities")
        .hasEntrySatisfying(
            "resource_id",
            id -> assertThat(id).isEqualToIgnoringCase(azure.resources().id("uami-pod")))
        .containsOnlyKeys("subscription_id", "resource_group_name", "resource_id", "app_id");
    useUp(login, AzureMount.principal(8));
  }

  /** The injector's init container logs in first, then its sidecar. */
  @Test
  void fromAPodThatIsBoundByItsPrincipalAlone() throws IOException {
    azure
        .mount()
        .role(
            ResourceFixture.ROLE,
            "bound_service_principal_ids",
            AzureMount.principal(8),
            "token_policies",
            "app",
            "token_ttl",
            "20m");

    for (int container = 0; container < 2; container++) {
      Reply login = logIn("fleet_0", platform.federatedToken("orders-pod", AzureMount.client(8)));
      assertThat(login.status()).as(login.toString()).isEqualTo(200);
      useUp(login, AzureMount.principal(8));
    }
  }

  /**
   * The most frequent mistake in the annotation {@code auth-path}; see docs/guides/kubernetes.md.
   */
  @Test
  void aMountPathThatIsWrittenWronglyIsDeniedWithoutAReason() {
    for (String path : new String[] {azure.mount().name() + "/login", "auth/kubernetes/login"}) {
      Reply denied = agent(server.anonymous()).send("PUT", path, "{\"role\":\"app\"}");

      assertThat(denied.status()).isEqualTo(403);
      assertThat(denied.errors()).singleElement().asString().doesNotContain("[");
    }
  }

  private Reply logIn(String node, String jwt) throws IOException {
    JsonNode compute = platform.instance(node).path("compute");
    assertThat(compute.path("name").asText()).isEqualTo(node);
    Map<String, String> request = new TreeMap<>(); // Go writes maps sorted by their keys
    request.put("role", ResourceFixture.ROLE);
    request.put("jwt", jwt);
    request.put("vm_name", compute.path("name").asText());
    request.put("vmss_name", compute.path("vmScaleSetName").asText());
    request.put("subscription_id", compute.path("subscriptionId").asText());
    request.put("resource_group_name", compute.path("resourceGroupName").asText());
    return replayed(azure.mount().at("login"), JSON.writeValueAsString(request));
  }

  /** The Go client repeats a write after a 5xx answer, so a repeated write must do no harm. */
  private static Reply replayed(String path, String body) {
    Reply reply = agent(server.anonymous()).send("PUT", path, body);
    for (int i = 0; i < ATTEMPTS && reply.status() == 503; i++) {
      reply = agent(server.anonymous()).send("PUT", path, body);
    }
    return reply;
  }

  private static TestingClient agent(TestingClient client) {
    return client
        .with("X-Vault-Request", "true")
        .with("User-Agent", AgentPlatform.USER_AGENT)
        .with("Accept-Encoding", "gzip");
  }

  private static void useUp(Reply login, String principal) {
    assertThat(login.auth().path("renewable").asBoolean()).isTrue();
    assertThat(login.auth().path("lease_duration").asLong()).isEqualTo(1200);
    TestingClient agent = agent(server.as(login.clientToken()));

    Reply lookup = agent.get("auth/token/lookup-self");
    assertThat(lookup.status()).isEqualTo(200);
    assertThat(lookup.data().path("display_name").asText()).endsWith("-" + principal);
    assertThat(lookup.data().path("meta")).isEqualTo(login.auth().path("metadata"));

    renders(agent);
    Reply renewal = agent.send("PUT", "auth/token/renew-self", "{\"increment\":0}");
    assertThat(renewal.status()).as(renewal.toString()).isEqualTo(200);
    assertThat(renewal.auth().path("lease_duration").asLong()).isEqualTo(1200);

    assertThat(agent.send("PUT", "auth/token/revoke-self", "").status()).isEqualTo(204);
    Reply over = agent.get("auth/token/lookup-self");
    assertThat(over.status()).isEqualTo(403);
    assertThat(over.errors()).singleElement().asString().contains("invalid token");
  }

  /**
   * A template may name the secret with or without {@code data/}; the preflight returns the mount.
   */
  private static void renders(TestingClient agent) {
    for (String named : new String[] {"secret/data/app/db", "secret/app/db"}) {
      Reply preflight = agent.get("sys/internal/ui/mounts/" + named);
      assertThat(preflight.status()).as(preflight.toString()).isEqualTo(200);
      assertThat(preflight.data().path("path").asText()).isEqualTo("secret/");
      assertThat(preflight.data().path("options").path("version").asText()).isEqualTo("2");
    }
    Reply secret = agent.get("secret/data/app/db");
    assertThat(secret.data().path("data").path("password").asText()).isEqualTo("s3cret-of-db");
    assertThat(secret.header("Content-Encoding")).isEmpty();
    assertThat(secret.body().path("lease_duration").asLong()).isZero();
    assertThat(agent.get("secret/data/app/other").status()).isEqualTo(403);
  }
}

package io.azimuth.product.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.azimuth.product.azure.AzureMount;
import io.azimuth.product.azure.ResourceFixture;
import io.azimuth.product.server.RawHttpConnection;
import io.azimuth.product.server.Reply;
import io.azimuth.product.server.SharedServer;
import io.azimuth.product.server.TestingClient;
import io.azimuth.product.server.TestingServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The C# example of HashiCorp's documentation of the azure auth method (VaultSharp, {@code
 * AzureAuthMethodInfo}, {@code ReadSecretAsync}), byte by byte as .NET sends it. Its deserialiser
 * is strict: it needs numbers of at most 32 bits that are not strings, and maps of strings that
 * contain only strings.
 */
final class VaultSharpReplayTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @RegisterExtension static final SharedServer SHARED = SharedServer.inMemory();

  private static TestingServer server;

  @BeforeAll
  static void start() {
    server = SHARED.server();
    TestingClient root = server.root();
    root.write("sys/mounts/kv-v2", Map.of("type", "kv-v2"));
    root.write("kv-v2/data/creds", Map.of("data", Map.of("password", "Hashi123")));
    root.write(
        "sys/policies/acl/creds",
        Map.of("policy", "path \"kv-v2/data/creds\" { capabilities = [\"read\"] }"));
    AzureMount.enable(server, "azure")
        .readingResources()
        .role(
            "dev-role-azure",
            "bound_subscription_ids",
            ResourceFixture.SUBSCRIPTION,
            "bound_resource_groups",
            "rg-web",
            "policies",
            "creds")
        .warm("dev-role-azure");
  }

  @Test
  void theDocumentedExampleReadsItsSecret() {
    JsonNode compute = azure("instance?api-version=2017-08-01").path("compute");
    String jwt =
        azure(
                "identity/oauth2/token?api-version=2018-02-01"
                    + "&resource=https://management.azure.com/")
            .path("access_token")
            .asText();

    JsonNode login = logIn(jwt, compute);
    String token = login.path("auth").path("client_token").asText();
    server.as(token);
    JsonNode secret = ok(vault("GET", "/v1/kv-v2/data/creds", token, ""));

    assertEnvelope(secret, "kv");
    assertThat(secret.path("data").path("data").path("password").asText()).isEqualTo("Hashi123");
    assertVersion(secret.path("data").path("metadata"));
    assertThat(ok(vault("GET", "/v1/kv-v2/data/creds?version=1", token, "")).path("data"))
        .isEqualTo(secret.path("data"));
  }

  /** The top-level members of the instance document are read as objects. */
  private static JsonNode azure(String target) {
    URI base = server.azure().metadataUri("web-1").resolve("metadata/");
    String answer = exchange(base, "GET", base.getPath() + target, "Metadata: true\r\n", "");
    JsonNode document = ok(answer);
    if (target.startsWith("instance")) {
      document.forEach(member -> assertThat(member.isObject()).isTrue());
    }
    return document;
  }

  private static JsonNode logIn(String jwt, JsonNode compute) {
    String body =
        """
        {"role":"dev-role-azure","jwt":"%s","subscription_id":"%s","resource_group_name":"%s",\
        "vm_name":"%s","vmss_name":null}"""
            .formatted(
                jwt,
                compute.path("subscriptionId").asText(),
                compute.path("resourceGroupName").asText(),
                compute.path("name").asText());
    JsonNode login = ok(vault("POST", "/v1/auth/azure/login", "", body));
    assertEnvelope(login, "azure");
    assertAuth(login.path("auth"));
    assertThat(Reply.texts(login.path("auth").path("policies")))
        .containsExactly("creds", "default");
    return login;
  }

  @Test
  void whatIsRefusedIsAListOfTexts() {
    String token =
        server.root().write("auth/token/create", Map.of("policies", "creds")).clientToken();

    String answer = vault("GET", "/v1/kv-v2/data/other", token, "");

    assertThat(RawHttpConnection.status(answer)).isEqualTo(403);
    assertThat(body(answer).path("errors")).isNotEmpty().allMatch(JsonNode::isTextual);
  }

  @Test
  void mountsAndMethodsAreObjectsOfObjects() {
    for (String path : new String[] {"/v1/sys/mounts", "/v1/sys/auth"}) {
      JsonNode listed = ok(vault("GET", path, server.rootToken(), ""));

      assertEnvelope(listed, "system");
      assertThat(listed.path("data")).isNotEmpty();
      for (JsonNode mount : listed.path("data")) {
        assertThat(mount.path("accessor").isTextual()).isTrue();
        assertThat(mount.path("config").path("default_lease_ttl").isInt()).isTrue();
        assertThat(mount.path("options").isObject() || mount.path("options").isNull()).isTrue();
      }
    }
  }

  @Test
  void healthAndSealStatusAreOfTheirTypes() {
    JsonNode health = ok(vault("GET", "/v1/sys/health", "", ""));
    JsonNode status = ok(vault("GET", "/v1/sys/seal-status", "", ""));

    assertThat(health.path("server_time_utc").isIntegralNumber()).isTrue();
    assertThat(health.path("initialized").isBoolean()).isTrue();
    assertThat(status.path("t").isInt() && status.path("n").isInt()).isTrue();
    assertThat(status.path("progress").isInt()).isTrue();
    assertThat(OffsetDateTime.parse(status.path("build_date").asText())).isNotNull();
  }

  private static void assertEnvelope(JsonNode answer, String mountType) {
    assertThat(answer.path("request_id").isTextual()).isTrue();
    assertThat(answer.path("lease_id").isTextual()).isTrue();
    assertThat(answer.path("renewable").isBoolean()).isTrue();
    assertThat(answer.path("lease_duration").isInt()).isTrue();
    assertThat(answer.path("wrap_info").isNull()).isTrue();
    assertThat(answer.path("warnings").isNull()).isTrue();
    assertThat(answer.path("mount_type").asText()).isEqualTo(mountType);
  }

  private static void assertAuth(JsonNode auth) {
    for (String text : new String[] {"client_token", "accessor", "entity_id", "token_type"}) {
      assertThat(auth.path(text).isTextual()).as(text).isTrue();
    }
    assertThat(auth.path("lease_duration").isInt()).isTrue();
    assertThat(auth.path("num_uses").isInt()).isTrue();
    assertThat(auth.path("renewable").isBoolean()).isTrue();
    assertThat(auth.path("orphan").isBoolean()).isTrue();
    assertThat(auth.path("policies")).isNotEmpty().allMatch(JsonNode::isTextual);
    assertThat(auth.path("metadata")).isNotEmpty().allMatch(JsonNode::isTextual);
  }

  private static void assertVersion(JsonNode metadata) {
    assertThat(OffsetDateTime.parse(metadata.path("created_time").asText())).isNotNull();
    assertThat(metadata.path("deletion_time").isTextual()).isTrue();
    assertThat(metadata.path("destroyed").isBoolean()).isTrue();
    assertThat(metadata.path("version").isInt()).isTrue();
    assertThat(metadata.path("custom_metadata").isNull()).isTrue();
  }

  private static String vault(String method, String target, String token, String body) {
    String headers = token.isEmpty() ? "" : "X-Vault-Token: " + token + "\r\n";
    return exchange(server.address(), method, target, headers + "X-Vault-Request: true\r\n", body);
  }

  private static String exchange(
      URI host, String method, String target, String headers, String body) {
    String content =
        body.isEmpty()
            ? ""
            : "Content-Type: text/plain; charset=utf-8\r\nContent-Length: "
                + body.getBytes(StandardCharsets.UTF_8).length
                + "\r\n";
    return RawHttpConnection.request(host, method, target, headers + content, body);
  }

  private static JsonNode ok(String answer) {
    assertThat(RawHttpConnection.status(answer)).as(answer).isEqualTo(200);
    return body(answer);
  }

  private static JsonNode body(String answer) {
    try {
      return JSON.readTree(answer.substring(answer.indexOf("\r\n\r\n")));
    } catch (IOException e) {
      throw new UncheckedIOException(answer, e);
    }
  }
}

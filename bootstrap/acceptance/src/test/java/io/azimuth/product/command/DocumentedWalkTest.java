package io.azimuth.product.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.azimuth.product.azure.AzureMount;
import io.azimuth.product.server.Reply;
import io.azimuth.product.server.SharedServer;
import io.azimuth.product.server.TestingClient;
import io.azimuth.product.server.TestingServer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The commands of HashiCorp's documentation of the azure auth method, as the command line and curl
 * send them.
 */
final class DocumentedWalkTest {

  private static final String ENABLE =
      """
      {"type":"azure","description":"","config":{"default_lease_ttl":"0s","max_lease_ttl":"0s",\
      "force_no_cache":false},"local":false,"seal_wrap":false,"external_entropy_access":false,\
      "options":null}""";

  @RegisterExtension static final SharedServer SHARED = SharedServer.overTls();

  private static TestingServer server;

  private TestingClient root;

  @BeforeAll
  static void start() {
    server = SHARED.server();
    assertThat(server.root().send("POST", "sys/auth/azure", ENABLE).status()).isEqualTo(204);
  }

  @BeforeEach
  void configure() {
    root = server.root();
    assertThat(root.send("PUT", "auth/azure/config", config()).status()).isEqualTo(204);
  }

  private static String config() {
    return """
        {"tenant_id":"%s","resource":"%s","environment":"lab","client_id":"%s",\
        "client_secret":"lab-secret-of-azimuth-server"}"""
        .formatted(AzureMount.TENANT, AzureMount.AUDIENCE, "aaaaaaaa-0000-4000-8000-000000000010");
  }

  @Test
  void readsTheConfigurationWithoutItsSecretAndItsDelaysInNanoseconds() {
    Reply read = root.get("auth/azure/config");

    assertThat(read.status()).isEqualTo(200);
    assertThat(read.data().has("client_secret")).isFalse();
    assertThat(read.data().path("retry_delay").asLong()).isEqualTo(4_000_000_000L);
    assertThat(read.data().path("tenant_id").asText()).isEqualTo(AzureMount.TENANT);
  }

  @Test
  void logsInUnderARoleThatWasWrittenWithTheOldNames() {
    Reply written =
        root.send(
            "PUT",
            "auth/azure/role/dev-role",
            "{\"policies\":\"prod,dev\",\"bound_service_principal_ids\":\"%s\"}"
                .formatted(AzureMount.WEB_1));
    Reply read = root.get("auth/azure/role/dev-role");
    Reply login =
        server
            .anonymous()
            .send(
                "PUT",
                "auth/azure/login",
                """
                {"role":"dev-role","jwt":"%s","resource_group_name":"rg-web","vm_name":"web-1",\
                "subscription_id":"22222222-2222-2222-2222-222222222222"}"""
                    .formatted(server.azure().tokenFor("web-1", AzureMount.AUDIENCE).expose()));

    assertThat(written.status()).isEqualTo(204);
    assertThat(read.data().path("policies").toString()).isEqualTo("[\"prod\",\"dev\"]");
    assertThat(read.data().path("token_policies").toString()).isEqualTo("[\"prod\",\"dev\"]");
    assertThat(login.status()).isEqualTo(200);
    assertThat(login.auth().path("policies").toString())
        .isEqualTo("[\"default\",\"dev\",\"prod\"]");
    assertThat(login.auth().path("lease_duration").asInt()).isEqualTo(2_764_800);
    assertThat(login.auth().path("renewable").asBoolean()).isTrue();
    assertThat(login.auth().path("metadata").path("role").asText()).isEqualTo("dev-role");
    assertThat(login.body().path("mount_type").asText()).isEqualTo("azure");
  }

  @Test
  void refusesARoleThatNamesNobodyAndSaysWhatToAdd() {
    Reply reply =
        root.send("PUT", "auth/azure/role/nobody", "{\"bound_resource_groups\":\"rg-web\"}");

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.errors())
        .anySatisfy(
            error ->
                assertThat(error)
                    .contains("bound_group_ids or bound_service_principal_ids (or bound_app_ids)"));
  }

  @Test
  void takesTheNullThatTheCommandLineSendsForNoParameters() {
    writeRole();
    String token =
        server
            .anonymous()
            .send(
                "PUT",
                "auth/azure/login",
                "{\"role\":\"web\",\"jwt\":\"%s\",\"subscription_id\":null}"
                    .formatted(server.azure().tokenFor("web-1", AzureMount.AUDIENCE).expose()))
            .clientToken();

    Reply renewed = server.as(token).send("PUT", "auth/token/renew-self", "null");
    Reply revoked = server.as(token).send("PUT", "auth/token/revoke-self", "null");

    assertThat(renewed.status()).isEqualTo(200);
    assertThat(revoked.status()).isEqualTo(204);
  }

  @Test
  void readsJsonBehindTheContentTypeOfAForm() {
    Reply reply =
        root.with("Content-Type", "application/x-www-form-urlencoded")
            .send("POST", "auth/azure/config", config());
    Reply role =
        root.with("Content-Type", "application/x-www-form-urlencoded")
            .send(
                "POST",
                "auth/azure/role/curl",
                "{\"token_policies\":\"a\",\"bound_service_principal_ids\":[\"%s\"]}"
                    .formatted(AzureMount.WEB_1));

    assertThat(reply.status()).isEqualTo(204);
    assertThat(role.status()).isEqualTo(204);
    assertThat(root.get("auth/azure/role/curl").data().path("token_policies").toString())
        .isEqualTo("[\"a\"]");
  }

  @Test
  @DisplayName("D1: enabled once more, the path is in use; a read shows what the command line sent")
  void enablesAsTheCommandLineDoes() {
    Reply again = root.send("POST", "sys/auth/azure", ENABLE);
    JsonNode mount = root.get("sys/auth").data().path("azure/");

    assertThat(again.status()).isEqualTo(400);
    assertThat(again.errors()).containsExactly("path is already in use at azure/");
    assertThat(mount.path("type").asText()).isEqualTo("azure");
    assertThat(mount.path("options").isNull()).isTrue();
    assertThat(mount.path("config").path("default_lease_ttl").asInt(-1)).isZero();
  }

  @Test
  @DisplayName("D2: every value is a text, numbers and flags too")
  void takesEveryValueAsText() {
    Reply written =
        root.send(
            "PUT",
            "auth/azure/config",
            """
            {"max_retries":"5","retry_delay":"2","max_retry_delay":"1m","clock_skew_leeway":"30s",\
            "additional_audiences":"api://a,api://b"}""");
    JsonNode read = root.get("auth/azure/config").data();

    assertThat(written.status()).isEqualTo(204);
    assertThat(read.path("max_retries").asInt()).isEqualTo(5);
    assertThat(read.path("retry_delay").asLong()).isEqualTo(2_000_000_000L);
    assertThat(read.path("max_retry_delay").asLong()).isEqualTo(60_000_000_000L);
    assertThat(Reply.texts(read.path("additional_audiences")))
        .containsExactly("api://a", "api://b");
    assertThat(read.path("client_id").asText()).endsWith("10");
  }

  @Test
  @DisplayName("D3: the example as documented names no principal, and is told what to add")
  void refusesTheDocumentedRoleBecauseItNamesNobody() {
    Reply reply =
        root.send(
            "PUT",
            "auth/azure/role/documented",
            """
            {"policies":"prod,dev","bound_subscription_ids":"22222222-2222-2222-2222-222222222222",\
            "bound_resource_groups":"rg-web"}""");

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.errors().get(0)).contains("bound_service_principal_ids (or bound_app_ids)");
    assertThat(root.get("auth/azure/role/documented").status()).isEqualTo(404);
  }

  @Test
  @DisplayName(
      "D3, D4: the role with a principal beside its resources, and the login of its machine")
  void logsInWhereTheRoleBindsTheResourceToo() {
    Reply written =
        root.send(
            "PUT",
            "auth/azure/role/dev-role",
            """
            {"policies":"prod,dev","bound_subscription_ids":"22222222-2222-2222-2222-222222222222",\
            "bound_resource_groups":"rg-web","bound_service_principal_ids":"%s"}"""
                .formatted(AzureMount.WEB_1));
    Reply login =
        untilAzureAnswers(
            """
            {"role":"dev-role","jwt":"%s","subscription_id":\
            "22222222-2222-2222-2222-222222222222","resource_group_name":"rg-web",\
            "vm_name":"web-1"}"""
                .formatted(server.azure().tokenFor("web-1", AzureMount.AUDIENCE).expose()));

    assertThat(written.status()).isEqualTo(204);
    assertThat(login.status()).isEqualTo(200);
    assertThat(Reply.texts(login.auth().path("policies")))
        .containsExactly("default", "dev", "prod");
    assertThat(login.auth().path("metadata").path("vm_name").asText()).isEqualTo("web-1");
    assertThat(login.auth().path("metadata").path("role").asText()).isEqualTo("dev-role");
  }

  // The first use of the Azure SDK can take longer than a login may take. Clients then try again,
  // as the error asks.
  private static Reply untilAzureAnswers(String login) {
    Reply reply = server.anonymous().send("PUT", "auth/azure/login", login);
    for (int i = 0; i < 5 && reply.status() == 503; i++) {
      assertThat(reply.header("Retry-After")).isPresent();
      reply = server.anonymous().send("PUT", "auth/azure/login", login);
    }
    return reply;
  }

  @Test
  @DisplayName("D5: vault write -f auth/azure/rotate-root")
  void rotatesTheRootCredential() {
    Reply reply = root.send("PUT", "auth/azure/rotate-root", "null");
    Reply second = root.send("PUT", "auth/azure/rotate-root", "null");

    assertThat(reply.status()).isEqualTo(204);
    assertThat(second.status()).isEqualTo(409);
    assertThat(second.errors())
        .containsExactly("a rotation is pending; config/status shows how far it is");
    assertThat(server.azure().graph().passwords("azimuth-server")).hasSize(3);
  }

  @Test
  @DisplayName("D7: rotation by a schedule, by a period, and not by itself")
  void schedulesRotation() {
    Reply scheduled =
        root.send(
            "PUT",
            "auth/azure/config",
            "{\"rotation_schedule\":\"0 * * * SAT\",\"rotation_window\":\"3600\"}");
    Reply periodic =
        root.send(
            "PUT",
            "auth/azure/config",
            "{\"rotation_schedule\":\"\",\"rotation_window\":\"0\",\"rotation_period\":\"86400\"}");
    Reply read = root.get("auth/azure/config");
    Reply disabled =
        root.send("PUT", "auth/azure/config", "{\"disable_automated_rotation\":\"true\"}");

    assertThat(scheduled.status()).isEqualTo(200);
    assertThat(scheduled.body().path("warnings")).hasSize(1);
    assertThat(scheduled.body().path("warnings").get(0).asText())
        .startsWith("rotation_schedule fires 24 times on a day on which it fires");
    assertThat(periodic.status()).isEqualTo(204);
    assertThat(read.data().path("rotation_schedule").asText()).isEmpty();
    assertThat(read.data().path("rotation_period").asInt()).isEqualTo(86_400);
    assertThat(disabled.status()).isEqualTo(204);
  }

  @Test
  @DisplayName("D8: vault write azure/config")
  void hintsAtThePathThatWasMeant() {
    Reply reply = root.send("PUT", "azure/config", "{\"tenant_id\":\"x\"}");

    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.errors())
        .containsExactly(
            "no handler for route \"azure/config\". route entry not found.; did you mean"
                + " auth/azure/config?");
  }

  @ParameterizedTest
  @CsvSource({
    "sys/auth/other, plugin_version, v1",
    "sys/mounts/other, plugin_version, v1",
  })
  void refusesADocumentedParameterThatIsNotServed(String path, String name, String value) {
    writeRole();
    Map<String, Object> parameters = new LinkedHashMap<>();
    if (path.startsWith("auth/azure/role")) {
      parameters.put("bound_service_principal_ids", AzureMount.WEB_1);
    }
    if (path.startsWith("sys/")) {
      parameters.put("type", path.startsWith("sys/auth") ? "azure" : "kv");
    }
    parameters.put(name, value);

    Reply reply = root.post(path, parameters);

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.errors())
        .singleElement()
        .asString()
        .startsWith(name + " is not supported yet: ");
  }

  private void writeRole() {
    root.write(
        "auth/azure/role/web",
        Map.of("bound_service_principal_ids", AzureMount.WEB_1, "token_policies", "web"));
  }
}

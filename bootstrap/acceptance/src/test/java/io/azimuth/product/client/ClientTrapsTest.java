package io.azimuth.product.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.azimuth.product.azure.AzureMount;
import io.azimuth.product.server.AboutAzure;
import io.azimuth.product.server.JwtMount;
import io.azimuth.product.server.RawHttpConnection;
import io.azimuth.product.server.Reply;
import io.azimuth.product.server.SharedServer;
import io.azimuth.product.server.TestingClient;
import io.azimuth.product.server.TestingServer;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Properties of answers that only single clients depend on. */
final class ClientTrapsTest {

  private static final String SEMVER =
      "[0-9]+\\.[0-9]+\\.[0-9]+(-[0-9A-Za-z.-]+)?(\\+[0-9A-Za-z.-]+)?";
  private static final String AS_THE_CLI_ENABLES =
      """
      {"type":"jwt","description":"","config":{"default_lease_ttl":"0s","max_lease_ttl":"0s",\
      "force_no_cache":false},"local":false,"seal_wrap":false,"external_entropy_access":false,\
      "options":null}""";

  @RegisterExtension static final SharedServer SHARED = SharedServer.standing();
  @RegisterExtension static final SharedServer FRESH = SharedServer.uninitialised();

  private static TestingServer server;
  private static JwtMount mount;

  @BeforeAll
  static void start() {
    server = SHARED.server();
    mount = JwtMount.enable(server, "jwt").role("web", "token_ttl", "1h");
  }

  @Test
  @DisplayName("hvac reads errors only behind exactly application/json")
  void theTypeOfAnErrorIsExactlyJson() {
    List<Reply> replies =
        List.of(
            server.anonymous().get("sys/auth"),
            server.root().get("none/such"),
            server.root().get("sys/policies/acl/none"),
            server.root().delete("auth/token/lookup-self"),
            server.root().send("POST", "sys/auth/x", "{"),
            mount.login("web", "a.b.c"),
            mount.login("web", "A".repeat(300_000)));

    for (Reply reply : replies) {
      assertThat(reply.headers().allValues("Content-Type")).containsExactly("application/json");
      assertThat(reply.body().path("errors").isArray()).as(reply.toString()).isTrue();
    }
  }

  @Test
  @AboutAzure
  @DisplayName("VaultSharp sends null for what is not set, as plain text, and reads int32")
  void whatVaultSharpSendsAndReads() {
    AzureMount azure = AzureMount.enable(server, "vault-sharp").role("web");
    String body =
        """
        {"role":"web","jwt":"%s","subscription_id":null,"resource_group_name":null,\
        "vm_name":null,"vmss_name":null}"""
            .formatted(azure.jwt());

    Reply login =
        server
            .anonymous()
            .with("Content-Type", "text/plain; charset=utf-8")
            .send("POST", azure.at("login"), body);
    JsonNode status = server.anonymous().get("sys/seal-status").body();

    assertThat(login.status()).isEqualTo(200);
    assertThat(login.auth().path("lease_duration").canConvertToInt()).isTrue();
    assertThat(login.body().path("lease_duration").canConvertToInt()).isTrue();
    assertThat(OffsetDateTime.parse(status.path("build_date").asText())).isNotNull();
  }

  @Test
  @DisplayName("the Go client replays writes, which must then do no harm")
  void aReplayedWriteDoesNoHarm() {
    String token = mount.loggedIn("web").clientToken();
    List<Reply> replayed = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      replayed.add(server.root().send("PUT", "auth/token/revoke", "{\"token\":\"" + token + "\"}"));
      replayed.add(server.root().send("PUT", "sys/auth/replayed", AS_THE_CLI_ENABLES));
      replayed.add(server.root().send("PUT", "auth/token/create", "{\"ttl\":\"1m\"}"));
    }

    assertThat(replayed).extracting(Reply::status).allMatch(status -> status < 500);
    assertThat(replayed.get(3).status()).isEqualTo(204);
    assertThat(replayed.get(4).errors()).containsExactly("path is already in use at replayed/");
    assertThat(replayed.get(5).clientToken()).isNotEqualTo(replayed.get(2).clientToken());
    server.root().delete("sys/auth/replayed");
  }

  @ParameterizedTest(name = "C3: no redirect from {0}")
  @ValueSource(
      strings = {
        "/",
        "/v1",
        "/v1/",
        "//v1/sys/health",
        "/v1/sys/health/",
        "/v1/sys/auth/",
        "/v1/auth/jwt/role/web/",
        "/ui",
        "/ui/",
        "/v1/sys/auth/jwt/",
        "/v1/auth/jwt/login/"
      })
  void nothingIsEverRedirected(String target) {
    for (String method : List.of("GET", "POST", "PUT", "DELETE", "LIST")) {
      String answer =
          RawHttpConnection.request(
              server.address(), method, target, "X-Vault-Token: none\r\nContent-Length: 0\r\n");

      assertThat(RawHttpConnection.status(answer))
          .as(method)
          .isBetween(200, 599)
          .isNotIn(301, 302, 307, 308);
      assertThat(answer).doesNotContainIgnoringCase("\r\nLocation:");
    }
  }

  @Test
  @DisplayName("the Go client takes a 404 with data or warnings for something found")
  void whatIsNotFoundHasNeitherDataNorWarnings() {
    List<Reply> replies =
        List.of(
            server.root().get(mount.at("role/none")),
            server.root().get("sys/policies/acl/none"),
            server.root().get("none/such"),
            server.root().get("sys/none"));

    for (Reply reply : replies) {
      assertThat(reply.status()).isEqualTo(404);
      assertThat(reply.body().properties()).extracting(Map.Entry::getKey).containsExactly("errors");
    }
  }

  @Test
  @DisplayName("Spring acts on `does not exist`, which unwrapping says and nothing else")
  void noDenialSaysThatSomethingDoesNotExist() {
    List<Reply> replies =
        List.of(
            server.as("azs.AAAAAAAAAAAAAAAAAAAAAAAA").get("auth/token/lookup-self"),
            server
                .root()
                .post("auth/token/lookup", Map.of("token", "azs.AAAAAAAAAAAAAAAAAAAAAAAA")),
            server.root().get("sys/auth/none"),
            mount.login("no-such-role", mount.jwt()),
            mount.login("no-such-role", "a.b.c"));

    assertThat(replies).extracting(Reply::text).noneMatch(text -> text.contains("does not exist"));
    String token = server.root().with("X-Vault-Wrap-TTL", "60").get("sys/auth").wrappingToken();
    assertThat(server.as(token).send("PUT", "sys/wrapping/unwrap", "null").status()).isEqualTo(200);
    Reply again = server.as(token).send("PUT", "sys/wrapping/unwrap", "null");
    assertThat(again.status()).isEqualTo(400);
    assertThat(again.errors()).containsExactly("wrapping token is not valid or does not exist");
  }

  @Test
  @DisplayName("node-vault reads health whatever its status, and errors[0] as text")
  void healthHasABodyWhateverItsStatusAndErrorsAreTexts() {
    TestingClient fresh = FRESH.server().anonymous();
    Reply health = fresh.get("sys/health");

    assertThat(health.status()).isEqualTo(501);
    assertThat(health.body().path("initialized").asBoolean(true)).isFalse();
    assertThat(fresh.get("sys/auth").body().path("errors").path(0).isTextual()).isTrue();
    assertThat(server.anonymous().get("sys/auth").body().path("errors").path(0).isTextual())
        .isTrue();
    assertThat(mount.login("web", "a.b.c").body().path("errors").path(0).isTextual()).isTrue();
  }

  @Test
  @AboutAzure
  @DisplayName("Terraform wants nanoseconds, and takes null")
  void whatTerraformWantsOfAzure() {
    AzureMount azure = AzureMount.enable(server, "terraform").role("web");
    JsonNode config = server.root().get(azure.at("config")).data();
    JsonNode role = server.root().get(azure.at("role/web")).data();

    assertThat(config.path("retry_delay").asLong()).isEqualTo(4_000_000_000L);
    assertThat(config.path("max_retry_delay").asLong()).isEqualTo(60_000_000_000L);
    assertThat(role.path("bound_locations").isNull()).isTrue();
  }

  @Test
  @DisplayName("Terraform wants a semantic version and child tokens")
  void whatTerraformWants() {
    String version = server.anonymous().get("sys/seal-status").body().path("version").asText();
    TestingClient fixed = parent(Map.of("renewable", false, "ttl", "1h", "policies", "maker"));

    assertThat(version).matches(SEMVER);
    assertThat(fixed.post("auth/token/create", Map.of("ttl", "20m")).status()).isEqualTo(200);
    assertThat(server.root().post("auth/token/create", Map.of("ttl", "20m")).status())
        .isEqualTo(200);
  }

  private static TestingClient parent(Map<String, ?> wish) {
    server
        .root()
        .write(
            "sys/policies/acl/maker",
            Map.of("policy", "path \"auth/token/create\" { capabilities = [\"update\"] }"));
    return server.as(server.root().write("auth/token/create", wish).clientToken());
  }

  @Test
  @DisplayName("any right below the mount is enough for the preflight, and none is not")
  void anyRightBelowTheMountIsEnoughForThePreflight() {
    String preflight = "sys/internal/ui/mounts/auth/jwt/role/web";
    server
        .root()
        .write(
            "sys/policies/acl/one-role",
            Map.of("policy", "path \"auth/jwt/role/web\" { capabilities = [\"read\"] }"));
    TestingClient ofOneRole = server.as(server.tokenOf("one-role"));
    Reply granted = ofOneRole.get(preflight);

    assertThat(granted.status()).isEqualTo(200);
    assertThat(granted.data().path("path").asText()).isEqualTo("jwt/");
    assertThat(server.as(server.tokenOf("none-such")).get(preflight).status()).isEqualTo(403);
    assertThat(ofOneRole.get("sys/internal/ui/mounts/none/such").status()).isEqualTo(403);
  }

  @Test
  @DisplayName("the CLI tunes with empty texts for what it leaves alone")
  void whatTheCliSendsToTune() {
    server.root().write("sys/auth/tuned", Map.of("type", "jwt", "description", "before"));
    server.root().write("sys/auth/tuned/tune", Map.of("max_lease_ttl", "2h"));

    Reply reply =
        server
            .root()
            .send(
                "POST",
                "sys/mounts/auth/tuned/tune",
                """
                {"default_lease_ttl":"1h","max_lease_ttl":"","force_no_cache":false,\
                "options":null}""");
    JsonNode tuned = server.root().get("sys/mounts/auth/tuned/tune").data();

    assertThat(reply.status()).as(reply.toString()).isEqualTo(204);
    assertThat(tuned.path("default_lease_ttl").asLong()).isEqualTo(3600);
    assertThat(tuned.path("max_lease_ttl").asLong()).isEqualTo(7200);
    assertThat(tuned.path("description").asText()).isEqualTo("before");
    server.root().delete("sys/auth/tuned");
  }

  @Test
  @DisplayName("the CLI enables with every field at zero")
  void whatTheCliSendsToEnable() {
    assertThat(server.root().send("POST", "sys/auth/by-cli", AS_THE_CLI_ENABLES).status())
        .isEqualTo(204);
    assertThat(server.root().delete("sys/auth/by-cli").status()).isEqualTo(204);
  }

  @Test
  @DisplayName("a list of nothing is not found")
  void aListOfNothingIsNotFound() {
    JwtMount empty = JwtMount.enable(server, "empty");

    assertThat(server.root().list(empty.at("role")).text()).isEqualTo("{\"errors\":[]}\n");
    assertThat(server.root().list(empty.at("role")).status()).isEqualTo(404);
    assertThat(server.root().get(empty.at("role?list=true")).status()).isEqualTo(404);
    server.root().delete("sys/auth/empty");
  }

  @ParameterizedTest(name = "C11: {0} is gone when deleted")
  @ValueSource(
      strings = {"auth/jwt/role/none", "sys/policies/acl/none", "sys/auth/none", "sys/audit/none"})
  void deletingWhatIsNotThereSucceeds(String path) {
    assertThat(server.root().delete(path).status()).isEqualTo(204);
  }

  @ParameterizedTest(name = "C11: {0} is not found when read")
  @ValueSource(strings = {"auth/jwt/role/none", "sys/policies/acl/none"})
  void readingWhatIsNotThereFindsNothing(String path) {
    assertThat(server.root().get(path).status()).isEqualTo(404);
  }

  @ParameterizedTest(name = "C12: {0} beside a login")
  @ValueSource(strings = {"azs.AAAAAAAAAAAAAAAAAAAAAAAA", "hvs.stale", "x", "root"})
  void aStaleTokenBesideALoginIsIgnored(String stale) {
    assertThat(mount.login(server.as(stale), "web", mount.jwt()).status()).isEqualTo(200);
  }

  @ParameterizedTest(name = "C13: namespace `{0}`")
  @ValueSource(strings = {"root", "/", "root/", "/root/"})
  void theNamespaceOfAllIsHarmlessEverywhere(String namespace) {
    TestingClient client = server.root().with("X-Vault-Namespace", namespace);
    for (String path :
        List.of("sys/auth", "sys/health", "sys/seal-status", "sys/leader", "sys/init")) {
      assertThat(client.get(path).status()).as(path).isEqualTo(200);
    }
    assertThat(mount.login(client, "web", mount.jwt()).status()).isEqualTo(200);
  }

  @ParameterizedTest(name = "C13: empty namespace on {0}")
  @ValueSource(strings = {"sys/health", "sys/seal-status", "sys/leader", "sys/init"})
  void anEmptyNamespaceIsHarmlessToo(String path) {
    String answer =
        RawHttpConnection.request(
            server.address(), "GET", "/v1/" + path, "X-Vault-Namespace: \r\n");

    assertThat(RawHttpConnection.status(answer)).isEqualTo(200);
  }

  @Test
  @DisplayName("curl sends JSON as a form")
  void jsonBehindTheTypeOfAFormIsJson() {
    TestingClient curl =
        server.anonymous().with("Content-Type", "application/x-www-form-urlencoded");

    assertThat(mount.login(curl, "web", mount.jwt()).status()).isEqualTo(200);
    assertThat(curl.send("POST", mount.at("login"), "role=web&jwt=" + mount.jwt()).status())
        .isEqualTo(200);
  }

  @Test
  @DisplayName("a renewal that is refused is no fault, or agents repeat it to the end")
  void refusedRenewalsAreNoFaults() {
    mount.role("short", "token_ttl", "10m", "token_max_ttl", "20m");
    mount.role("gone", "token_ttl", "10m");
    TestingClient ofShort = server.as(mount.loggedIn("short").clientToken());
    TestingClient ofGone = server.as(mount.loggedIn("gone").clientToken());
    TestingClient fixed = parent(Map.of("renewable", false, "policies", "default"));
    server.root().delete(mount.at("role/gone"));

    assertRefused(ofGone.post("auth/token/renew-self"), 400);
    assertRefused(fixed.post("auth/token/renew-self"), 400);
    assertRefused(server.root().post("auth/token/renew-self"), 400);
    SharedServer.clock().advance(Duration.ofMinutes(11));
    assertRefused(ofShort.post("auth/token/renew-self"), 403);
    assertRefused(ofGone.post("auth/token/renew-self"), 403);
  }

  private static void assertRefused(Reply reply, int status) {
    assertThat(reply.status()).as(reply.toString()).isEqualTo(status);
    assertThat(reply.clientToken()).isEmpty();
  }
}

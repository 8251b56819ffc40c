package io.azimuth.product.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.product.server.JwtMount;
import io.azimuth.product.server.Reply;
import io.azimuth.product.server.SharedServer;
import io.azimuth.product.server.TestingClient;
import io.azimuth.product.server.TestingServer;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The answer to a request with several faults, and the headers of every answer. */
final class OrderOfChecksTest {

  private static final String DENIED = "1 error occurred:\n\t* permission denied\n\n";
  private static final String BAD_TOKEN =
      "2 errors occurred:\n\t* permission denied\n\t* invalid token\n\n";

  @RegisterExtension static final SharedServer SHARED = SharedServer.inMemory();

  private static TestingServer server;
  private static JwtMount mount;
  private static TestingClient nobody;

  @BeforeAll
  static void start() {
    server = SHARED.server();
    mount = JwtMount.enable(server, "team/jwt").role("web");
    nobody = server.as(server.root().write("auth/token/create", policies()).clientToken());
  }

  private static Map<String, ?> policies() {
    return Map.of("policies", "default");
  }

  @ParameterizedTest
  @ValueSource(strings = {"none/such", "auth/none/config", "sys/none", "auth/team/jwt/none"})
  void whoMayNotAskLearnsNotWhatThereIs(String path) {
    Reply reply = nobody.get(path);

    assertThat(reply.status()).isEqualTo(403);
    assertThat(reply.errors()).containsExactly(DENIED);
  }

  @ParameterizedTest
  @CsvSource({
    "none/such, no handler for route \"none/such\". route entry not found.",
    "auth/none/config, no handler for route \"auth/none/config\". route entry not found.",
    "sys/none, unsupported path",
    "auth/team/jwt/none, unsupported path",
  })
  void whoMayAskIsToldThatThereIsNothing(String path, String text) {
    Reply reply = server.root().get(path);

    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.errors()).containsExactly(text);
  }

  @Test
  void anOperationThatAPathDoesNotHaveIsAnotherThingThanNoPath() {
    Reply reply = server.root().delete("auth/token/lookup-self");

    assertThat(reply.status()).isEqualTo(405);
    assertThat(reply.errors()).containsExactly("unsupported operation");
    assertThat(nobody.delete("auth/team/jwt/role").status()).isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sys/auth", "auth/token/lookup-self", "none/such", "sys/none"})
  void withoutATokenEveryPathIsDeniedAlike(String path) {
    Reply reply = server.anonymous().get(path);

    assertThat(reply.status()).isEqualTo(403);
    assertThat(reply.errors()).containsExactly(DENIED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"x", "root", "azs.AAAAAAAAAAAAAAAAAAAAAAAA", "hvs.AAAAAAAAAAAAAAAAAAAAAAAA"})
  void aTokenThatIsNoneIsCalledInvalid(String token) {
    Reply reply = server.as(token).get("sys/auth");

    assertThat(reply.status()).isEqualTo(403);
    assertThat(reply.errors()).containsExactly(BAD_TOKEN);
  }

  @Test
  void aBodyIsReadOnlyForWhoMaySendIt() {
    Reply reply = nobody.send("POST", "auth/team/jwt/role/web", "{not json");
    Reply allowed = server.root().send("POST", "auth/team/jwt/role/web", "{not json");

    assertThat(allowed.status()).isEqualTo(400);
    assertThat(reply.status()).isIn(400, 403);
    assertThat(server.anonymous().send("POST", "sys/auth/x", "{not json").status()).isEqualTo(403);
  }

  @Test
  void aLoginTakes64KibibytesAndNoByteMore() {
    int frame = "{\"role\":\"\"}".length();
    String fits = "{\"role\":\"" + "r".repeat(64 * 1024 - frame) + "\"}";
    String tooLong = "{\"role\":\"" + "r".repeat(64 * 1024 - frame + 1) + "\"}";

    Reply read = server.anonymous().send("POST", mount.at("login"), fits);
    Reply refused = server.anonymous().send("POST", mount.at("login"), tooLong);

    assertThat(read.status()).isEqualTo(400);
    assertThat(read.errors()).containsExactly("missing token");
    assertThat(refused.status()).isEqualTo(413);
    assertThat(refused.errors()).containsExactly("http: request body too large");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "\"text\"", "7", "true", "{\"role\":", "{\"a\":1}x", "nul"})
  void aBodyThatIsNoObjectIsBad(String body) {
    assertThat(server.anonymous().send("POST", mount.at("login"), body).status()).isEqualTo(400);
  }

  /** An answer of each kind. */
  static Stream<Reply> everyKindOfAnswer() {
    TestingClient root = server.root();
    return Stream.of(
        root.get("sys/auth"),
        root.get("none/such"),
        root.get("auth/team/jwt/role/none"),
        root.delete("auth/token/lookup-self"),
        nobody.get("sys/auth"),
        server.anonymous().get("sys/health"),
        server.anonymous().get("sys/health?activecode=x"),
        server.anonymous().get("sys/init"),
        server.anonymous().get("sys/seal-status"),
        server.anonymous().get("sys/leader"),
        server.anonymous().post(mount.at("login"), Map.of()),
        mount.login("web", "a.b.c"),
        mount.login("web", mount.jwt()),
        mount.login("web", "A".repeat(300_000)),
        root.send("POST", "sys/auth/x", "{"),
        root.send("BREW", "sys/auth", ""),
        root.send("PATCH", "sys/auth", "{}"),
        root.with("X-Vault-Namespace", "other").get("sys/auth"),
        root.get("sys/auth/%2e%2e"));
  }

  @ParameterizedTest
  @MethodSource("everyKindOfAnswer")
  void everyAnswerIsJsonAndIsNotStored(Reply reply) {
    assertThat(reply.headers().allValues("Content-Type")).containsExactly("application/json");
    assertThat(reply.headers().allValues("Cache-Control")).containsExactly("no-store");
    assertThat(reply.text()).endsWith("\n");
    assertThat(reply.body().isObject()).isTrue();
  }

  @Test
  void anEmptyAnswerIsNotStoredEither() {
    Reply reply = server.root().delete("auth/team/jwt/role/none");

    assertThat(reply.status()).isEqualTo(204);
    assertThat(reply.text()).isEmpty();
    assertThat(reply.header("Cache-Control")).contains("no-store");
  }

  @ParameterizedTest
  @ValueSource(strings = {"root", "/", "root/", "/root"})
  void theOneNamespaceHasManyNames(String namespace) {
    TestingClient client = server.root().with("X-Vault-Namespace", namespace);

    assertThat(client.get("sys/auth").status()).isEqualTo(200);
    assertThat(client.get("sys/health").status()).isEqualTo(200);
  }

  @Test
  void anyOtherNamespaceIsNotThere() {
    TestingClient client = server.root().with("X-Vault-Namespace", "team");

    assertThat(client.get("sys/auth").status()).isEqualTo(404);
    assertThat(client.get("sys/auth").errors()).containsExactly("namespace not found");
    assertThat(client.get("sys/health").status()).isEqualTo(400);
    assertThat(client.get("sys/health").errors())
        .containsExactly("operation unavailable in namespaces");
  }

  @Test
  void mountsAreListedTwiceInOneAnswer() {
    Reply reply = server.root().get("sys/auth");

    assertThat(reply.body().path("team/jwt/"))
        .isEqualTo(reply.data().path("team/jwt/"))
        .isNotEmpty();
    assertThat(reply.data().path("token/").path("type").asText()).isEqualTo("token");
    assertThat(reply.data().path("team/jwt/").path("accessor").asText()).startsWith("auth_jwt_");
  }

  @Test
  void nothingToListIsNotFound() {
    JwtMount empty = JwtMount.enable(server, "empty");

    Reply reply = server.root().list(empty.at("role"));
    Reply query = server.root().get(empty.at("role") + "?list=true");

    assertThat(List.of(reply.status(), query.status())).containsExactly(404, 404);
    assertThat(reply.text()).isEqualTo("{\"errors\":[]}\n");
    assertThat(server.root().list(mount.at("role")).data().path("keys").toString())
        .isEqualTo("[\"web\"]");
    assertThat(server.root().get(mount.at("role/") + "?list=true").status()).isEqualTo(200);
  }

  @Test
  void whatIsMissingIsNotFoundWhenReadAndGoneWhenDeleted() {
    TestingClient root = server.root();

    assertThat(root.get(mount.at("role/none")).text()).isEqualTo("{\"errors\":[]}\n");
    assertThat(root.get("sys/policies/acl/none").status()).isEqualTo(404);
    assertThat(root.delete(mount.at("role/none")).status()).isEqualTo(204);
    assertThat(root.delete("sys/policies/acl/none").status()).isEqualTo(204);
    assertThat(root.delete("sys/auth/none").status()).isEqualTo(204);
    assertThat(root.delete("sys/audit/none").status()).isEqualTo(204);
  }

  @ParameterizedTest
  @CsvSource({"sys/auth/late/", "sys/auth/late"})
  void aSlashAtTheEndOfAMountPathIsForgiven(String path) {
    Reply enabled = server.root().post(path, Map.of("type", "jwt"));
    Reply disabled = server.root().delete(path);

    assertThat(List.of(enabled.status(), disabled.status())).containsExactly(204, 204);
  }

  @Test
  void aWriteToAPathThatEndsInASlashIsBad() {
    Reply reply = server.root().post("auth/team/jwt/role/web/", Map.of("token_ttl", "1h"));

    assertThat(reply.status()).isEqualTo(400);
  }

  @Test
  void parametersThatNobodyKnowsAreNamedInAWarning() {
    Reply reply =
        server
            .anonymous()
            .post(mount.at("login"), Map.of("role", "web", "jwt", mount.jwt(), "b", 1, "a", 2));

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.warnings()).contains("Endpoint ignored these unrecognized parameters: [a b]");
  }

  @Test
  void theServerSaysWhoItIs() {
    Reply health = server.anonymous().get("sys/health");

    assertThat(health.status()).isEqualTo(200);
    assertThat(health.body().path("version").asText()).isEqualTo("1.20.4");
    assertThat(health.body().path("azimuth_version").asText()).isNotEmpty();
    assertThat(server.anonymous().get("sys/health?activecode=299").status()).isEqualTo(299);
    assertThat(server.anonymous().send("HEAD", "sys/health", "").text()).isEmpty();
  }
}

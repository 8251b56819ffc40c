package io.azimuth.product.kv;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.product.server.Reply;
import io.azimuth.product.server.SharedServer;
import io.azimuth.product.server.TestingClient;
import io.azimuth.product.server.TestingServer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Unusual numbers and paths of secrets, over HTTP. */
final class SecretsEdgesTest {

  private static final String UNWRAP = "sys/wrapping/unwrap";

  @RegisterExtension static final SharedServer SHARED = SharedServer.inMemory();

  private static TestingServer server;

  @BeforeAll
  static void start() {
    server = SHARED.server();
    server.root().write("sys/mounts/secret", Map.of("type", "kv-v2"));
    server.root().write("sys/mounts/plain", Map.of("type", "kv"));
  }

  private static Reply send(String method, String path, String body) {
    return server.root().send(method, path, body);
  }

  @Test
  void numbersComeBackAsTheyWereWrittenWhateverWayTheyTake() {
    String members =
        "\"a\":1e300,\"b\":12345678901234567890.10,\"c\":-0,\"d\":1.0,\"e\":1E-7,\"f\":0.10,"
            + "\"g\":123456789012345678901234567890";
    String names = members.replaceAll(":[^,]+", ":null");
    assertThat(send("POST", "secret/data/n", "{\"data\":{" + members + "}}").status())
        .isEqualTo(200);
    assertThat(server.root().get("secret/data/n").text()).contains("{" + members + "}");

    TestingClient patching = server.root().with("Content-Type", "application/merge-patch+json");
    Reply patched =
        patching.send("PATCH", "secret/data/n", "{\"data\":{\"deep\":{" + members + "}}}");
    assertThat(patched.status()).as("%s", patched).isEqualTo(200);
    assertThat(server.root().get("secret/data/n").text())
        .contains(members + ",\"deep\":{" + members + "}");
    assertThat(server.root().get("secret/subkeys/n").text())
        .contains(names + ",\"deep\":{" + names + "}");

    String token =
        server.root().with("X-Vault-Wrap-TTL", "60").get("secret/data/n").wrappingToken();
    assertThat(server.as(token).send("PUT", UNWRAP, "null").text()).contains(members);

    assertThat(send("PUT", "plain/n", "{" + members + "}").status()).isEqualTo(204);
    assertThat(server.root().get("plain/n").text()).contains("\"data\":{" + members + "}");
  }

  private static String encoded(String path) {
    return Stream.of(path.split("/", -1))
        .map(part -> URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20"))
        .collect(Collectors.joining("/"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "naïve",
        "漢字/😀",
        "with space",
        "100%",
        "%2e%2e",
        "a+b",
        ".hidden",
        "...",
        "a;x=1",
        "q?r#s",
        "~",
        "data",
        "metadata/config",
        "*"
      })
  void unusualPathsAreOrdinary(String path) {
    for (String at : List.of("secret/data/odd/", "plain/odd/")) {
      String body = at.startsWith("plain") ? "{\"v\":1}" : "{\"data\":{\"v\":1}}";
      Reply written = send("POST", at + encoded(path), body);
      assertThat(written.status()).as("%s %s", at, written).isIn(200, 204);
      assertThat(server.root().get(at + encoded(path)).text()).contains("{\"v\":1}");
    }
    for (String folder : List.of("secret/metadata/odd", "plain/odd")) {
      String first = path.contains("/") ? path.substring(0, path.indexOf('/') + 1) : path;
      assertThat(Reply.texts(server.root().list(folder).data().path("keys"))).contains(first);
    }
    assertThat(server.root().delete("secret/metadata/odd/" + encoded(path)).status())
        .isEqualTo(204);
    assertThat(server.root().delete("plain/odd/" + encoded(path)).status()).isEqualTo(204);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a/../b", "a/./b", "a//b", "a/%00", "a/%ff", "a/%0a", "a/"})
  void pathsThatMeanSomethingElseAreMalformed(String path) {
    for (String at : List.of("secret/data/", "plain/")) {
      Reply refused = send("POST", at + path, "{\"data\":{}}");
      assertThat(refused.status()).as("%s%s %s", at, path, refused).isEqualTo(400);
      assertThat(refused.errors()).hasSize(1);
    }
  }
}

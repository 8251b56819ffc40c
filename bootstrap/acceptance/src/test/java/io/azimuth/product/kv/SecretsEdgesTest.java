package io.azimuth.product.kv;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.product.server.Reply;
import io.azimuth.product.server.SharedServer;
import io.azimuth.product.server.TestingClient;
import io.azimuth.product.server.TestingServer;
import io.azimuth.testkit.Waiting;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets at the limits of paths, numbers, values and mounts, over HTTP. */
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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1e400",
        "12345678901234567890.10",
        "-0",
        "1.0",
        "1E-7",
        "0.10",
        "123456789012345678901234567890"
      })
  void numbersComeBackAsTheyWereWrittenWhateverWayTheyTake(String number) {
    String member = "\"n\":" + number;
    assertThat(send("POST", "secret/data/n", "{\"data\":{" + member + "}}").status())
        .isEqualTo(200);
    assertThat(server.root().get("secret/data/n").text()).contains("{" + member + "}");

    TestingClient patching = server.root().with("Content-Type", "application/merge-patch+json");
    Reply patched =
        patching.send("PATCH", "secret/data/n", "{\"data\":{\"deep\":{" + member + "}}}");
    assertThat(patched.status()).as("%s", patched).isEqualTo(200);
    assertThat(server.root().get("secret/data/n").text())
        .contains(member + ",\"deep\":{" + member + "}");
    assertThat(server.root().get("secret/subkeys/n").text())
        .contains("\"n\":null,\"deep\":{\"n\":null}");

    String token =
        server.root().with("X-Vault-Wrap-TTL", "60").get("secret/data/n").wrappingToken();
    assertThat(server.as(token).send("PUT", UNWRAP, "null").text()).contains(member);

    assertThat(send("PUT", "plain/n", "{" + member + "}").status()).isEqualTo(204);
    assertThat(server.root().get("plain/n").text()).contains("\"data\":{" + member + "}");
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

  @Test
  void aPathIsAsLongAsItsKeyAllows() {
    String longest = "é".repeat(240);
    for (String at : List.of("secret/data/", "plain/")) {
      String body = "{\"data\":{\"v\":1}}";
      assertThat(send("POST", at + encoded(longest), body).status()).isIn(200, 204);
      Reply refused = send("POST", at + encoded(longest + "x"), body);
      assertThat(refused.status()).isEqualTo(400);
      assertThat(refused.errors()).containsExactly("the path of a secret has at most 480 bytes");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {480, 1_000, 1_024, 1_100, 4_000})
  void aMountAndASecretInItHaveLongPathsOrAreRefused(int length) {
    String mount = "m".repeat(length);
    Reply enabled = send("POST", "sys/mounts/" + mount, "{\"type\":\"kv-v2\"}");
    if (enabled.status() == 400) {
      assertThat(enabled.errors().get(0)).contains("path");
      return;
    }
    assertThat(enabled.status()).as("%s", enabled).isEqualTo(204);
    assertThat(send("POST", mount + "/data/" + "x".repeat(480), "{\"data\":{}}").status())
        .isEqualTo(200);
    assertThat(server.root().delete("sys/mounts/" + mount).status()).isEqualTo(204);
  }

  @Test
  void whatIsTooLargeIsRefusedOnEveryWay() {
    String half = "x".repeat(600_000);
    assertThat(server.root().post("secret/data/large", Map.of("data", Map.of("a", half))).status())
        .isEqualTo(200);
    Reply patched =
        server
            .root()
            .with("Content-Type", "application/merge-patch+json")
            .send("PATCH", "secret/data/large", "{\"data\":{\"b\":\"" + half + "\"}}");
    assertThat(patched.status()).isEqualTo(413);
    assertThat(patched.errors()).containsExactly("the record would have more than 1 MiB");
    assertThat(server.root().post("plain/large", Map.of("a", half + half)).status()).isEqualTo(413);
    assertThat(server.root().post("cubbyhole/large", Map.of("a", half + half)).status())
        .isEqualTo(413);
    assertThat(server.root().get("secret/data/large").data().path("metadata").path("version"))
        .hasToString("1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"9223372036s", "106751d", "9223372036854775807", "99999999999999d"})
  void aTimeToComeIsKeptOrRefused(String time) {
    Reply reply = server.root().post("secret/metadata/ends", Map.of("delete_version_after", time));
    assertThat(reply.status()).as("%s", reply).isIn(204, 400);
    assertThat(server.root().post("secret/data/ends", Map.of("data", Map.of())).status())
        .isEqualTo(200);
    assertThat(server.root().get("secret/data/ends").status()).isEqualTo(200);
    assertThat(server.root().get("secret/metadata/ends").status()).isEqualTo(200);
  }

  @Test
  void aMountOfManyAndLargeSecretsIsUpgradedAndDisabledInSteps() {
    server.root().write("sys/mounts/many", Map.of("type", "kv"));
    String large = "x".repeat(1_000_000);
    for (int i = 0; i < 9; i++) {
      server.root().write("many/large/" + i, Map.of("v", large));
    }
    for (int i = 0; i < 320; i++) {
      server.root().write("many/small/" + i, Map.of("v", i));
    }

    server.root().write("sys/mounts/many/tune", Map.of("options", Map.of("version", "2")));
    Waiting.until(
        Duration.ofSeconds(30), () -> server.root().get("many/data/small/319").status() == 200);

    assertThat(server.root().list("many/metadata/small").data().path("keys")).hasSize(320);
    assertThat(server.root().get("many/data/large/8").data().path("data").path("v").asText())
        .isEqualTo(large);
    assertThat(Reply.texts(server.root().list("many/metadata").data().path("keys")))
        .containsExactly("large/", "small/");

    assertThat(server.root().delete("sys/mounts/many").status()).isEqualTo(204);
    Waiting.until(Duration.ofSeconds(30), () -> server.count("sweep/") == 0);
    server.root().write("sys/mounts/many", Map.of("type", "kv"));
    assertThat(server.root().list("many").status()).isEqualTo(404);
  }
}

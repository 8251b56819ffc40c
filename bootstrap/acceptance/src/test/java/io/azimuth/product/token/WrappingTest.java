package io.azimuth.product.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.azimuth.product.server.JwtMount;
import io.azimuth.product.server.Reply;
import io.azimuth.product.server.SharedServer;
import io.azimuth.product.server.TestingClient;
import io.azimuth.product.server.TestingServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Response wrapping over HTTP. */
final class WrappingTest {

  private static final int CALLERS = 50;
  private static final String UNWRAP = "sys/wrapping/unwrap";
  private static final String NO_SUCH = "wrapping token is not valid or does not exist";

  @RegisterExtension static final SharedServer SHARED = SharedServer.onMapDb();

  private static TestingServer server;
  private static JwtMount mount;

  @BeforeAll
  static void start() {
    server = SHARED.server();
    mount = JwtMount.enable(server, "jwt").role("web", "token_ttl", "1h");
    server
        .root()
        .write(
            "sys/audit/file", Map.of("type", "file", "options", Map.of("file_path", "audit.log")));
  }

  @Test
  void aLoginIsWrappedAndOpenedOnce() {
    Reply wrapped = mount.login(wrapping(server.anonymous(), "60"), "web", mount.jwt());
    JsonNode info = wrapped.body().path("wrap_info");

    assertThat(wrapped.status()).isEqualTo(200);
    assertThat(wrapped.text())
        .isEqualTo(
            """
            {"request_id":"","lease_id":"","renewable":false,"lease_duration":0,"data":null,\
            "wrap_info":{"token":"%s","accessor":"%s","ttl":60,"creation_time":"%s",\
            "creation_path":"auth/jwt/login","wrapped_accessor":"%s"},\
            "warnings":null,"auth":null,"mount_type":""}
            """
                .formatted(
                    info.path("token").asText(),
                    info.path("accessor").asText(),
                    info.path("creation_time").asText(),
                    info.path("wrapped_accessor").asText()));

    Reply opened = server.as(wrapped.wrappingToken()).send("POST", UNWRAP, "{}");

    assertThat(opened.status()).isEqualTo(200);
    assertThat(opened.header("Content-Type")).contains("application/json");
    assertThat(opened.auth().path("accessor")).isEqualTo(info.path("wrapped_accessor"));
    assertThat(opened.body().path("mount_type").asText()).isEqualTo("jwt");
    assertThat(opened.body().path("request_id").asText()).hasSize(36);
    assertThat(server.as(opened.clientToken()).get("auth/token/lookup-self").status())
        .isEqualTo(200);
    refused(server.as(wrapped.wrappingToken()).send("POST", UNWRAP, "{}"));
  }

  @Test
  void whatIsWrappedOutlivesARestartAndSoDoesItsEnd() {
    String one = wrap("{\"n\":10.00}");
    String other = wrap("{\"n\":2}");
    server.as(other).send("PUT", UNWRAP, "null");

    server.restart();

    assertThat(server.as(one).send("PUT", UNWRAP, "").text()).contains("\"data\":{\"n\":10.00}");
    refused(server.as(other).send("PUT", UNWRAP, "null"));
  }

  @Test
  void ofFiftyWhoOpenItAtOnceOneDoes() {
    for (int round = 0; round < 5; round++) {
      String token = wrap("{\"a\":1}");
      List<CompletableFuture<Reply>> calls = new ArrayList<>();
      for (int i = 0; i < CALLERS; i++) {
        calls.add(
            i % 2 == 0
                ? server.as(token).sendLater("PUT", UNWRAP, "null")
                : server.root().sendLater("PUT", UNWRAP, "{\"token\":\"" + token + "\"}"));
      }

      List<Reply> replies = calls.stream().map(CompletableFuture::join).toList();

      assertThat(replies).filteredOn(reply -> reply.status() == 200).hasSize(1);
      assertThat(replies)
          .filteredOn(reply -> reply.status() != 200)
          .allSatisfy(WrappingTest::refused);
    }
  }

  @Test
  void ofFiftyWhoRewrapItAtOnceOneDoesAndItsAnswerIsThere() {
    String token = wrap("{\"a\":1}");
    List<CompletableFuture<Reply>> calls = new ArrayList<>();
    for (int i = 0; i < CALLERS; i++) {
      calls.add(
          server.root().sendLater("PUT", "sys/wrapping/rewrap", "{\"token\":\"" + token + "\"}"));
    }

    List<String> tokens =
        calls.stream().map(call -> call.join().wrappingToken()).filter(t -> !t.isEmpty()).toList();

    assertThat(tokens).hasSize(1);
    assertThat(server.as(tokens.get(0)).send("PUT", UNWRAP, "null").data().path("a").asInt())
        .isEqualTo(1);
  }

  @Test
  @Tag("slow")
  void aKillWhileManyOpenGivesNoAnswerToTwo(@TempDir Path directory) {
    try (TestingServer own = TestingServer.in(directory).onMapDb().inItsOwnProcess().start()) {
      List<String> tokens = new ArrayList<>();
      for (int i = 0; i < CALLERS; i++) {
        tokens.add(
            wrapping(own.root(), "5m").write("sys/wrapping/wrap", Map.of("a", i)).wrappingToken());
      }
      String untouched =
          wrapping(own.root(), "5m").write("auth/token/create", Map.of()).wrappingToken();
      List<CompletableFuture<Reply>> calls =
          tokens.stream().map(token -> own.as(token).sendLater("PUT", UNWRAP, "null")).toList();
      calls.get(0).join(); // some are answered, some are opened without an answer
      own.kill();
      List<Boolean> before =
          calls.stream()
              .map(call -> call.handle((reply, thrown) -> isOpened(reply)).join())
              .toList();
      own.start();

      assertThat(before).contains(true);
      Reply kept = own.as(untouched).send("PUT", UNWRAP, "null");
      assertThat(own.as(kept.clientToken()).get("auth/token/lookup-self").status()).isEqualTo(200);
      for (int i = 0; i < tokens.size(); i++) {
        Reply first = own.as(tokens.get(i)).send("PUT", UNWRAP, "null");
        assertThat(first.status()).isIn(before.get(i) ? List.of(400) : List.of(200, 400));
        refused(own.as(tokens.get(i)).send("PUT", UNWRAP, "null"));
      }
    }
  }

  private static boolean isOpened(Reply reply) {
    return reply != null && reply.status() == 200;
  }

  @Test
  void anyObjectIsKeptAsItWasWrittenAndAnythingElseIsMalformed() {
    String odd =
        """
        {"token":"t","n":1.50e300,"deep":[{"é\\u0000":null}],"":{"a b":false}}""";

    assertThat(server.as(wrap(odd)).send("PUT", UNWRAP, "null").text())
        .contains("\"n\":1.50e300", "\"\":{\"a b\":false}", "\"warnings\":null");
    for (String bad : List.of("[]", "1", "\"x\"", "{\"\\ud800\":1}", "{")) {
      Reply reply = wrapping(server.root(), "60").send("POST", "sys/wrapping/wrap", bad);
      assertThat(reply.status()).as(bad).isEqualTo(400);
    }
  }

  @Test
  void anOldClientReadsTheAnswerFromTheCubbyholeOnce() {
    String token = wrap("{\"n\":1.50e300,\"t\":\"é\\\"\"}");

    Reply read = server.as(token).get("cubbyhole/response");

    assertThat(read.status()).as("%s", read).isEqualTo(200);
    assertThat(read.data().path("response").asText())
        .startsWith("{\"request_id\":\"")
        .contains("\"data\":{\"n\":1.50e300,\"t\":\"é\\\"\"}");
    assertThat(read.warnings()).singleElement().asString().contains("sys/wrapping/unwrap");
    assertThat(server.as(token).get("cubbyhole/response").status()).isEqualTo(403);
    refused(server.as(token).send("PUT", UNWRAP, "null"));
    assertThat(server.root().get("cubbyhole/response").status()).isEqualTo(404);
  }

  private static String wrap(String body) {
    Reply reply = wrapping(server.root(), "5m").send("POST", "sys/wrapping/wrap", body);
    assertThat(reply.status()).as(reply.toString()).isEqualTo(200);
    return reply.wrappingToken();
  }

  private static TestingClient wrapping(TestingClient client, String ttl) {
    return client.with("X-Vault-Wrap-TTL", ttl);
  }

  private static void refused(Reply reply) {
    assertThat(reply.status()).as(reply.toString()).isEqualTo(400);
    assertThat(reply.errors()).containsExactly(NO_SUCH);
  }
}

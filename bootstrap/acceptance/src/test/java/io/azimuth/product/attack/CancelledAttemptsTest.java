package io.azimuth.product.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.product.server.RawHttpConnection;
import io.azimuth.product.server.Reply;
import io.azimuth.product.server.SharedServer;
import io.azimuth.product.server.TestingClient;
import io.azimuth.product.server.TestingServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * CVE-2026-5807: a caller without key shares can neither cancel an attempt that holders of key
 * shares have started nor restart it.
 */
final class CancelledAttemptsTest {

  private static final String GENERATION = "sys/generate-root/attempt, {}";
  private static final String REKEY =
      "sys/rekey-recovery-key/init, '{\"secret_shares\":3,\"secret_threshold\":2}'";
  private static final String ELSEWHERE = "127.0.0.2";

  @RegisterExtension static final SharedServer SHARED = SharedServer.standing();

  private static TestingServer server;
  private static TestingClient operator;
  private static TestingClient plain;
  private static String share;

  @BeforeAll
  static void start() {
    server = SHARED.server();
    operator = server.root();
    share = SharedServer.recoveryKeys().get(1);
    plain = server.as(operator.write("auth/token/create", policies("default")).clientToken());
  }

  private static Map<String, ?> policies(String policy) {
    return Map.of("policies", policy, "no_default_policy", true);
  }

  @AfterEach
  void cancel() {
    operator.delete("sys/generate-root/attempt");
    operator.delete("sys/rekey-recovery-key/init");
  }

  @ParameterizedTest(name = "CVE-2026-5807: {0}")
  @CsvSource({GENERATION, REKEY})
  void aStrangerDoesNotCancel(String path, String wish) {
    String nonce = begin(path, wish);

    assertRefused(server.anonymous().delete(path));
    assertRefused(server.anonymous().send("DELETE", path, nonce("")));
    assertRefused(
        server.anonymous().send("DELETE", path, nonce("11111111-1111-1111-1111-111111111111")));
    assertRefused(server.anonymous().send("DELETE", path, "{\"nonce\":null}"));
    assertRefused(server.as("azs.AAAAAAAAAAAAAAAAAAAAAAAA").delete(path));
    assertRefused(plain.delete(path));
    assertThat(server.anonymous().get(path).body().path("nonce").asText()).isEqualTo(nonce);
  }

  @ParameterizedTest(name = "CVE-2026-5807: {0}")
  @CsvSource({GENERATION, REKEY})
  void theNonceThatEverybodyMayReadIsNotEnoughFromElsewhere(String path, String wish)
      throws IOException {
    String nonce = begin(path, wish);

    String answer = deleteFrom(ELSEWHERE, path, nonce(nonce));

    assertThat(RawHttpConnection.status(answer)).isBetween(400, 403);
    assertThat(server.anonymous().get(path).body().path("nonce").asText()).isEqualTo(nonce);
  }

  @ParameterizedTest
  @CsvSource({GENERATION, REKEY})
  void aHolderOfAShareCancelsFromElsewhere(String path, String wish) throws IOException {
    begin(path, wish);

    String foreign = deleteFrom(ELSEWHERE, path, key("ab".repeat(32) + "01"));
    assertThat(RawHttpConnection.status(foreign)).isEqualTo(403);
    assertThat(started(path)).isTrue();

    assertThat(server.anonymous().delete(path + "?key=" + share).errors())
        .containsExactly("'key' must be in the request body, not in the address");
    assertThat(started(path)).isTrue();

    String held = deleteFrom(ELSEWHERE, path, key(share));
    assertThat(RawHttpConnection.status(held)).isEqualTo(204);
    assertThat(started(path)).isFalse();
  }

  @ParameterizedTest(name = "CVE-2026-5807: {0}")
  @CsvSource({GENERATION, REKEY})
  void whoBeganItOrAnOperatorCancels(String path, String wish) {
    String first = begin(path, wish);
    assertThat(server.anonymous().send("DELETE", path, nonce(first)).status()).isEqualTo(204);
    assertThat(started(path)).isFalse();

    String second = begin(path, wish);
    assertThat(second).isNotEqualTo(first);
    assertThat(operator.delete(path).status()).isEqualTo(204);
    assertThat(started(path)).isFalse();
  }

  @ParameterizedTest(name = "CVE-2026-5807: {0}")
  @CsvSource({GENERATION, REKEY})
  void aSecondAttemptDoesNotRestartTheFirst(String path, String wish) {
    String nonce = begin(path, wish);

    assertRefused(server.anonymous().send("PUT", path, wish));

    assertThat(server.anonymous().get(path).body().path("nonce").asText()).isEqualTo(nonce);
  }

  private static String begin(String path, String wish) {
    Reply begun = server.anonymous().send("PUT", path, wish);
    assertThat(begun.status()).as(begun.toString()).isEqualTo(200);
    assertThat(begun.body().path("nonce").asText()).isNotEmpty();
    return begun.body().path("nonce").asText();
  }

  private static boolean started(String path) {
    return server.anonymous().get(path).body().path("started").asBoolean();
  }

  private static String key(String share) {
    return "{\"key\":\"" + share + "\"}";
  }

  private static String nonce(String nonce) {
    return "{\"nonce\":\"" + nonce + "\"}";
  }

  private static void assertRefused(Reply reply) {
    assertThat(reply.status()).as(reply.toString()).isBetween(400, 403);
  }

  private static String deleteFrom(String address, String path, String body) throws IOException {
    try (Socket socket =
        new Socket(
            server.address().getHost(),
            server.address().getPort(),
            InetAddress.getByName(address),
            0)) {
      String request =
          "DELETE /v1/%s HTTP/1.1\r\nHost: azimuth\r\nConnection: close\r\nContent-Length: %d\r\n\r\n%s"
              .formatted(path, body.length(), body);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}

package io.azimuth.product.kv;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.product.server.Reply;
import io.azimuth.product.server.SharedServer;
import io.azimuth.product.server.TestingServer;
import io.azimuth.testkit.Waiting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Secrets on a whole server: no concurrent write is lost, and restarts keep everything. */
final class SecretsTest {

  private static final int WRITERS = 8;
  private static final int ROUNDS = 10;

  @RegisterExtension static final SharedServer SHARED = SharedServer.onMapDb();

  private static TestingServer server;

  @BeforeAll
  static void enable() {
    server = SHARED.server();
    server.root().write("sys/mounts/secret", Map.of("type", "kv-v2"));
  }

  @Test
  void ofManyWritersThatFollowOneVersionExactlyOneWins() {
    for (int version = 0; version < ROUNDS; version++) {
      List<CompletableFuture<Reply>> writers = new ArrayList<>();
      for (int writer = 0; writer < WRITERS; writer++) {
        writers.add(
            server
                .root()
                .sendLater("POST", "secret/data/raced", body(version, "writer-" + writer)));
      }
      List<Reply> replies = writers.stream().map(CompletableFuture::join).toList();

      List<Reply> winners = replies.stream().filter(reply -> reply.status() == 200).toList();
      assertThat(winners).hasSize(1);
      assertThat(winners.get(0).data().path("version").asInt()).isEqualTo(version + 1);
      String winner = "writer-" + replies.indexOf(winners.get(0));
      assertThat(server.root().get("secret/data/raced").data().path("data").path("by").asText())
          .isEqualTo(winner);
      assertThat(replies.stream().filter(reply -> reply.status() != 200))
          .allSatisfy(
              reply ->
                  assertThat(reply.errors())
                      .containsExactly(
                          "check-and-set parameter did not match the current version"));
    }
  }

  @Test
  void numbersAndTextsComeBackAsTheyWereWritten() {
    String secret =
        "{\"big\":123456789012345678901234567890,\"exact\":1.10,\"small\":1e-400,\"zero\":-0.0,"
            + "\"text\":\"\\u0000 é 漢 😀 \\\\ \\\"\",\"deep\":{\"list\":[1,2.50,null,true,[]]}}";
    server.root().send("POST", "secret/data/odd", "{\"data\":" + secret + "}");

    server.restart();

    String text = server.root().get("secret/data/odd").text();
    assertThat(text)
        .contains("\"big\":123456789012345678901234567890,\"exact\":1.10,\"small\":1e-400")
        .contains("\"zero\":-0.0")
        .contains("\"list\":[1,2.50,null,true,[]]");
    assertThat(server.root().get("secret/data/odd").data().path("data").path("text").asText())
        .isEqualTo("\u0000 é 漢 😀 \\ \"");
  }

  @Test
  void aSecretThatIsTooLargeIsRefusedAndTheLargestIsKept() {
    String large = "x".repeat((1 << 20) - 200);

    assertThat(server.root().post("secret/data/big", Map.of("data", Map.of("v", large))).status())
        .isEqualTo(200);
    assertThat(server.root().get("secret/data/big").data().path("data").path("v").asText())
        .isEqualTo(large);
    Reply refused =
        server.root().post("secret/data/big", Map.of("data", Map.of("v", large + large)));
    assertThat(refused.status()).isEqualTo(413);
    assertThat(server.root().get("secret/data/big").data().path("metadata").path("version"))
        .hasToString("1");
  }

  @Test
  @Tag("slow")
  void anUpgradeMakesFirstVersionsAndGoesOnAfterAKill(@TempDir Path directory) {
    try (TestingServer server = TestingServer.in(directory).onMapDb().inItsOwnProcess().start()) {
      server.root().write("sys/mounts/old", Map.of("type", "kv"));
      for (int n = 0; n < 40; n++) {
        server.root().write("old/app/" + n, Map.of("n", n));
      }
      Reply tuned =
          server.root().post("sys/mounts/old/tune", Map.of("options", Map.of("version", "2")));
      server.kill();
      server.start();

      assertThat(tuned.status()).isEqualTo(200);
      assertThat(tuned.warnings().get(0))
          .startsWith("Upgrading mount from version 1 to version 2.");
      Waiting.until(
          Duration.ofSeconds(30), () -> server.root().get("old/data/app/39").status() == 200);
      for (int n = 0; n < 40; n++) {
        Reply read = server.root().get("old/data/app/" + n);
        assertThat(read.data().path("data").path("n").asInt()).isEqualTo(n);
        assertThat(read.data().path("metadata").path("version").asInt()).isEqualTo(1);
      }
      assertThat(server.root().list("old/metadata/app").data().path("keys")).hasSize(40);
    }
  }

  private static String body(int cas, String by) {
    return "{\"data\":{\"by\":\"%s\"},\"options\":{\"cas\":%d}}".formatted(by, cas);
  }
}

package io.azimuth.product.seal;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.product.server.Reply;
import io.azimuth.product.server.TestingServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server can be initialised only once, and without recovery keys has none later. */
final class InitialisationTest {

  private static final String AS_THE_COMMAND_LINE_SENDS_IT =
      """
      {"secret_shares":0,"secret_threshold":0,"stored_shares":0,"pgp_keys":null,\
      "recovery_shares":0,"recovery_threshold":0,"recovery_pgp_keys":null,\
      "root_token_pgp_key":""}""";

  @Test
  void givesOneRootTokenHoweverManyAskAtOnceAndNoRecoveryKeys(@TempDir Path directory) {
    try (TestingServer server = TestingServer.in(directory).onMapDb().uninitialised().start()) {
      List<CompletableFuture<Reply>> all = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        all.add(server.anonymous().sendLater("PUT", "sys/init", AS_THE_COMMAND_LINE_SENDS_IT));
      }
      List<Reply> good =
          all.stream().map(CompletableFuture::join).filter(r -> r.status() == 200).toList();

      assertThat(good).hasSize(1);
      assertThat(good.get(0).body().path("keys").toString()).isEqualTo("[]");
      assertThat(all.stream().map(r -> r.join().status())).containsOnly(200, 400);
      String root = good.get(0).body().path("root_token").asText();
      missesRecoveryKeys(server, root);
      server.restart();
      Reply self = server.as(root).get("auth/token/lookup-self");
      assertThat(self.data().path("policies").toString()).isEqualTo("[\"root\"]");
      assertThat(self.data().path("ttl").asInt(-1)).isZero();
      assertThat(self.data().has("renewable")).isFalse();
      assertThat(server.anonymous().get("sys/health").status()).isEqualTo(200);
      Reply again = server.anonymous().send("PUT", "sys/init", "{}");
      assertThat(again.errors()).containsExactly("Vault is already initialized");
    }
  }

  /** Nobody asked for any. In the end the server is sealed and opens itself at its next start. */
  private static void missesRecoveryKeys(TestingServer server, String root) {
    KeyHolders holders = new KeyHolders(server);
    assertThat(
            server.anonymous().get("sys/generate-root/attempt").body().path("required").asInt(-1))
        .isZero();
    for (String path : List.of("sys/generate-root/attempt", "sys/rekey-recovery-key/init")) {
      Reply reply =
          server.anonymous().post(path, Map.of("secret_shares", 1, "secret_threshold", 1));
      assertThat(reply.errors())
          .containsExactly("there are no recovery keys: nobody could complete this");
    }
    server.as(root).write("sys/seal", Map.of());
    assertThat(holders.unseal(List.of("ab".repeat(33))).errors())
        .containsExactly(
            "the seal of this server unseals it at its start, and there are no recovery keys");
  }
}

package io.azimuth.product.seal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.azimuth.product.server.Reply;
import io.azimuth.product.server.TestingServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server with Shamir key shares. */
final class ShamirSealTest {

  private TestingServer server;
  private KeyHolders holders;

  @BeforeEach
  void start(@TempDir Path directory) {
    server = TestingServer.in(directory).onMapDb().openedByPeople().start();
    holders = new KeyHolders(server);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void listensBeforeItIsInitialised() {
    assertThat(status().path("type").asText()).isEqualTo("shamir");
    assertThat(status().path("initialized").asBoolean(true)).isFalse();
    assertThat(status().path("recovery_seal").asBoolean(true)).isFalse();
    assertThat(status().path("t").asInt(-1)).isZero();
    Reply early = server.anonymous().post("sys/unseal", Map.of("key", "ab".repeat(33)));
    assertThat(early.status()).isEqualTo(400);
    assertThat(early.errors()).containsExactly("Vault is not initialized");
  }

  @Test
  void handsSharesOutAndStaysSealed() {
    Reply reply = server.initialise(Map.of("secret_shares", 5, "secret_threshold", 3));

    List<String> hex = KeyHolders.shares(reply, "keys");
    assertThat(hex).hasSize(5).allMatch(share -> share.length() == 66);
    assertThat(KeyHolders.shares(reply, "keys_base64"))
        .isEqualTo(
            hex.stream()
                .map(s -> Base64.getEncoder().encodeToString(HexFormat.of().parseHex(s)))
                .toList());
    assertThat(reply.body().has("recovery_keys")).isFalse();
    assertThat(status().path("sealed").asBoolean()).isTrue();
    assertThat(status().path("t").asInt()).isEqualTo(3);
    assertThat(status().path("n").asInt()).isEqualTo(5);
    assertThat(server.root().get("auth/token/lookup-self").status()).isEqualTo(503);
    assertThat(server.anonymous().get("sys/health").status()).isEqualTo(503);
  }

  @Test
  void refusesRecoverySharesAndTwoInitialisations() {
    Reply recovery =
        server
            .anonymous()
            .post(
                "sys/init",
                Map.of(
                    "secret_shares", 1,
                    "secret_threshold", 1,
                    "recovery_shares", 5,
                    "recovery_threshold", 3));
    assertThat(recovery.errors())
        .containsExactly(
            "invalid seal configuration: parameters recovery_shares,recovery_threshold not"
                + " applicable to seal type shamir");

    holders.initialise(1, 1);
    Reply again =
        server.anonymous().post("sys/init", Map.of("secret_shares", 1, "secret_threshold", 1));
    assertThat(again.errors()).containsExactly("Vault is already initialized");
  }

  @Test
  void opensStepByStepInEitherForm() {
    Reply init = server.initialise(Map.of("secret_shares", 5, "secret_threshold", 3));
    List<String> hex = KeyHolders.shares(init, "keys");

    Reply first = holders.unseal(hex.subList(4, 5));
    assertThat(first.body().path("progress").asInt()).isEqualTo(1);
    String nonce = first.body().path("nonce").asText();
    assertThat(nonce).hasSize(36);
    Reply same = holders.unseal(hex.subList(4, 5));
    assertThat(same.body().path("progress").asInt()).isEqualTo(1);
    assertThat(same.body().path("nonce").asText()).isEqualTo(nonce);
    Reply second = holders.unseal(List.of(KeyHolders.shares(init, "keys_base64").get(0)));
    assertThat(second.body().path("progress").asInt()).isEqualTo(2);
    assertThat(status().path("progress").asInt()).isEqualTo(2);
    Reply third = holders.unseal(List.of(hex.get(2).toUpperCase(Locale.ROOT)));
    assertThat(third.body().path("sealed").asBoolean(true)).isFalse();
    assertThat(third.body().path("progress").asInt(-1)).isZero();
    assertThat(third.body().path("nonce").asText("x")).isEmpty();
    assertThat(server.root().get("auth/token/lookup-self").status()).isEqualTo(200);
    assertThat(server.anonymous().get("sys/health").status()).isEqualTo(200);
    assertThat(holders.unseal(hex.subList(0, 1)).status()).isEqualTo(200);
    Reply reset = server.anonymous().post("sys/unseal", Map.of("reset", true));
    assertThat(reset.errors()).containsExactly("vault is unsealed");
  }

  @Test
  void resetForgetsWhatWasEntered() {
    List<String> shares = holders.initialise(3, 2);
    holders.unseal(shares.subList(0, 1));

    Reply reset = server.anonymous().post("sys/unseal", Map.of("reset", true));

    assertThat(reset.body().path("progress").asInt(-1)).isZero();
    assertThat(reset.body().path("nonce").asText("x")).isEmpty();
    assertThat(holders.unseal(shares.subList(1, 2)).body().path("progress").asInt()).isEqualTo(1);
  }

  @Test
  void wrongSharesBeginAnew() {
    List<String> shares = holders.initialise(3, 2);

    Reply wrong = holders.unseal(List.of(shares.get(0), "ab".repeat(32) + "07"));

    assertThat(wrong.status()).isEqualTo(400);
    assertThat(wrong.errors()).containsExactly("unseal failed, invalid key");
    assertThat(status().path("progress").asInt(-1)).isZero();
    assertThat(status().path("nonce").asText("x")).isEmpty();
    assertThat(holders.open(shares.subList(1, 3))).isTrue();
  }

  @Test
  void aSingleShareIsTheKey() {
    List<String> shares = holders.initialise(1, 1);

    assertThat(shares).hasSize(1);
    assertThat(shares.get(0)).hasSize(64);
    assertThat(holders.open(shares)).isTrue();
  }

  @Test
  void staysSealedOverARestartUntilOpenedAgain() {
    List<String> shares = holders.initialise(3, 2);
    holders.unseal(shares.subList(0, 2));
    String token =
        server.root().write("auth/token/create", Map.of("policies", "default")).clientToken();

    server.restart();

    assertThat(server.as(token).get("auth/token/lookup-self").status()).isEqualTo(503);
    assertThat(holders.open(shares.subList(1, 3))).isTrue();
    assertThat(server.as(token).get("auth/token/lookup-self").status()).isEqualTo(200);
  }

  @Test
  void sealsOnDemandOfWhoMay() {
    List<String> shares = holders.initialise(3, 2);
    holders.unseal(shares.subList(0, 2));
    String weak =
        server.root().write("auth/token/create", Map.of("policies", "default")).clientToken();

    assertThat(server.as(weak).post("sys/seal").status()).isEqualTo(403);
    assertThat(server.anonymous().post("sys/seal").status()).isEqualTo(403);
    assertThat(server.root().send("PUT", "sys/seal", "").status()).isEqualTo(204);

    assertThat(status().path("sealed").asBoolean()).isTrue();
    assertThat(server.root().get("auth/token/lookup-self").status()).isEqualTo(503);
    assertThat(server.root().get("sys/generate-root/attempt").status()).isEqualTo(503);
    assertThat(server.anonymous().send("PUT", "sys/seal", "").status()).isEqualTo(204);
    assertThat(holders.open(shares.subList(0, 2))).isTrue();
    assertThat(server.root().get("auth/token/lookup-self").status()).isEqualTo(200);
  }

  @Test
  @Tag("slow")
  void requestsUnderWayEndWithTheirAnswerOrAsSealed() {
    List<String> shares = holders.initialise(1, 1);
    holders.unseal(shares);
    enableAudit();
    List<CompletableFuture<Reply>> all = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      all.add(server.root().sendLater("POST", "auth/token/create", "{\"policies\":\"default\"}"));
      if (i == 100) {
        all.get(0).join();
        all.add(server.root().sendLater("PUT", "sys/seal", ""));
      }
    }
    List<Reply> replies = all.stream().map(CompletableFuture::join).toList();

    assertThat(replies.stream().map(Reply::status)).isSubsetOf(200, 204, 503).contains(200);
    assertThat(replies.stream().filter(r -> r.status() == 204)).hasSize(1);
    assertThat(status().path("sealed").asBoolean()).isTrue();
    assertThat(holders.open(shares)).isTrue();
    replies.stream()
        .filter(reply -> reply.status() == 200)
        .forEach(
            reply ->
                assertThat(server.as(reply.clientToken()).get("auth/token/lookup-self").status())
                    .isEqualTo(200));
    assertThat(server.auditLog()).contains("sys/seal");
  }

  @Test
  void auditGoesOnAfterSealing() {
    List<String> shares = holders.initialise(1, 1);
    holders.unseal(shares);
    enableAudit();
    holders.seal();
    holders.unseal(shares);

    server.root().get("auth/token/lookup-self");

    assertThat(server.auditLog()).contains("sys/seal").contains("auth/token/lookup-self");
  }

  @Test
  void isNotOpenedWithAnotherKindOfSeal() throws IOException {
    holders.initialise(1, 1);
    server.stop();
    Path config = server.path("azimuth.hcl");
    Files.write(server.path("seal.key"), new byte[32]);
    Files.writeString(
        config,
        Files.readString(config)
            + "seal \"static\" {\n  current_key_id = \"a\"\n  current_key = \"file://"
            + server.path("seal.key")
            + "\"\n}\n");

    server.start();

    assertThat(status().path("migration").asBoolean()).isTrue();
    assertThat(status().path("sealed").asBoolean()).isTrue();
    assertThat(holders.unseal(List.of("ab".repeat(32))).errors())
        .containsExactly(
            "the store has the seal shamir and must be moved to static: send 'migrate' (operator"
                + " unseal -migrate), or go back to the configuration of before");
  }

  private void enableAudit() {
    server
        .root()
        .write(
            "sys/audit/file",
            Map.of(
                "type",
                "file",
                "options",
                Map.of("file_path", server.path("audit/audit.log").toString())));
  }

  private JsonNode status() {
    return server.anonymous().get("sys/seal-status").body();
  }
}

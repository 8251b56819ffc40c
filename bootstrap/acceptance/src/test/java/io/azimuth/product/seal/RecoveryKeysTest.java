package io.azimuth.product.seal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.azimuth.product.server.Reply;
import io.azimuth.product.server.TestingServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recovery keys of a server with auto-unseal. */
final class RecoveryKeysTest {

  private static final String REKEY = "sys/rekey-recovery-key/";

  private TestingServer server;
  private KeyHolders holders;

  @BeforeEach
  void start(@TempDir Path directory) {
    server = TestingServer.in(directory).onMapDb().uninitialised().start();
    holders = new KeyHolders(server);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private List<String> initialise() {
    return KeyHolders.shares(
        server.initialise(Map.of("recovery_shares", 5, "recovery_threshold", 3)), "recovery_keys");
  }

  @Test
  void areHandedOutWhileTheServerOpensItself() {
    Reply init = server.initialise(Map.of("recovery_shares", 5, "recovery_threshold", 3));

    assertThat(init.body().path("keys").toString()).isEqualTo("[]");
    assertThat(init.body().path("keys_base64").toString()).isEqualTo("[]");
    assertThat(KeyHolders.shares(init, "recovery_keys")).hasSize(5);
    assertThat(KeyHolders.shares(init, "recovery_keys_base64")).hasSize(5);
    JsonNode status = server.anonymous().get("sys/seal-status").body();
    assertThat(status.path("sealed").asBoolean(true)).isFalse();
    assertThat(status.path("recovery_seal").asBoolean()).isTrue();
    assertThat(status.path("t").asInt()).isEqualTo(3);
    assertThat(status.path("n").asInt()).isEqualTo(5);
    server.restart();
    assertThat(server.root().get("auth/token/lookup-self").status()).isEqualTo(200);
  }

  @Test
  void areCheckedAsKeySharesAre() {
    Reply reply =
        server.anonymous().post("sys/init", Map.of("recovery_shares", 5, "recovery_threshold", 1));

    assertThat(reply.errors())
        .containsExactly(
            "invalid seal configuration: threshold must be greater than one for multiple shares");
  }

  @Test
  void makeARootToken() {
    List<String> shares = initialise();
    server.restart();
    JsonNode begun = server.anonymous().write("sys/generate-root/attempt", Map.of()).body();
    assertThat(begun.path("required").asInt()).isEqualTo(3);

    JsonNode done =
        holders
            .handIn("sys/generate-root/update", begun.path("nonce").asText(), shares.subList(1, 4))
            .body();

    String token =
        GenerateRootTest.revealed(done.path("encoded_token").asText(), begun.path("otp").asText());
    assertThat(server.as(token).get("auth/token/lookup-self").status()).isEqualTo(200);
  }

  @Test
  void areReplacedByTheirHolders() {
    List<String> old = initialise();
    String nonce = holders.begin(REKEY + "init", Map.of("secret_shares", 2, "secret_threshold", 2));
    Reply done = holders.handIn(REKEY + "update", nonce, old.subList(0, 3));
    List<String> shares = KeyHolders.shares(done, "keys");
    assertThat(shares).hasSize(2);

    server.restart();
    assertThat(makesRootToken(old.subList(0, 3))).isFalse();
    assertThat(makesRootToken(shares)).isTrue();
  }

  @Test
  void areReplacedWithVerification() {
    List<String> old = initialise();
    String nonce =
        holders.begin(
            REKEY + "init",
            Map.of("secret_shares", 3, "secret_threshold", 2, "require_verification", true));
    Reply handedOut = holders.handIn(REKEY + "update", nonce, old.subList(0, 3));
    List<String> shares = KeyHolders.shares(handedOut, "keys");
    assertThat(makesRootToken(old.subList(2, 5))).isTrue();

    Reply done =
        holders.handIn(
            REKEY + "verify",
            handedOut.body().path("verification_nonce").asText(),
            shares.subList(1, 3));

    assertThat(done.body().path("complete").asBoolean()).isTrue();
    assertThat(makesRootToken(old.subList(0, 3))).isFalse();
    assertThat(makesRootToken(shares.subList(0, 2))).isTrue();
  }

  @Test
  void replaceTheRootKeyWithoutHandingAnythingOut() {
    List<String> shares = initialise();
    Reply counts =
        server
            .anonymous()
            .post("sys/rekey/init", Map.of("secret_shares", 5, "secret_threshold", 3));
    assertThat(counts.errors())
        .containsExactly(
            "invalid seal configuration: secret_shares and secret_threshold must be 1 for seal"
                + " type static");

    Reply done = holders.rekey(shares.subList(0, 3), 1, 1);

    assertThat(done.body().path("complete").asBoolean()).isTrue();
    assertThat(done.body().path("keys").toString()).isEqualTo("[]");
    server.restart();
    assertThat(server.root().get("auth/token/lookup-self").status()).isEqualTo(200);
    assertThat(makesRootToken(shares.subList(0, 3))).isTrue();
  }

  @Test
  void openAServerThatWasSealedOnDemand() {
    List<String> shares = initialise();
    holders.seal();
    assertThat(server.root().get("auth/token/lookup-self").status()).isEqualTo(503);

    assertThat(holders.open(List.of(shares.get(0), shares.get(1), "ef".repeat(32) + "07")))
        .isFalse();
    assertThat(holders.open(shares.subList(0, 3))).isTrue();

    assertThat(server.root().get("auth/token/lookup-self").status()).isEqualTo(200);
  }

  @Test
  void areMissedWhereThereAreNone() {
    server.initialise(Map.of());

    assertThat(
            server.anonymous().get("sys/generate-root/attempt").body().path("required").asInt(-1))
        .isZero();
    for (String path : List.of("sys/generate-root/attempt", REKEY + "init")) {
      Reply reply =
          server.anonymous().post(path, Map.of("secret_shares", 1, "secret_threshold", 1));
      assertThat(reply.errors())
          .containsExactly("there are no recovery keys: nobody could complete this");
    }
    holders.seal();
    assertThat(holders.unseal(List.of("ab".repeat(33))).errors())
        .containsExactly(
            "the seal of this server unseals it at its start, and there are no recovery keys");
    server.restart();
    assertThat(server.root().get("auth/token/lookup-self").status()).isEqualTo(200);
  }

  private boolean makesRootToken(List<String> shares) {
    String nonce = holders.begin("sys/generate-root/attempt", Map.of());
    Reply last = holders.handIn("sys/generate-root/update", nonce, shares);
    server.root().delete("sys/generate-root/attempt"); // cancels an incomplete attempt
    return last.body().path("complete").asBoolean(false);
  }
}

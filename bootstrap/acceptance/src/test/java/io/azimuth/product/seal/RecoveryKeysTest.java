package io.azimuth.product.seal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.azimuth.product.server.Reply;
import io.azimuth.product.server.SharedServer;
import io.azimuth.product.server.TestingServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Recovery keys of a server with auto-unseal. */
final class RecoveryKeysTest {

  private static final String REKEY = "sys/rekey-recovery-key/";

  @RegisterExtension static final SharedServer FRESH = SharedServer.uninitialised();

  private static TestingServer server;
  private static KeyHolders holders;
  private static Reply init;

  /** Keys that are valid now, and enough of them. */
  private static List<String> valid;

  @BeforeAll
  static void start(@TempDir Path directory) {
    server = TestingServer.in(directory).onMapDb().uninitialised().start();
    holders = new KeyHolders(server);
    init = server.initialise(Map.of("recovery_shares", 5, "recovery_threshold", 3));
    valid = KeyHolders.shares(init, "recovery_keys").subList(0, 3);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  /** Five new keys, of which three are enough. */
  private static List<String> renew() {
    List<String> keys = KeyHolders.shares(replace(valid, 5, 3), "keys");
    valid = keys.subList(0, 3);
    return keys;
  }

  private static Reply replace(List<String> present, int shares, int threshold) {
    String nonce =
        holders.begin(
            REKEY + "init", Map.of("secret_shares", shares, "secret_threshold", threshold));
    return holders.handIn(REKEY + "update", nonce, present);
  }

  @Test
  void areHandedOutWhileTheServerOpensItself() {
    renew();

    assertThat(init.body().path("keys").toString()).isEqualTo("[]");
    assertThat(init.body().path("keys_base64").toString()).isEqualTo("[]");
    assertThat(KeyHolders.shares(init, "recovery_keys")).hasSize(5);
    assertThat(KeyHolders.shares(init, "recovery_keys_base64")).hasSize(5);
    JsonNode status = server.anonymous().get("sys/seal-status").body();
    assertThat(status.path("sealed").asBoolean(true)).isFalse();
    assertThat(status.path("recovery_seal").asBoolean()).isTrue();
    assertThat(status.path("t").asInt()).isEqualTo(3);
    assertThat(status.path("n").asInt()).isEqualTo(5);
  }

  @Test
  void areCheckedAsKeySharesAre() {
    Reply reply =
        FRESH
            .server()
            .anonymous()
            .post("sys/init", Map.of("recovery_shares", 5, "recovery_threshold", 1));

    assertThat(reply.errors())
        .containsExactly(
            "invalid seal configuration: threshold must be greater than one for multiple shares");
  }

  @Test
  void makeARootToken() {
    List<String> shares = renew();
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
  void areReplacedWithVerification() {
    List<String> old = renew();
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
    valid = shares.subList(0, 2);
    assertThat(makesRootToken(old.subList(0, 3))).isFalse();
    assertThat(makesRootToken(shares.subList(0, 2))).isTrue();
  }

  @Test
  void areReplacedByTheirHoldersWhoReplaceTheRootKeyWithoutHandingAnythingOut() {
    List<String> old = renew();
    List<String> shares = KeyHolders.shares(replace(old.subList(0, 3), 2, 2), "keys");
    valid = shares;
    assertThat(shares).hasSize(2);
    Reply counts =
        server
            .anonymous()
            .post("sys/rekey/init", Map.of("secret_shares", 5, "secret_threshold", 3));
    assertThat(counts.errors())
        .containsExactly(
            "invalid seal configuration: secret_shares and secret_threshold must be 1 for seal"
                + " type static");

    Reply done = holders.rekey(shares, 1, 1);

    assertThat(done.body().path("complete").asBoolean()).isTrue();
    assertThat(done.body().path("keys").toString()).isEqualTo("[]");
    server.restart();
    assertThat(server.root().get("auth/token/lookup-self").status()).isEqualTo(200);
    assertThat(makesRootToken(old.subList(0, 3))).isFalse();
    assertThat(makesRootToken(shares)).isTrue();
  }

  @Test
  void openAServerThatWasSealedOnDemand() {
    List<String> shares = renew();
    holders.seal();
    assertThat(server.root().get("auth/token/lookup-self").status()).isEqualTo(503);

    assertThat(holders.open(List.of(shares.get(0), shares.get(1), "ef".repeat(32) + "07")))
        .isFalse();
    assertThat(holders.open(shares.subList(0, 3))).isTrue();

    assertThat(server.root().get("auth/token/lookup-self").status()).isEqualTo(200);
  }

  private boolean makesRootToken(List<String> shares) {
    String nonce = holders.begin("sys/generate-root/attempt", Map.of());
    Reply last = holders.handIn("sys/generate-root/update", nonce, shares);
    server.root().delete("sys/generate-root/attempt"); // cancels an incomplete attempt
    return last.body().path("complete").asBoolean(false);
  }
}

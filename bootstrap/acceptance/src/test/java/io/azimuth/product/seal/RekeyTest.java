package io.azimuth.product.seal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.azimuth.product.server.Reply;
import io.azimuth.product.server.TestingServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Replacing the key shares, and rotating the encryption key. */
final class RekeyTest {

  private static final String INIT = "sys/rekey/init";
  private static final String UPDATE = "sys/rekey/update";
  private static final String VERIFY = "sys/rekey/verify";

  private static TestingServer server;
  private static KeyHolders holders;

  /** Shares that are valid now, and enough of them. */
  private static List<String> valid;

  private static JsonNode firstKey;

  private List<String> old;

  @BeforeAll
  static void start(@TempDir Path directory) {
    server = TestingServer.in(directory).onMapDb().openedByPeople().start();
    holders = new KeyHolders(server);
    valid = holders.initialise(3, 2).subList(0, 2);
    holders.unseal(valid);
    firstKey = server.root().get("sys/key-status").body();
  }

  /** Each test begins with three new shares of which two are enough. */
  @BeforeEach
  void shares() {
    old = KeyHolders.shares(holders.rekey(valid, 3, 2), "keys");
    valid = old.subList(0, 2);
  }

  @AfterEach
  void cancel() {
    server.root().delete(INIT);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void newSharesReplaceTheOldOnes() {
    JsonNode begun =
        server
            .anonymous()
            .write(INIT, Map.of("secret_shares", 5, "secret_threshold", 3, "backup", false))
            .body();
    assertThat(begun.toString())
        .isEqualTo(
            "{\"nonce\":\""
                + begun.path("nonce").asText()
                + "\",\"started\":true,\"t\":3,\"n\":5,\"progress\":0,\"required\":2,"
                + "\"pgp_fingerprints\":null,\"backup\":false,\"verification_required\":false}");

    JsonNode half = holders.handIn(UPDATE, begun.path("nonce").asText(), old.subList(0, 1)).body();
    assertThat(half.path("progress").asInt()).isEqualTo(1);
    assertThat(half.path("complete").asBoolean(false)).isFalse();
    Reply done = holders.handIn(UPDATE, begun.path("nonce").asText(), old.subList(2, 3));

    assertThat(done.body().path("complete").asBoolean()).isTrue();
    assertThat(done.body().path("nonce")).isEqualTo(begun.path("nonce"));
    List<String> shares = KeyHolders.shares(done, "keys");
    valid = shares.subList(0, 3);
    assertThat(shares).hasSize(5).allMatch(share -> share.length() == 66);
    assertThat(KeyHolders.shares(done, "keys_base64")).hasSize(5);
    assertThat(server.anonymous().get(INIT).body().path("started").asBoolean(true)).isFalse();
    holders.seal();
    assertThat(holders.open(old.subList(0, 2))).isFalse();
    assertThat(holders.open(shares.subList(2, 5))).isTrue();
    assertThat(server.root().get("auth/token/lookup-self").status()).isEqualTo(200);
  }

  @Test
  void theOperatorsOfOpenBaoRotateSharesWithAToken() {
    String init = "sys/rotate/root/init";
    assertThat(server.anonymous().get(init).status()).isEqualTo(403);
    JsonNode begun =
        server
            .root()
            .write(
                init,
                Map.of("secret_shares", 3, "secret_threshold", 2, "require_verification", true))
            .data();
    Reply handedOut = as(begun.path("nonce").asText(), "sys/rotate/root/update", old.subList(0, 2));
    List<String> shares = Reply.texts(handedOut.data().path("keys"));
    assertThat(server.root().get("sys/rotate/root/verify").data().path("t").asInt()).isEqualTo(2);
    String check = handedOut.data().path("verification_nonce").asText();
    Reply done = as(check, "sys/rotate/root/verify", shares.subList(0, 2));

    assertThat(done.data().path("complete").asBoolean()).isTrue();
    valid = shares.subList(0, 2);
    assertThat(server.root().get(init).data().path("started").asBoolean(true)).isFalse();
    holders.seal();
    assertThat(holders.open(old.subList(0, 2))).isFalse();
    assertThat(holders.open(shares.subList(1, 3))).isTrue();
  }

  private Reply as(String nonce, String path, List<String> shares) {
    Reply last = null;
    for (String share : shares) {
      last = server.root().write(path, KeyHolders.parameters(nonce, share));
    }
    return last;
  }

  @Test
  void recordsOfBeforeAndAfterAreReadWithTheNewShares() {
    String before = token();
    List<String> shares = KeyHolders.shares(holders.rekey(old.subList(0, 2), 1, 1), "keys");
    String after = token();
    List<String> again = KeyHolders.shares(holders.rekey(shares, 4, 2), "keys");
    valid = again.subList(0, 2);
    int term = term();
    server.root().write("sys/rotate", Map.of());
    String last = token();
    server.restart();

    assertThat(holders.open(old.subList(1, 3))).isFalse();
    assertThat(holders.open(again.subList(2, 4))).isTrue();
    assertThat(term()).isEqualTo(term + 1);
    assertThat(server.root().get("auth/token/lookup-self").status()).isEqualTo(200);
    for (String token : List.of(before, after, last)) {
      assertThat(server.as(token).get("auth/token/lookup-self").status()).isEqualTo(200);
    }
  }

  @Test
  void withVerificationTheOldSharesCountUntilTheNewOnesCameBack() {
    String nonce =
        holders.begin(
            INIT, Map.of("secret_shares", 3, "secret_threshold", 2, "require_verification", true));
    Reply handedOut = holders.handIn(UPDATE, nonce, old.subList(0, 2));
    List<String> shares = KeyHolders.shares(handedOut, "keys");
    String check = handedOut.body().path("verification_nonce").asText();
    assertThat(handedOut.body().path("verification_required").asBoolean()).isTrue();
    assertThat(server.anonymous().get(INIT).body().path("verification_nonce").asText())
        .isEqualTo(check);
    assertThat(holders.handIn(UPDATE, nonce, old.subList(0, 1)).errors())
        .containsExactly("rekey operation already finished; verification must be performed");

    JsonNode one = holders.handIn(VERIFY, check, shares.subList(0, 1)).body();
    assertThat(one.path("progress").asInt()).isEqualTo(1);
    assertThat(one.path("t").asInt()).isEqualTo(2);
    assertThat(one.path("n").asInt()).isEqualTo(3);
    Reply wrong = holders.handIn(VERIFY, check, old.subList(2, 3));
    assertThat(wrong.errors())
        .containsExactly("rekey verification failed; incorrect key shares supplied");
    assertThat(server.anonymous().get(VERIFY).body().path("progress").asInt(-1)).isZero();
    JsonNode done = holders.handIn(VERIFY, check, shares.subList(1, 3)).body();

    assertThat(done.toString()).isEqualTo("{\"nonce\":\"" + check + "\",\"complete\":true}");
    valid = shares.subList(0, 2);
    holders.seal();
    assertThat(holders.open(old.subList(0, 2))).isFalse();
    assertThat(holders.open(shares.subList(0, 2))).isTrue();
  }

  @Test
  void anUnverifiedRekeyChangesNothing() {
    String nonce =
        holders.begin(
            INIT, Map.of("secret_shares", 3, "secret_threshold", 2, "require_verification", true));
    List<String> shares =
        KeyHolders.shares(holders.handIn(UPDATE, nonce, old.subList(0, 2)), "keys");
    String first = server.anonymous().get(VERIFY).body().path("nonce").asText();

    assertThat(server.anonymous().delete(VERIFY).status()).isEqualTo(403);
    Reply anew = server.anonymous().send("DELETE", VERIFY, "{\"nonce\":\"" + nonce + "\"}");
    assertThat(anew.status()).isEqualTo(200);
    assertThat(anew.body().path("nonce").asText()).isNotEqualTo(first);
    server.restart();
    assertThat(holders.open(shares.subList(0, 2))).isFalse();
    assertThat(holders.open(old.subList(0, 2))).isTrue();
    assertThat(server.anonymous().get(VERIFY).status()).isEqualTo(400);
  }

  @Test
  @DisplayName("CVE-2026-5807: a rekey is neither restarted nor cancelled by just anybody")
  void attemptsAreProtected() {
    String nonce = holders.begin(INIT, Map.of("secret_shares", 1, "secret_threshold", 1));

    Reply second = server.anonymous().post(INIT, Map.of("secret_shares", 1, "secret_threshold", 1));
    assertThat(second.errors()).containsExactly("rekey already in progress");
    assertThat(server.anonymous().delete(INIT).status()).isEqualTo(403);
    assertThat(server.anonymous().send("DELETE", INIT, "{\"nonce\":\"x\"}").status())
        .isEqualTo(403);
    Reply named = server.anonymous().send("DELETE", INIT, "{\"nonce\":\"" + nonce + "\"}");
    assertThat(named.status()).isEqualTo(204);
    holders.begin(INIT, Map.of("secret_shares", 1, "secret_threshold", 1));
    assertThat(server.root().delete(INIT).status()).isEqualTo(204);
  }

  @Test
  void refusesWhatDoesNotFit() {
    Reply counts = server.anonymous().post(INIT, Map.of("secret_shares", 2, "secret_threshold", 3));
    assertThat(counts.errors())
        .containsExactly("invalid seal configuration: threshold cannot be larger than shares");
    Reply backup =
        server
            .anonymous()
            .post(INIT, Map.of("secret_shares", 1, "secret_threshold", 1, "backup", true));
    assertThat(backup.errors())
        .containsExactly(
            "backup is not supported yet: shares are in the answer only: take them from there");
    Reply recovery =
        server
            .anonymous()
            .post("sys/rekey-recovery-key/init", Map.of("secret_shares", 1, "secret_threshold", 1));
    assertThat(recovery.errors())
        .containsExactly("recovery rekeying not supported by seal type shamir");
    assertThat(holders.handIn(UPDATE, "x", old.subList(0, 1)).errors())
        .containsExactly("no barrier rekey in progress");
  }

  @Test
  void wrongSharesBeginAnew() {
    String nonce = holders.begin(INIT, Map.of("secret_shares", 1, "secret_threshold", 1));

    Reply wrong = holders.handIn(UPDATE, nonce, List.of(old.get(0), "cd".repeat(32) + "02"));

    assertThat(wrong.errors()).containsExactly("rekey failed, invalid key");
    assertThat(server.anonymous().get(INIT).body().path("progress").asInt(-1)).isZero();
    valid = KeyHolders.shares(holders.handIn(UPDATE, nonce, old.subList(0, 2)), "keys");
    assertThat(valid).hasSize(1);
  }

  @Test
  void rotatesTheEncryptionKey() {
    assertThat(firstKey.path("term").asInt()).isEqualTo(1);
    assertThat(firstKey.path("data").path("term").asInt()).isEqualTo(1);
    assertThat(firstKey.path("install_time").asText()).endsWith("Z");
    assertThat(firstKey.path("encryptions").asLong()).isPositive();
    int before = term();
    String weak =
        server.root().write("auth/token/create", Map.of("policies", "default")).clientToken();

    assertThat(server.as(weak).post("sys/rotate").status()).isEqualTo(403);
    assertThat(server.as(weak).get("sys/key-status").status()).isEqualTo(403);
    assertThat(server.root().send("PUT", "sys/rotate", "null").status()).isEqualTo(204);
    assertThat(server.root().post("sys/rotate").status()).isEqualTo(204);

    assertThat(term()).isEqualTo(before + 2);
  }

  private static int term() {
    return server.root().get("sys/key-status").body().path("term").asInt();
  }

  private String token() {
    return server.root().write("auth/token/create", Map.of("policies", "default")).clientToken();
  }
}

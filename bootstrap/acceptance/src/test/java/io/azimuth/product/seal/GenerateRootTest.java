package io.azimuth.product.seal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.azimuth.product.server.Reply;
import io.azimuth.product.server.TestingServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Generating a root token with key shares. */
final class GenerateRootTest {

  private static final String ATTEMPT = "sys/generate-root/attempt";
  private static final String UPDATE = "sys/generate-root/update";

  private static TestingServer server;
  private static KeyHolders holders;
  private static List<String> shares;

  @BeforeAll
  static void start(@TempDir Path directory) {
    server = TestingServer.in(directory).openedByPeople().start();
    holders = new KeyHolders(server);
    shares = holders.initialise(5, 3);
    holders.unseal(shares.subList(0, 3));
  }

  @AfterEach
  void cancel() {
    server.root().delete(ATTEMPT);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void saysThatThereIsNoAttempt() {
    JsonNode status = server.anonymous().get(ATTEMPT).body();

    assertThat(status.toString())
        .isEqualTo(
            "{\"nonce\":\"\",\"started\":false,\"progress\":0,\"required\":3,\"complete\":false,"
                + "\"encoded_token\":\"\",\"encoded_root_token\":\"\",\"pgp_fingerprint\":\"\","
                + "\"otp\":\"\",\"otp_length\":28}");
  }

  @Test
  void enoughSharesMakeARootToken() {
    JsonNode begun = server.anonymous().send("PUT", ATTEMPT, "{}").body();
    String otp = begun.path("otp").asText();
    String nonce = begun.path("nonce").asText();
    assertThat(otp).hasSize(28);
    assertThat(begun.path("started").asBoolean()).isTrue();
    assertThat(server.anonymous().get(ATTEMPT).body().path("otp").asText("x")).isEmpty();
    assertThat(server.anonymous().get(ATTEMPT).body().path("nonce").asText()).isEqualTo(nonce);

    JsonNode second = holders.handIn(UPDATE, nonce, shares.subList(1, 3)).body();
    assertThat(second.path("progress").asInt()).isEqualTo(2);
    assertThat(second.path("complete").asBoolean(true)).isFalse();
    JsonNode last = holders.handIn(UPDATE, nonce, shares.subList(4, 5)).body();

    assertThat(last.path("complete").asBoolean()).isTrue();
    assertThat(last.path("progress").asInt()).isEqualTo(3);
    assertThat(last.path("encoded_root_token")).isEqualTo(last.path("encoded_token"));
    String token = revealed(last.path("encoded_token").asText(), otp);
    assertThat(server.as(token).get("auth/token/lookup-self").data().path("policies").toString())
        .isEqualTo("[\"root\"]");
    assertThat(server.anonymous().get(ATTEMPT).body().path("started").asBoolean(true)).isFalse();
  }

  @Test
  void theOperatorsOfOpenBaoNeedATokenToo() {
    String attempt = "sys/generate-root-token/attempt";
    assertThat(server.anonymous().get(attempt).status()).isEqualTo(403);
    assertThat(server.anonymous().post(attempt, Map.of()).status()).isEqualTo(403);
    JsonNode begun = server.root().write(attempt, Map.of()).data();
    String nonce = begun.path("nonce").asText();
    assertThat(server.root().get(attempt).data().path("started").asBoolean()).isTrue();
    assertThat(server.anonymous().delete(attempt).status()).isEqualTo(403);

    JsonNode last = null;
    for (String share : shares.subList(0, 3)) {
      last =
          server
              .root()
              .write("sys/generate-root-token/update", KeyHolders.parameters(nonce, share))
              .data();
    }

    assertThat(last.path("complete").asBoolean()).isTrue();
    String token = revealed(last.path("encoded_token").asText(), begun.path("otp").asText());
    assertThat(server.as(token).get("auth/token/lookup-self").status()).isEqualTo(200);
    server.root().write(attempt, Map.of());
    assertThat(server.root().delete(attempt).status()).isEqualTo(204);
    assertThat(server.root().get(attempt).data().path("started").asBoolean(true)).isFalse();
  }

  @Test
  void takesAPasswordOfTheRightLength() {
    String otp = "A".repeat(28);
    JsonNode begun = server.anonymous().write(ATTEMPT, Map.of("otp", otp)).body();
    JsonNode last =
        holders.handIn(UPDATE, begun.path("nonce").asText(), shares.subList(0, 3)).body();

    assertThat(begun.path("otp").asText("x")).isEmpty();
    String token = revealed(last.path("encoded_token").asText(), otp);
    assertThat(server.as(token).get("auth/token/lookup-self").status()).isEqualTo(200);
    Reply other = server.anonymous().post(ATTEMPT, Map.of("otp", "A".repeat(27)));
    assertThat(other.errors()).containsExactly("the otp must have 28 bytes");
  }

  @Test
  @DisplayName("CVE-2026-5807: an attempt is neither restarted nor cancelled by just anybody")
  void attemptsAreProtected() {
    String nonce = holders.begin(ATTEMPT, Map.of());

    Reply second = server.anonymous().post(ATTEMPT, Map.of());
    assertThat(second.status()).isEqualTo(400);
    assertThat(second.errors()).containsExactly("root generation already in progress");
    assertThat(server.anonymous().delete(ATTEMPT).status()).isEqualTo(403);
    assertThat(server.anonymous().delete(ATTEMPT + "?nonce=" + nonce + "x").status())
        .isEqualTo(403);
    String weak =
        server.root().write("auth/token/create", Map.of("policies", "default")).clientToken();
    assertThat(server.as(weak).delete(ATTEMPT).status()).isEqualTo(403);
    assertThat(server.as("azs.none").delete(ATTEMPT).status()).isEqualTo(403);
    assertThat(server.anonymous().get(ATTEMPT).body().path("nonce").asText()).isEqualTo(nonce);

    assertThat(server.anonymous().delete(ATTEMPT + "?nonce=" + nonce).status()).isEqualTo(204);
    assertThat(server.anonymous().delete(ATTEMPT).status()).isEqualTo(204); // no attempt is running
    holders.begin(ATTEMPT, Map.of());
    assertThat(server.root().delete(ATTEMPT).status()).isEqualTo(204);
    assertThat(server.anonymous().get(ATTEMPT).body().path("started").asBoolean(true)).isFalse();
  }

  @Test
  void sharesNeedTheNonceAndAreJudgedTogether() {
    String nonce = holders.begin(ATTEMPT, Map.of());

    Reply none = server.anonymous().post(UPDATE, Map.of("key", shares.get(0)));
    assertThat(none.errors()).containsExactly("'nonce' must be specified in request body as JSON");
    Reply other = holders.handIn(UPDATE, "other", shares.subList(0, 1));
    assertThat(other.errors())
        .containsExactly("incorrect nonce supplied: this attempt has another one");
    Reply bare = server.anonymous().post(UPDATE, Map.of("nonce", nonce));
    assertThat(bare.errors()).containsExactly("'key' must be specified in request body as JSON");
    Reply wrong =
        holders.handIn(
            UPDATE, nonce, List.of(shares.get(0), shares.get(1), "ab".repeat(32) + "09"));
    assertThat(wrong.status()).isEqualTo(400);
    assertThat(wrong.errors()).containsExactly("root generation failed, invalid key");
    assertThat(server.anonymous().get(ATTEMPT).body().path("progress").asInt(-1)).isZero();
    assertThat(holders.handIn(UPDATE, nonce, shares.subList(0, 3)).status()).isEqualTo(200);
  }

  @Test
  void sealingEndsTheAttempt() {
    holders.begin(ATTEMPT, Map.of());
    holders.seal();
    holders.unseal(shares.subList(0, 3));

    assertThat(server.anonymous().get(ATTEMPT).body().path("started").asBoolean(true)).isFalse();
  }

  static String revealed(String encoded, String otp) {
    byte[] hidden = Base64.getDecoder().decode(encoded);
    byte[] pad = otp.getBytes(StandardCharsets.UTF_8);
    byte[] token = new byte[hidden.length];
    for (int i = 0; i < token.length; i++) {
      token[i] = (byte) (hidden[i] ^ pad[i]);
    }
    return new String(token, StandardCharsets.UTF_8);
  }
}

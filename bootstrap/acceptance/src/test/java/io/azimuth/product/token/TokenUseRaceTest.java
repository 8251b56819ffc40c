package io.azimuth.product.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.product.azure.AzureMount;
import io.azimuth.product.server.Reply;
import io.azimuth.product.server.SharedServer;
import io.azimuth.product.server.TestingServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Concurrent requests with a token that has a limited number of uses: none succeeds beyond the
 * limit.
 */
@Tag("slow")
final class TokenUseRaceTest {

  private static final int CALLERS = 50;
  private static final int USES = 10;
  private static final int WRITERS = 64;
  private static final int ROLES_OF_A_WRITER = 3;

  @RegisterExtension static final SharedServer SHARED = SharedServer.onMapDb();

  private static TestingServer server;

  @BeforeAll
  static void start() {
    server = SHARED.server();
    server
        .root()
        .write(
            "sys/policies/acl/create",
            Map.of(
                "policy",
                "path \"auth/token/roles/*\" { capabilities = [\"create\", \"update\"] }"));
    server.root().write("sys/auth/approle", Map.of("type", "approle"));
  }

  @Test
  void exactlyAsManyReadersPassAsThereAreUses() {
    for (int round = 0; round < 5; round++) {
      String token = limited(USES);
      List<CompletableFuture<Reply>> calls = new ArrayList<>();
      for (int i = 0; i < CALLERS; i++) {
        calls.add(server.as(token).sendLater("GET", "auth/token/lookup-self", ""));
      }

      List<Reply> replies = calls.stream().map(CompletableFuture::join).toList();
      assertThat(replies).filteredOn(reply -> reply.status() == 200).hasSize(USES);
      assertThat(replies).filteredOn(reply -> reply.status() == 403).hasSize(CALLERS - USES);
      assertThat(
              replies.stream()
                  .filter(reply -> reply.status() == 200)
                  .map(reply -> reply.data().path("num_uses").asInt())
                  .sorted()
                  .toList())
          .allMatch(left -> left >= 0 && left < USES);
    }
  }

  @Test
  void exactlyAsManyWritersPassAsThereAreUses() {
    String token = limited(USES);
    List<CompletableFuture<Reply>> calls = new ArrayList<>();
    for (int i = 0; i < CALLERS; i++) {
      calls.add(server.as(token).sendLater("POST", "auth/token/roles/r" + i, "{}"));
    }

    List<Integer> statuses = calls.stream().map(call -> call.join().status()).toList();
    assertThat(statuses).filteredOn(status -> status == 204).hasSize(USES);
    assertThat(statuses).filteredOn(status -> status == 403).hasSize(CALLERS - USES);
    long written =
        IntStream.range(0, CALLERS)
            .filter(i -> server.root().get("auth/token/roles/r" + i).status() == 200)
            .count();
    assertThat(written).isEqualTo(USES);
  }

  /** All of these requests change the epoch, so each commit makes the others run again. */
  @Test
  void asManyWritersOfRolesAsThereAreConnectionsAllSucceed() {
    List<CompletableFuture<List<Integer>>> writers =
        IntStream.range(0, WRITERS).mapToObj(writer -> written(writer, ROLES_OF_A_WRITER)).toList();

    assertThat(writers)
        .allSatisfy(
            writer -> assertThat(writer.join()).hasSize(ROLES_OF_A_WRITER).containsOnly(204));
  }

  // The statuses of the writes, one after the other.
  private static CompletableFuture<List<Integer>> written(int writer, int roles) {
    if (roles == 0) {
      return CompletableFuture.completedFuture(List.of());
    }
    return server
        .root()
        .sendLater("POST", "auth/token/roles/all-" + writer + "-" + roles, "{}")
        .thenCompose(
            reply ->
                written(writer, roles - 1)
                    .thenApply(
                        rest -> Stream.concat(Stream.of(reply.status()), rest.stream()).toList()));
  }

  @Test
  void usesOutliveARestart() {
    String token = limited(3);
    assertThat(server.as(token).get("auth/token/lookup-self").status()).isEqualTo(200);

    server.restart();

    assertThat(server.as(token).get("auth/token/lookup-self").data().path("num_uses").asInt())
        .isEqualTo(1);
  }

  @Test
  void exactlyAsManyLoginsPassAsASecretIdHasUses() {
    String login = loginWithSecretId(USES);
    List<CompletableFuture<Reply>> calls = new ArrayList<>();
    for (int i = 0; i < CALLERS; i++) {
      calls.add(server.anonymous().sendLater("POST", "auth/approle/login", login));
    }

    List<Reply> replies = calls.stream().map(CompletableFuture::join).toList();
    assertThat(replies).filteredOn(reply -> reply.status() == 200).hasSize(USES);
    assertThat(replies)
        .filteredOn(reply -> reply.status() != 200)
        .hasSize(CALLERS - USES)
        .allSatisfy(
            reply -> assertThat(reply.errors()).containsExactly("invalid role or secret ID"));
  }

  @Test
  void usesOfASecretIdOutliveARestart() {
    String login = loginWithSecretId(3);
    assertThat(server.anonymous().send("POST", "auth/approle/login", login).status())
        .isEqualTo(200);

    server.restart();

    assertThat(
            IntStream.range(0, 3)
                .map(i -> server.anonymous().send("POST", "auth/approle/login", login).status()))
        .containsExactly(200, 200, 400);
  }

  @Test
  void exactlyOneLoginPassesWithATokenThatLogsInOnce() {
    AzureMount mount =
        AzureMount.enable(server, "once")
            .role("plain")
            .role("ci", "single_use_tokens", true)
            .warm("plain");
    String jwt = mount.jwt();
    List<CompletableFuture<Reply>> calls = new ArrayList<>();
    String login = "{\"role\":\"ci\",\"jwt\":\"%s\"}".formatted(jwt);
    for (int i = 0; i < CALLERS; i++) {
      calls.add(server.anonymous().sendLater("POST", mount.at("login"), login));
    }

    List<Reply> replies = calls.stream().map(CompletableFuture::join).toList();
    assertThat(replies).filteredOn(reply -> reply.status() == 200).hasSize(1);
    assertThat(replies)
        .filteredOn(reply -> reply.status() == 403)
        .hasSize(CALLERS - 1)
        .allSatisfy(
            reply ->
                assertThat(reply.data().path("reasons").findValuesAsText("code"))
                    .containsExactly("token_replayed"));

    server.restart();

    assertThat(mount.login("ci", jwt).status()).isEqualTo(403);
    assertThat(mount.login("plain", jwt).status()).isEqualTo(200);
    assertThat(
            server
                .root()
                .write(mount.at("login/explain"), AzureMount.request("ci", jwt))
                .data()
                .path("checks")
                .findValuesAsText("reason"))
        .contains("token_replayed");
    assertThat(mount.login("ci", mount.jwt()).status()).isEqualTo(200);
    assertThat(server.log().lines())
        .anyMatch(line -> line.contains("WARN") && line.contains("reasons=[token_replayed]"));
  }

  @Test
  void aKillRightAfterAUseWasCountedGivesItToNobodyAgain(@TempDir Path directory) {
    try (TestingServer own = TestingServer.in(directory).onMapDb().inItsOwnProcess().start()) {
      String token =
          own.root()
              .write(
                  "auth/token/create",
                  Map.of("policies", "default", "num_uses", USES, "renewable", false))
              .clientToken();
      int answered = 0;
      List<CompletableFuture<Reply>> calls = new ArrayList<>();
      for (int i = 0; i < USES - 2; i++) {
        calls.add(own.as(token).sendLater("GET", "auth/token/lookup-self", ""));
      }
      calls.get(0).join(); // some are answered, some are counted without an answer
      own.kill();
      for (CompletableFuture<Reply> call : calls) {
        answered +=
            call.handle((reply, thrown) -> reply != null && reply.status() == 200).join() ? 1 : 0;
      }
      own.start();

      int passed = 0;
      while (own.as(token).get("auth/token/lookup-self").status() == 200) {
        passed++;
      }
      assertThat(answered).isPositive();
      assertThat(passed).isBetween(2, USES - answered);
    }
  }

  private static String limited(int uses) {
    return server
        .root()
        .write(
            "auth/token/create",
            Map.of("policies", "default,create", "num_uses", uses, "ttl", "1h"))
        .clientToken();
  }

  /** The body of a login with a new secret id, which has that many uses. */
  private static String loginWithSecretId(int uses) {
    String role = "r" + uses;
    server
        .root()
        .write("auth/approle/role/" + role, Map.of("role_id", role, "secret_id_num_uses", uses));
    String secretId =
        server
            .root()
            .write("auth/approle/role/" + role + "/secret-id", Map.of())
            .data()
            .path("secret_id")
            .asText();
    return "{\"role_id\":\"%s\",\"secret_id\":\"%s\"}".formatted(role, secretId);
  }
}

package io.azimuth.product.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.product.server.JwtMount;
import io.azimuth.product.server.RawHttpConnection;
import io.azimuth.product.server.Reply;
import io.azimuth.product.server.TestingClient;
import io.azimuth.product.server.TestingServer;
import io.azimuth.testkit.Waiting;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole life of a server and of its tokens, over a kill. */
@Tag("slow")
final class ServerLifeTest {

  private static final String POLICY =
      "path \"auth/team/jwt/role/web\" { capabilities = [\"read\"] }";

  @TempDir private Path directory;

  @Test
  void everythingIsStillThereAfterAKillAndWhatWasRevokedStaysRevoked() throws IOException {
    try (TestingServer server = TestingServer.in(directory).onMapDb().inItsOwnProcess().start()) {
      JwtMount mount = JwtMount.enable(server, "team/jwt");
      server.root().write("sys/audit/file", audit());
      server.root().write("sys/policies/acl/web", Map.of("policy", POLICY));
      mount.role("web", "token_policies", "web", "token_ttl", "1h");
      Reply kept = mount.loggedIn("web");
      Tokens tokens = new Tokens(server, mount);
      tokens.useEveryWay();

      server.kill();
      server.start();

      tokens.expectAllRevoked();
      TestingClient workload = server.as(kept.clientToken());
      Reply self = workload.get("auth/token/lookup-self");
      assertThat(self.status()).isEqualTo(200);
      assertThat(self.data().path("entity_id")).isEqualTo(kept.auth().path("entity_id"));
      assertThat(self.data().path("display_name").asText())
          .isEqualTo("team-jwt-" + JwtMount.SUBJECT);
      assertThat(workload.get(mount.at("role/web")).status()).isEqualTo(200);
      assertThat(workload.get(mount.at("config")).status()).isEqualTo(403);
      assertThat(server.root().get("sys/audit").data().has("file/")).isTrue();
      rotateTheAuditLog(server);
      assertThat(mount.loggedIn("web").auth().path("entity_id"))
          .isEqualTo(kept.auth().path("entity_id"));
    }
  }

  @Test
  void servesOnWhileLoadBalancersLeaveItOut() throws Exception {
    try (TestingServer server =
        TestingServer.in(directory).config("shutdown_delay = \"5m\"").inItsOwnProcess().start()) {
      server.terminate();
      Waiting.until(
          Duration.ofSeconds(30), () -> server.anonymous().get("sys/health").status() == 503);

      assertThat(server.anonymous().get("sys/health").body().path("azimuth_problems").toString())
          .isEqualTo("[\"stopping\"]");
      assertThat(server.anonymous().get("sys/health?haunhealthycode=200").status()).isEqualTo(200);
      assertThat(server.root().get("sys/mounts").status()).isEqualTo(200);
      assertThat(RawHttpConnection.request(server.address(), "GET", "/v1/sys/seal-status", ""))
          .startsWith("HTTP/1.1 200 ")
          .contains("Connection: close");
      assertThat(server.isAlive()).isTrue();

      assertThat(server.stop()).isZero(); // the second SIGTERM ends the delay
    }
  }

  @Test
  @Timeout(60)
  void showsItsLogWhileItIsWrittenUntilItIsSealed() throws Exception {
    try (TestingServer server = TestingServer.in(directory).start()) {
      URI monitor = server.address().resolve("v1/sys/monitor?log_level=debug");
      HttpRequest request =
          HttpRequest.newBuilder(monitor).header("X-Vault-Token", server.rootToken()).build();
      HttpResponse<Stream<String>> answer =
          HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofLines());
      assertThat(answer.statusCode()).isEqualTo(200);
      Iterator<String> lines = answer.body().iterator();

      server.reload();

      assertThat(Stream.generate(lines::next).anyMatch(line -> line.contains("reloaded"))).isTrue();
      assertThat(server.root().send("PUT", "sys/seal", "").status()).isEqualTo(204);
      lines.forEachRemaining(line -> assertThat(line).doesNotContain(server.rootToken()));
    }
  }

  private static void rotateTheAuditLog(TestingServer server) throws IOException {
    Path file = server.path("audit/audit.log");
    Files.move(file, server.path("audit/rotated.log"));
    server.reload();
    long deadline = System.nanoTime() + Duration.ofMinutes(1).toNanos();
    while (!Files.exists(file)) {
      assertThat(System.nanoTime()).isLessThan(deadline);
      assertThat(server.root().get("sys/auth").status()).isEqualTo(200);
    }
  }

  private static Map<String, ?> audit() {
    return Map.of("type", "file", "options", Map.of("file_path", "audit.log"));
  }

  /** Four tokens, each revoked in another way. */
  private static final class Tokens {

    private final TestingServer server;
    private final JwtMount mount;
    private final List<String> revoked = new ArrayList<>();

    Tokens(TestingServer server, JwtMount mount) {
      this.server = server;
      this.mount = mount;
    }

    void useEveryWay() {
      Reply login = mount.loggedIn("web");
      String token = login.clientToken();
      String accessor = login.auth().path("accessor").asText();
      assertThat(login.auth().path("policies").toString()).isEqualTo("[\"default\",\"web\"]");
      assertThat(login.auth().path("lease_duration").asInt()).isEqualTo(3600);
      lookUp(token, accessor);
      renew(token, accessor);
      revoke("auth/token/revoke-accessor", Map.of("accessor", accessor), token);
      String second = mount.loggedIn("web").clientToken();
      revoke("auth/token/revoke", Map.of("token", second), second);
      String third = mount.loggedIn("web").clientToken();
      assertThat(server.as(third).post("auth/token/revoke-self").status()).isEqualTo(204);
      revoked.add(third);
      expectAllRevoked();
    }

    private void lookUp(String token, String accessor) {
      TestingClient root = server.root();
      Reply self = server.as(token).get("auth/token/lookup-self");
      Reply given = root.post("auth/token/lookup", Map.of("token", token));
      Reply byAccessor = root.post("auth/token/lookup-accessor", Map.of("accessor", accessor));
      assertThat(self.data().path("id").asText()).isEqualTo(token);
      assertThat(given.data().path("id").asText()).isEqualTo(token);
      assertThat(byAccessor.status()).isEqualTo(200);
      assertThat(byAccessor.data().path("id").asText()).isEmpty();
      assertThat(byAccessor.data().path("accessor").asText()).isEqualTo(accessor);
    }

    private void renew(String token, String accessor) {
      TestingClient root = server.root();
      Reply self = server.as(token).post("auth/token/renew-self", Map.of("increment", "600"));
      Reply given = root.post("auth/token/renew", Map.of("token", token, "increment", "20m"));
      Reply byAccessor =
          root.post("auth/token/renew-accessor", Map.of("accessor", accessor, "increment", 30));
      assertThat(self.auth().path("lease_duration").asInt()).isEqualTo(600);
      assertThat(given.auth().path("lease_duration").asInt()).isEqualTo(1200);
      assertThat(byAccessor.auth().path("lease_duration").asInt()).isEqualTo(30);
      assertThat(byAccessor.clientToken()).isEmpty();
    }

    private void revoke(String path, Map<String, ?> parameters, String token) {
      assertThat(server.root().post(path, parameters).status()).isEqualTo(204);
      revoked.add(token);
    }

    void expectAllRevoked() {
      assertThat(revoked)
          .allSatisfy(
              token ->
                  assertThat(server.as(token).get("auth/token/lookup-self").status())
                      .isEqualTo(403));
    }
  }
}

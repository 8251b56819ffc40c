package io.azimuth.product.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.adapters.azure.simulator.token.TokenRequest;
import io.azimuth.product.azure.AzureMount;
import io.azimuth.product.server.StandingClock;
import io.azimuth.product.server.TestPostgres;
import io.azimuth.product.server.TestingServer;
import io.azimuth.testkit.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One of two servers watches the machines, and what it revokes is dead at both. */
@Tag("slow")
class SharedWatchTest {

  private static final StandingClock CLOCK = StandingClock.standing();
  private static final List<TestingServer> SERVERS = new ArrayList<>();
  private static TestPostgres postgres;
  private static AzureMount mount;

  @BeforeAll
  static void start(@TempDir Path directory) throws IOException {
    postgres = TestPostgres.start();
    String url = postgres.url();
    SERVERS.add(
        TestingServer.in(Files.createDirectory(directory.resolve("0")))
            .clock(CLOCK)
            .onPostgres(url)
            .furtherCloud("shared", block -> block)
            .start());
    String cloud =
        Files.readString(SERVERS.get(0).path("cloud.hcl")).replace("\"lab\"", "\"shared\"");
    SERVERS.add(
        TestingServer.in(Files.createDirectory(directory.resolve("1")))
            .clock(CLOCK)
            .onPostgres(url)
            .joining(SERVERS.get(0))
            .config(cloud)
            .start());
    SERVERS
        .get(0)
        .root()
        .write(
            "sys/audit/file", Map.of("type", "file", "options", Map.of("file_path", "watch.log")));
    mount =
        AzureMount.enable(SERVERS.get(0), "azure")
            .readingResources()
            .with("environment", "shared", "watch_resources", true, "max_retries", 0)
            .role(
                "app",
                "bound_service_principal_ids",
                "*",
                "bound_subscription_ids",
                "22222222-2222-2222-2222-222222222222");
  }

  @AfterAll
  static void stop() throws IOException {
    SERVERS.forEach(TestingServer::close);
    postgres.close();
  }

  @Test
  void oneServerRevokesAndBothRefuse() {
    List<String> gone = List.of(token(SERVERS.get(0), "web-1"), token(SERVERS.get(1), "web-1"));
    String stays = token(SERVERS.get(1), "web-2");
    waitUntil(
        () ->
            ended(SERVERS.get(0)).equals(ended(SERVERS.get(1)))
                && !ended(SERVERS.get(0)).isEmpty());
    String before = ended(SERVERS.get(1));
    SERVERS.get(0).azure().resourceManager().delete("web-1");
    long reads = SERVERS.get(0).azure().resourceManager().reads("web-1");

    CLOCK.advance(Duration.ofMinutes(5));
    waitUntil(() -> SERVERS.get(0).azure().resourceManager().reads("web-1") > reads);
    CLOCK.advance(Duration.ofSeconds(60));
    waitUntil(
        () -> {
          CLOCK.advance(Duration.ofMillis(250)); // the minute begins with the first answer
          return !ended(SERVERS.get(1)).equals(before);
        });

    for (TestingServer server : SERVERS) {
      assertThat(gone).noneMatch(token -> isAlive(server, token));
      assertThat(isAlive(server, stays)).isTrue();
    }
    assertThat(SERVERS.stream().mapToLong(SharedWatchTest::revocations).sum())
        .as("a record of the request and one of the answer for each token")
        .isEqualTo(4);
  }

  private static long revocations(TestingServer server) {
    return server.auditLog().lines().filter(it -> it.contains("machine is gone")).count();
  }

  private static String token(TestingServer server, String machine) {
    List<String> token = new ArrayList<>();
    waitUntil(
        () -> {
          String jwt = mount.mint(TokenRequest.forMachine(machine, AzureMount.AUDIENCE));
          token.add(mount.login(server.anonymous(), "app", jwt).clientToken());
          return !token.get(token.size() - 1).isEmpty();
        });
    return token.get(token.size() - 1);
  }

  private static boolean isAlive(TestingServer server, String token) {
    return server.as(token).get("auth/token/lookup-self").status() == 200;
  }

  private static String ended(TestingServer server) {
    return server
        .as(SERVERS.get(0).rootToken())
        .get(mount.at("config/status"))
        .data()
        .path("watch_resources")
        .path("last_round")
        .path("ended")
        .asText();
  }

  private static void waitUntil(BooleanSupplier condition) {
    Waiting.until(Duration.ofSeconds(30), condition);
  }
}

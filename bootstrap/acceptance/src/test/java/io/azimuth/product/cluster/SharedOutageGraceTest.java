package io.azimuth.product.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.adapters.azure.simulator.arm.ResourceFault;
import io.azimuth.adapters.azure.simulator.token.TokenRequest;
import io.azimuth.product.azure.AzureMount;
import io.azimuth.product.server.Reply;
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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What one of three servers knows of a machine serves the others while Azure is away. */
@Tag("slow")
class SharedOutageGraceTest {

  private static final int NODES = 3;
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
    for (int i = 1; i < NODES; i++) {
      Path own = Files.createDirectory(directory.resolve(String.valueOf(i)));
      SERVERS.add(
          TestingServer.in(own)
              .clock(CLOCK)
              .onPostgres(url)
              .joining(SERVERS.get(0))
              .config(cloud)
              .start());
    }
    mount =
        AzureMount.enable(SERVERS.get(0), "azure")
            .readingResources()
            .with("environment", "shared", "outage_grace", "1h", "max_retries", 0)
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

  @BeforeEach
  void azureIsThere() {
    SERVERS.get(0).azure().reset();
    CLOCK.advance(Duration.ofMinutes(10));
    SERVERS.forEach(
        server ->
            Waiting.until(Duration.ofSeconds(30), () -> login(server, "web-2").status() == 200));
  }

  @Test
  void aMachineLogsInAtAServerThatItNeverSaw() {
    assertThat(login(SERVERS.get(0), "web-1").status()).isEqualTo(200);
    cutOff();

    for (TestingServer server : SERVERS) {
      Reply reply = login(server, "web-1");
      assertThat(reply.status()).as(reply.toString()).isEqualTo(200);
      assertThat(reply.auth().path("metadata").path("azure_facts").asText()).isEqualTo("grace");
    }
  }

  @Test
  void aNoThatOneServerHeardEndsTheGraceOnAll() {
    assertThat(login(SERVERS.get(0), "web-1").status()).isEqualTo(200);
    SERVERS.get(0).azure().resourceManager().delete("web-1");
    CLOCK.advance(Duration.ofSeconds(61));
    assertThat(login(SERVERS.get(1), "web-1").status()).isEqualTo(403);
    cutOff();

    for (TestingServer server : SERVERS) {
      assertThat(login(server, "web-1").status()).isEqualTo(503);
    }
  }

  // Each server notices by itself.
  private static void cutOff() {
    SERVERS.get(0).azure().resourceManager().fault(ResourceFault.status("*", 503));
    CLOCK.advance(Duration.ofSeconds(61));
    SERVERS.forEach(server -> assertThat(login(server, "web-1").status()).isEqualTo(503));
    CLOCK.advance(Duration.ofSeconds(61));
  }

  private static Reply login(TestingServer server, String machine) {
    String jwt = mount.mint(TokenRequest.forMachine(machine, AzureMount.AUDIENCE));
    return mount.login(server.anonymous(), "app", jwt);
  }
}

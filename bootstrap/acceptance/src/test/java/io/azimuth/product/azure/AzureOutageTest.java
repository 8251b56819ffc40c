package io.azimuth.product.azure;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.adapters.azure.simulator.fault.FaultMode;
import io.azimuth.adapters.azure.simulator.fault.SimulatedFault;
import io.azimuth.adapters.azure.simulator.http.SimulatorEndpoint;
import io.azimuth.product.server.Reply;
import io.azimuth.product.server.StandingClock;
import io.azimuth.product.server.TestingServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Azure is slow, does not answer, or sends wrong answers. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class AzureOutageTest {

  private static final StandingClock CLOCK = StandingClock.standing();
  private static final AtomicInteger MOUNTS = new AtomicInteger();
  private static TestingServer server;
  private AzureMount mount;

  @BeforeAll
  static void start(@TempDir Path directory) {
    server =
        TestingServer.in(directory)
            .clock(CLOCK)
            .furtherCloud("strict", AzureOutageTest::withForeignIssuers)
            .start();
  }

  private static String withForeignIssuers(String block) {
    return block
        .replace("sts.windows.net", "sts.example.net")
        .replace("login.microsoftonline.com", "login.example.net");
  }

  @AfterAll
  static void stop() {
    server.azure().reset();
    server.close();
  }

  @BeforeEach
  void fresh() {
    mount = AzureMount.enable(server, "azure" + MOUNTS.incrementAndGet()).role("web");
  }

  @AfterEach
  void end() {
    server.azure().reset();
  }

  private void fault(SimulatorEndpoint endpoint, FaultMode mode) {
    server.azure().fault(SimulatedFault.of(endpoint, mode));
  }

  /** The server keeps keys that it has fetched, for all mounts: these logins are its first. */
  @Test
  @Order(1)
  void firstLoginsDuringOutagesAreToBeRepeatedLater() {
    fault(SimulatorEndpoint.DISCOVERY, FaultMode.OUTAGE);
    anExplanationDuringAnOutageIsUndecided();
    assertToBeRepeatedLater(mount.login("web", mount.jwt()));

    fault(SimulatorEndpoint.DISCOVERY, FaultMode.NONE);
    fault(SimulatorEndpoint.KEYS, FaultMode.OUTAGE);
    CLOCK.advance(Duration.ofMinutes(2));
    assertToBeRepeatedLater(mount.login("web", mount.jwt()));

    CLOCK.advance(Duration.ofMinutes(2));
    slowKeysDoNotHoldUpLookUps();
    CLOCK.advance(Duration.ofMinutes(2));
    assertThat(firstServed().status()).isEqualTo(200);
  }

  private static void assertToBeRepeatedLater(Reply reply) {
    assertThat(reply.status()).isEqualTo(503);
    assertThat(reply.header("Retry-After")).isPresent();
    assertThat(reply.errors()).hasSize(1);
  }

  // A login may arrive before the second document. The server then asks it to retry.
  private Reply firstServed() {
    Reply reply = mount.login("web", mount.jwt());
    for (int again = 0; again < 50 && reply.status() == 503; again++) {
      reply = mount.login("web", mount.jwt());
    }
    return reply;
  }

  private void anExplanationDuringAnOutageIsUndecided() {
    Reply reply =
        server.root().post(mount.at("login/explain"), AzureMount.request("web", mount.jwt()));

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.data().path("granted").asBoolean(true)).isFalse();
    assertThat(reply.data().path("token_preview").isNull()).isTrue();
    assertThat(reply.data().path("checks").findValuesAsText("outcome")).containsOnly("skipped");
  }

  @Test
  void keysThatAreKnownOutliveAnOutage() {
    mount.loggedIn("web");
    fault(SimulatorEndpoint.KEYS, FaultMode.OUTAGE);
    fault(SimulatorEndpoint.DISCOVERY, FaultMode.OUTAGE);
    for (int hour = 0; hour < 23; hour += 4) {
      assertThat(mount.login("web", mount.jwt()).status()).isEqualTo(200);
      CLOCK.advance(Duration.ofHours(4));
    }
  }

  @Test
  void aConfigurationIsWrittenWhileAzureIsAway() {
    fault(SimulatorEndpoint.DISCOVERY, FaultMode.OUTAGE);

    Reply reply = server.root().post(mount.at("config"), Map.of("clock_skew_leeway", "30s"));

    assertThat(reply.status()).isEqualTo(204);
  }

  @Test
  void aDiscoveryDocumentThatNamesAnotherIssuerIsUnusable() {
    server.root().write(mount.at("config"), Map.of("environment", "strict"));
    fault(SimulatorEndpoint.KEYS, FaultMode.NONE);

    Reply reply = mount.login("web", mount.jwt());

    assertThat(reply.status()).isEqualTo(502);
    assertThat(reply.text()).doesNotContain("sts.");
    assertThat(reply.clientToken()).isEmpty();
  }

  @Test
  void aTenantThatAzureDoesNotKnowLogsNobodyIn() {
    server
        .root()
        .write(mount.at("config"), Map.of("tenant_id", "33333333-3333-3333-3333-333333333333"));

    Reply reply = mount.login("web", mount.jwt());

    assertThat(reply.status()).isIn(502, 503);
    assertThat(reply.clientToken()).isEmpty();
  }

  private void slowKeysDoNotHoldUpLookUps() {
    String token =
        server.root().write("auth/token/create", Map.of("policies", "default")).clientToken();
    fault(SimulatorEndpoint.KEYS, FaultMode.HANG);
    List<CompletableFuture<Reply>> logins = new ArrayList<>();
    String body = "{\"role\":\"web\",\"jwt\":\"" + mount.jwt() + "\"}";
    for (int i = 0; i < 200; i++) {
      logins.add(server.anonymous().sendLater("POST", mount.at("login"), body));
    }

    for (int i = 0; i < 20; i++) {
      assertThat(server.as(token).get("auth/token/lookup-self").status()).isEqualTo(200);
    }

    assertThat(logins).filteredOn(login -> !login.isDone()).hasSizeGreaterThan(100);
    fault(SimulatorEndpoint.KEYS, FaultMode.NONE);
    assertThat(logins.stream().map(login -> login.join().status())).containsAnyOf(200, 503);
    assertThat(logins.stream().map(login -> login.join().status()))
        .allMatch(status -> status == 200 || status == 503);
  }
}

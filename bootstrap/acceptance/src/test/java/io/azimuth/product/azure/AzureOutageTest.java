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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Azure is slow, does not answer, or sends wrong answers. */
final class AzureOutageTest {

  private final StandingClock clock = StandingClock.standing();
  private TestingServer server;
  private AzureMount mount;

  @BeforeEach
  void start(@TempDir Path directory) {
    server =
        TestingServer.in(directory)
            .clock(clock)
            .furtherCloud("strict", AzureOutageTest::withForeignIssuers)
            .start();
    mount = AzureMount.enable(server, "azure").role("web");
  }

  private static String withForeignIssuers(String block) {
    return block
        .replace("sts.windows.net", "sts.example.net")
        .replace("login.microsoftonline.com", "login.example.net");
  }

  @AfterEach
  void stop() {
    server.azure().reset();
    server.close();
  }

  private void fault(SimulatorEndpoint endpoint, FaultMode mode) {
    server.azure().fault(SimulatedFault.of(endpoint, mode));
  }

  @Test
  void aFirstLoginDuringAnOutageIsToBeRepeatedLater() {
    fault(SimulatorEndpoint.DISCOVERY, FaultMode.OUTAGE);

    Reply reply = mount.login("web", mount.jwt());

    assertThat(reply.status()).isEqualTo(503);
    assertThat(reply.header("Retry-After")).isPresent();
    assertThat(reply.errors()).hasSize(1);
    fault(SimulatorEndpoint.DISCOVERY, FaultMode.NONE);
    clock.advance(Duration.ofMinutes(2));
    assertThat(firstServed().status()).isEqualTo(200);
  }

  // A login may arrive before the second document. The server then asks it to retry.
  private Reply firstServed() {
    Reply reply = mount.login("web", mount.jwt());
    for (int again = 0; again < 50 && reply.status() == 503; again++) {
      reply = mount.login("web", mount.jwt());
    }
    return reply;
  }

  @Test
  void aFirstLoginWithoutKeysIsToBeRepeatedLater() {
    fault(SimulatorEndpoint.KEYS, FaultMode.OUTAGE);

    Reply reply = mount.login("web", mount.jwt());

    assertThat(reply.status()).isEqualTo(503);
    assertThat(reply.header("Retry-After")).isPresent();
  }

  @Test
  void anExplanationDuringAnOutageIsUndecided() {
    fault(SimulatorEndpoint.DISCOVERY, FaultMode.OUTAGE);

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
      clock.advance(Duration.ofHours(4));
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

  @Test
  void slowKeysDoNotHoldUpLookUps() {
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

package io.azimuth.product.azure;

import static io.azimuth.product.azure.ResourceFixture.SUBSCRIPTION;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.adapters.azure.simulator.arm.ResourceFault;
import io.azimuth.adapters.azure.simulator.arm.ResourceFaultMode;
import io.azimuth.adapters.azure.simulator.fault.FaultMode;
import io.azimuth.adapters.azure.simulator.fault.SimulatedFault;
import io.azimuth.adapters.azure.simulator.http.SimulatorEndpoint;
import io.azimuth.product.server.Reply;
import io.azimuth.product.server.StandingClock;
import io.azimuth.product.server.TestingServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With {@code outage_grace}, known machines log in while Resource Manager is away. */
final class OutageGraceLoginsTest {

  private static final StandingClock CLOCK = StandingClock.standing();

  private static TestingServer server;
  private ResourceFixture azure;

  @BeforeAll
  static void start(@TempDir Path directory) {
    server = TestingServer.in(directory).clock(CLOCK).onMapDb().start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void mount() {
    azure = ResourceFixture.on(server);
    azure.mount().with("outage_grace", "1h", "max_retries", 0);
    azure.role("bound_subscription_ids", SUBSCRIPTION);
  }

  @AfterEach
  void azureIsBack() {
    server.azure().reset();
  }

  private Reply login(String machine) {
    return azure.login(azure.jwt(machine));
  }

  private void loggedIn(String machine) {
    assertThat(azure.firstLogin(azure.jwt(machine)).status()).isEqualTo(200);
  }

  private void cutOff() {
    azure.resources().fault(ResourceFault.status("*", 503));
    CLOCK.advance(Duration.ofSeconds(61)); // beyond what is cached
  }

  private void aMinuteWithoutAnAnswer(String machine) {
    assertAzureIsMissed(login(machine));
    CLOCK.advance(Duration.ofSeconds(61));
  }

  private static void assertAzureIsMissed(Reply reply) {
    assertThat(reply.status()).as(reply.toString()).isEqualTo(503);
    assertThat(reply.errors().get(0)).containsIgnoringCase("azure");
    assertThat(reply.header("Retry-After")).isPresent();
  }

  private static void assertGraced(Reply reply) {
    assertThat(reply.status()).as(reply.toString()).isEqualTo(200);
    assertThat(reply.auth().path("metadata").path("azure_facts").asText()).isEqualTo("grace");
  }

  @Test
  void aKnownMachineLogsInAndAnUnknownOneIsToComeAgain() {
    server
        .root()
        .write(
            "sys/audit/file", Map.of("type", "file", "options", Map.of("file_path", "grace.log")));
    loggedIn("web-1");
    cutOff();
    aMinuteWithoutAnAnswer("web-1");

    Reply known = login("web-1");
    Reply unknown = login("web-2");

    assertGraced(known);
    assertThat(server.as(known.clientToken()).get("auth/token/lookup-self").data().path("meta"))
        .isEqualTo(known.auth().path("metadata"));
    assertAzureIsMissed(unknown);
    assertThat(server.auditLog()).contains("\"facts\":\"grace\"").contains("\"facts_at\":");
  }

  @Test
  void theGraceHoldsOverARestartDuringTheOutage() {
    loggedIn("web-1");
    cutOff();

    server.restart();

    aMinuteWithoutAnAnswer("web-1");
    assertGraced(login("web-1"));
  }

  @Test
  void aServerThatCannotReachEntraEitherIsCutOff() {
    loggedIn("web-1");
    cutOff();
    server.restart(); // it has no token of its own
    server.azure().fault(SimulatedFault.of(SimulatorEndpoint.TOKEN, FaultMode.DROP));

    aMinuteWithoutAnAnswer("web-1");

    assertGraced(login("web-1"));
  }

  @Test
  void aCredentialThatEntraRefusesIsNoOutage() {
    loggedIn("web-1");
    azure.mount().with("client_secret", "wrong");
    CLOCK.advance(Duration.ofSeconds(61));
    aMinuteWithoutAnAnswer("web-1");

    assertAzureIsMissed(login("web-1"));
  }

  @Test
  void throttlingIsNoOutage() {
    loggedIn("web-1");
    azure.resources().throttle("*", 0);
    CLOCK.advance(Duration.ofSeconds(61));
    aMinuteWithoutAnAnswer("web-1");

    assertAzureIsMissed(login("web-1"));
  }

  @Test
  void aMachineThatWasRefusedBeforeTheOutageGetsNothingAlsoAfterARestart() {
    loggedIn("web-1");
    azure.resources().delete("web-1");
    CLOCK.advance(Duration.ofSeconds(61));
    assertThat(login("web-1").status()).isEqualTo(403);
    server.restart();
    cutOff();

    aMinuteWithoutAnAnswer("web-1");

    assertAzureIsMissed(login("web-1"));
  }

  @Test
  void the404OfAProxyRefusesNoMachineAndTakesNoGraceFromIt() {
    loggedIn("web-1");
    CLOCK.advance(Duration.ofSeconds(61)); // beyond what is cached
    azure.resources().fault(ResourceFault.of("*", ResourceFaultMode.HTML).withStatus(404));

    aMinuteWithoutAnAnswer("web-1");

    assertGraced(login("web-1"));
  }

  // What an attacker gains who can cut the server off Azure.
  @Test
  void aMachineThatWasDeletedBehindTheBackLogsInUntilTheGraceEndsAndNoLonger() {
    loggedIn("web-1");
    azure.resources().delete("web-1");
    cutOff();
    aMinuteWithoutAnAnswer("web-1");
    assertGraced(login("web-1"));

    for (int i = 0; i < 15; i++) {
      CLOCK.advance(Duration.ofMinutes(4));
      login("web-1");
    }

    assertAzureIsMissed(login("web-1"));
  }

  @Test
  void theStatusShowsTheOutageAndItsEnd() {
    loggedIn("web-1");
    cutOff();
    aMinuteWithoutAnAnswer("web-1");
    login("web-1");
    assertThat(grace("in_force")).isEqualTo("true");
    assertThat(grace("seconds")).isEqualTo("3600");

    azure.resources().fault(ResourceFault.of("*", ResourceFaultMode.NONE));
    CLOCK.advance(Duration.ofSeconds(2));
    assertThat(login("web-1").status()).isEqualTo(200);

    assertThat(grace("in_force")).isEqualTo("false");
    assertThat(grace("away_since")).isEqualTo("null");
  }

  private String grace(String member) {
    return server
        .root()
        .get(azure.mount().at("config/status"))
        .data()
        .path("outage_grace")
        .path(member)
        .asText();
  }
}

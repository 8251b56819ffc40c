package io.azimuth.product.azure;

import static io.azimuth.product.azure.ResourceFixture.SUBSCRIPTION;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.azimuth.adapters.azure.simulator.arm.ResourceFault;
import io.azimuth.adapters.azure.simulator.arm.ResourceFaultMode;
import io.azimuth.adapters.azure.simulator.fleet.SimulatorFleet;
import io.azimuth.product.server.AboutAzure;
import io.azimuth.product.server.StandingClock;
import io.azimuth.product.server.TestingServer;
import io.azimuth.testkit.Waiting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With {@code watch_resources}, tokens end with their machine. */
@AboutAzure
@Tag("slow")
final class WatchedMachinesTest {

  private static final String LIST = list("rg-boot");

  private static final StandingClock CLOCK = StandingClock.standing();
  private static TestingServer server;
  private ResourceFixture azure;

  @BeforeAll
  static void start(@TempDir Path directory) {
    server =
        TestingServer.in(directory)
            .clock(CLOCK)
            .maintainedOften()
            .fleet(SimulatorFleet.seeded().withSingleMachines("rg-boot", "boot", 8))
            .start();
    server
        .root()
        .write(
            "sys/audit/file", Map.of("type", "file", "options", Map.of("file_path", "watch.log")));
    server
        .root()
        .write(
            "sys/policies/acl/maker",
            Map.of("policy", "path \"auth/token/create\" { capabilities = [\"update\"] }"));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void fresh() {
    azure = ResourceFixture.on(server);
    azure.mount().with("max_retries", 0, "watch_resources", true);
    azure.role("bound_subscription_ids", SUBSCRIPTION, "token_policies", "maker");
    aRoundEnds("");
  }

  @AfterEach
  void theOthersReadNothing() {
    azure.mount().with("watch_resources", false);
  }

  @Test
  void theTokensOfADeletedMachineDieAndThoseOfAnotherStay() {
    String gone = token("web-1");
    String second = token("web-1");
    String stays = token("web-2");
    String child = server.as(second).write("auth/token/create", Map.of()).clientToken();
    azure.resources().delete("web-1");

    JsonNode round = aRoundThatSuspects("web-1");

    assertThat(List.of(isAlive(gone), isAlive(second), isAlive(child), isAlive(stays)))
        .containsExactly(false, false, false, true);
    assertThat(round.path("machines").asInt()).isEqualTo(2);
    assertThat(round.path("present").asInt()).isEqualTo(1);
    assertThat(round.path("gone").asInt()).isEqualTo(1);
    assertThat(round.path("revoked").asInt()).isEqualTo(2);
    assertThat(round.path("stopped").isNull()).isTrue();
    assertThat(server.auditLog())
        .contains("\"reason\":\"machine is gone\"")
        .contains("\"by\":\"server\"");
  }

  @Test
  void theTokensOfAnIdentityThatWasTakenAwayDie() {
    String token = token("web-1");
    azure.resources().detach("web-1", "system");

    aRoundThatSuspects("web-1");

    assertThat(isAlive(token)).isFalse();
    assertThat(server.auditLog()).contains("\"reason\":\"identity was removed from the machine\"");
  }

  @Test
  void whatAzureDoesNotAnswerChangesNothing() {
    String throttled = token("web-1");
    String forbidden = token("web-2");
    String failing = token("web-3");
    azure.resources().fault(ResourceFault.status(list("rg-web"), 403));
    azure.resources().fault(ResourceFault.status("web-1", 429).retryAfter(1));
    azure.resources().fault(ResourceFault.status("web-2", 403));
    azure.resources().fault(ResourceFault.status("web-3", 500));
    String before = lastRound().path("ended").asText();
    CLOCK.advance(Duration.ofMinutes(5));
    waitUntil(() -> azure.resources().reads("web-1") > 1);
    azure.resources().fault(ResourceFault.of("web-1", ResourceFaultMode.NONE));

    waitUntil(
        () -> {
          CLOCK.advance(Duration.ofSeconds(1)); // until Azure may be called again
          return !lastRound().path("ended").asText().equals(before);
        });

    JsonNode round = lastRound();
    assertThat(List.of(isAlive(throttled), isAlive(forbidden), isAlive(failing)))
        .containsOnly(true);
    assertThat(round.path("gone").asInt()).isZero();
    assertThat(round.path("unanswered").asInt()).as("web-2 and web-3").isEqualTo(2);
  }

  @Test
  void theMachinesOfAGroupAreReadByOneListAndThoseThatItDoesNotHaveByThemselves() {
    List<String> tokens = boot();
    azure.resources().delete("boot-3");
    long lists = azure.resources().reads(LIST);
    long singles = azure.resources().reads("boot-1");

    JsonNode round = aRoundThatSuspects("boot-3");

    assertThat(tokens).extracting(WatchedMachinesTest::isAlive).containsOnlyOnce(false);
    assertThat(isAlive(tokens.get(3))).isFalse();
    assertThat(azure.resources().reads(LIST)).isEqualTo(lists + 1);
    assertThat(azure.resources().reads("boot-1")).isEqualTo(singles);
    assertThat(round.path("reads").asInt()).as("a list and three reads").isEqualTo(4);
  }

  @Test
  void whereListingIsForbiddenEachMachineIsReadByItself() {
    List<String> tokens = boot();
    azure.resources().fault(ResourceFault.status(LIST, 403));
    azure.resources().delete("boot-3");

    JsonNode round = aRoundThatSuspects("boot-3");

    assertThat(tokens).extracting(WatchedMachinesTest::isAlive).containsOnlyOnce(false);
    assertThat(round.path("reads").asInt()).isEqualTo(1 + 8 + 2);
  }

  @Test
  void aGroupThatTheServerMayNoLongerSeeIsNotBelievedToBeGone() {
    List<String> tokens = boot();
    azure.resources().fault(ResourceFault.status(LIST, 404));
    String[] hidden = IntStream.range(0, 8).mapToObj(i -> "boot-" + i).toArray(String[]::new);
    for (String machine : hidden) {
      azure.resources().fault(ResourceFault.status(machine, 404));
    }

    JsonNode round = aRoundThatSuspects(hidden);

    assertThat(tokens).extracting(WatchedMachinesTest::isAlive).containsOnly(true);
    assertThat(round.path("revoked").asInt()).isZero();
    assertThat(round.path("stopped").asText()).startsWith("too many machines are gone at once");
  }

  @Test
  void turnedOffItReadsNothing() {
    String token = token("web-1");
    azure.mount().with("watch_resources", false);
    azure.resources().delete("web-1");
    long reads = azure.resources().reads("web-1");
    CLOCK.advance(Duration.ofMinutes(6));
    ResourceFixture other = ResourceFixture.beside(server);
    other.mount().with("watch_resources", true);
    other.role("bound_subscription_ids", SUBSCRIPTION);

    waitUntil(() -> round(other).path("ended").isTextual()); // the same thread comes by both
    other.mount().with("watch_resources", false);

    assertThat(azure.resources().reads("web-1")).isEqualTo(reads);
    assertThat(isAlive(token)).isTrue();
  }

  private static String list(String group) {
    return "/subscriptions/"
        + SUBSCRIPTION
        + "/resourceGroups/"
        + group
        + "/providers/Microsoft.Compute/virtualMachines";
  }

  private List<String> boot() {
    return IntStream.range(0, 8).mapToObj(i -> token("boot-" + i)).toList();
  }

  private String token(String machine) {
    return azure.firstLogin(azure.jwt(machine)).clientToken();
  }

  private static boolean isAlive(String token) {
    return server.as(token).get("auth/token/lookup-self").status() == 200;
  }

  private JsonNode lastRound() {
    return round(azure);
  }

  private static JsonNode round(ResourceFixture azure) {
    return server
        .root()
        .get(azure.mount().at("config/status"))
        .data()
        .path("watch_resources")
        .path("last_round");
  }

  /** Another round than the one that ended then. */
  private JsonNode aRoundEnds(String before) {
    waitUntil(
        () ->
            lastRound().path("ended").isTextual()
                && !lastRound().path("ended").asText().equals(before));
    return lastRound();
  }

  /** The next round, in which these machines, all that seem gone, are read twice. */
  private JsonNode aRoundThatSuspects(String... machines) {
    String before = lastRound().path("ended").asText();
    Map<String, Long> reads =
        Arrays.stream(machines)
            .collect(Collectors.toMap(it -> it, it -> azure.resources().reads(it)));
    CLOCK.advance(Duration.ofMinutes(5));
    waitUntil(
        () ->
            reads.entrySet().stream()
                .allMatch(it -> azure.resources().reads(it.getKey()) > it.getValue()));
    CLOCK.advance(Duration.ofSeconds(60));
    waitUntil(
        () -> {
          CLOCK.advance(Duration.ofSeconds(1)); // the minute begins with the first answer
          return !lastRound().path("ended").asText().equals(before);
        });
    return lastRound();
  }

  private static void waitUntil(BooleanSupplier condition) {
    Waiting.until(Duration.ofMinutes(2), condition);
  }
}

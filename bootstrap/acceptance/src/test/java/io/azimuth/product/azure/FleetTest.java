package io.azimuth.product.azure;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.adapters.azure.simulator.arm.ResourceFault;
import io.azimuth.adapters.azure.simulator.arm.ResourceFaultMode;
import io.azimuth.adapters.azure.simulator.fleet.SimulatorFleet;
import io.azimuth.product.server.Reply;
import io.azimuth.product.server.StandingClock;
import io.azimuth.product.server.TestingServer;
import io.azimuth.testkit.Waiting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The machines of a whole fleet log in at the same time. */
@Tag("slow")
final class FleetTest {

  private static final int MACHINES = 200;
  private static final int READS_A_MINUTE = 12;
  private static final int FEW = 12; // two single reads, and some pages of lists
  private static final Duration FILLS = Duration.ofSeconds(50);
  private static final Pattern FAILED =
      Pattern.compile("azimuth_azure_machine_lists_total\\{outcome=\"failed\"} ([0-9.]+)");
  private static final StandingClock CLOCK = StandingClock.standing();
  private static final String LIST =
      "/subscriptions/"
          + ResourceFixture.SUBSCRIPTION
          + "/resourceGroups/rg-fleet/providers/Microsoft.Compute/virtualMachines";

  private static TestingServer server;
  private ResourceFixture azure;

  @BeforeAll
  static void start(@TempDir Path directory) {
    server =
        TestingServer.in(directory)
            .clock(CLOCK)
            .fleet(
                SimulatorFleet.seeded()
                    .withUniformSet("crowd", MACHINES)
                    .withFlexibleSet("load", MACHINES)
                    .withSingleMachines("rg-fleet", "fleet", MACHINES))
            .start();
    ResourceFixture.loadSdkAt(server);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void fresh() {
    azure = ResourceFixture.on(server);
    azure.resources().throttle("*", READS_A_MINUTE);
  }

  @Test
  void aUniformSetCostsTwoReadsAtMost() {
    bindTo("crowd");

    List<Reply> replies = allAtOnce(number -> azure.jwt("crowd_" + number));

    assertThat(replies).extracting(Reply::status).containsOnly(200);
    assertThat(replies).extracting(Reply::clientToken).doesNotHaveDuplicates();
    assertThat(azure.allReads()).isBetween(1L, 2L);
  }

  @Test
  void aFlexibleSetCostsAHandfulOfReads() {
    bindTo("load");

    List<Reply> replies = allAtOnce(number -> azure.jwt("load_%08x".formatted(number)));

    assertThat(replies).extracting(Reply::status).containsOnly(200);
    // Two single reads at most, until the group counts as busy, and a list of three pages.
    assertThat(azure.allReads()).isBetween(3L, 5L);
  }

  @Test
  void aListWhoseConnectionBreaksIsMadeAgain() {
    long failed = failedLists();
    azure.mount().with("max_retries", 0);
    azure.resources().fault(ResourceFault.of(LIST, ResourceFaultMode.CUT).times(1));

    List<CompletableFuture<Reply>> logins = fleetAtOnce(MACHINES);
    afterFailures(failed + 1, logins, Duration.ofSeconds(1));

    assertAllAreGranted(logins);
    assertThat(azure.allReads()).isLessThan(FEW);
  }

  @Test
  void listsThatFailTwiceAreMadeAThirdTime() {
    long failed = failedLists();
    azure.mount().with("max_retries", 0);
    azure.resources().fault(ResourceFault.status(LIST, 500).times(2));

    List<CompletableFuture<Reply>> logins = fleetAtOnce(MACHINES);
    afterFailures(failed + 1, logins, Duration.ofSeconds(1));
    afterFailures(failed + 2, logins, Duration.ofSeconds(2));

    assertAllAreGranted(logins);
    assertThat(azure.allReads()).isLessThan(FEW);
  }

  @Test
  void aListThatTakesSixSecondsIsWaitedFor() {
    azure.resources().fault(ResourceFault.latency(LIST, Duration.ofSeconds(6)).times(1));

    assertAllAreGranted(fleetAtOnce(MACHINES));
    assertThat(azure.allReads()).isLessThan(FEW);
  }

  @Test
  void aListWithoutIdentitiesRefusesNobody() {
    azure.resources().fault(ResourceFault.of(LIST, ResourceFaultMode.NO_PRINCIPAL));

    assertAllAreGranted(fleetAtOnce(32));
  }

  @Test
  void whoIsRefusedByAListWasReadAndIsRefusedRightly() {
    azure.resources().move("fleet-7", "northeurope");

    List<CompletableFuture<Reply>> logins = fleetAtOnce(8);

    ResourceFixture.assertRefused(logins.get(7).join(), "location_not_bound");
    assertAllAreGranted(logins.subList(0, 7));
    assertThat(azure.resources().reads("fleet-7")).isEqualTo(1);
  }

  // The line may have heard of a failure only after the clock was moved, or asked for a list once
  // more, and then has no call left in these ten seconds: it waits once more.
  private static void assertAllAreGranted(List<CompletableFuture<Reply>> logins) {
    CompletableFuture<Void> all = CompletableFuture.allOf(logins.toArray(CompletableFuture[]::new));
    for (int again = 0; again < 20 && !all.isDone(); again++) {
      all.copy().completeOnTimeout(null, 1, TimeUnit.SECONDS).join();
      CLOCK.advance(Duration.ofSeconds(2));
    }
    assertThat(logins).extracting(login -> login.join().status()).containsOnly(200);
  }

  private void bindTo(String set) {
    azure.role("bound_subscription_ids", ResourceFixture.SUBSCRIPTION, "bound_scale_sets", set);
  }

  private List<Reply> allAtOnce(IntFunction<String> jwtOf) {
    return later(MACHINES, jwtOf).stream().map(CompletableFuture::join).toList();
  }

  // All together may make 36 calls in ten seconds.
  private List<CompletableFuture<Reply>> fleetAtOnce(int machines) {
    azure.role(
        "bound_subscription_ids",
        ResourceFixture.SUBSCRIPTION,
        "bound_resource_groups",
        "rg-fleet",
        "bound_locations",
        "westeurope");
    azure.resources().limit(36, Duration.ofSeconds(10));
    return later(machines, number -> azure.jwt("fleet-" + number));
  }

  private List<CompletableFuture<Reply>> later(int machines, IntFunction<String> jwtOf) {
    List<String> jwts = IntStream.range(0, machines).mapToObj(jwtOf).toList();
    return jwts.stream().map(azure::loginLater).toList();
  }

  private void afterFailures(long failed, List<CompletableFuture<Reply>> logins, Duration pause) {
    Waiting.until(FILLS, () -> failedLists() >= failed);
    azure.mount().awaitPlaces(FILLS, logins, List.of(server));
    CLOCK.advance(pause);
  }

  private static long failedLists() {
    Matcher found = FAILED.matcher(server.root().get("sys/metrics?format=prometheus").text());
    return found.find() ? (long) Double.parseDouble(found.group(1)) : 0;
  }
}

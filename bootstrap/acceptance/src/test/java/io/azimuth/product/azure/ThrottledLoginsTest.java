package io.azimuth.product.azure;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.adapters.azure.simulator.fleet.Guids;
import io.azimuth.adapters.azure.simulator.fleet.MachineIdentities;
import io.azimuth.adapters.azure.simulator.fleet.SeededIdentity;
import io.azimuth.adapters.azure.simulator.fleet.SeededMachine;
import io.azimuth.adapters.azure.simulator.fleet.SimulatorFleet;
import io.azimuth.product.server.Reply;
import io.azimuth.product.server.TestingServer;
import io.azimuth.testkit.Waiting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logins that wait in line while Resource Manager throttles; each machine has its own group. */
@Tag("slow") // the pauses that Azure demands pass in real time
final class ThrottledLoginsTest {

  private static final int MACHINES = 60;
  private static final Duration WAITS = Duration.ofSeconds(24);

  private static TestingServer server;
  private ResourceFixture azure;

  @BeforeAll
  static void start(@TempDir Path directory) {
    server =
        TestingServer.in(directory)
            .fleet(
                SimulatorFleet.seeded()
                    .withMachines(machines("own", Optional.empty()))
                    .withMachines(machines("flood", Optional.of(shared()))))
            .start();
    ResourceFixture.loadSdkAt(server);
  }

  private static List<SeededMachine> machines(String name, Optional<MachineIdentities> identities) {
    return IntStream.range(0, MACHINES)
        .mapToObj(
            it ->
                SimulatorFleet.seeded()
                    .withSingleMachines("rg-" + name + "-" + it, name + "-" + it, 1)
                    .machines())
        .map(all -> all.get(all.size() - 1))
        .map(machine -> identities.map(machine::with).orElse(machine))
        .toList();
  }

  private static MachineIdentities shared() {
    return MachineIdentities.system(
        new SeededIdentity(
            Guids.named("client flood"),
            Guids.named("principal flood"),
            Optional.empty(),
            List.of()));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void fresh() {
    azure = ResourceFixture.on(server);
    azure.role("bound_subscription_ids", ResourceFixture.SUBSCRIPTION);
  }

  @Test
  void sixtyMachinesAreGrantedAtTheFirstAnswer() {
    List<String> jwts = jwts("own", MACHINES);
    azure.resources().limit(36, Duration.ofSeconds(2));
    long start = System.nanoTime();

    List<Reply> replies = joined(later(jwts));

    long took = Duration.ofNanos(System.nanoTime() - start).toMillis();
    System.out.printf(
        "machines %d, reads %d, seconds to the last login %.1f, refused at first answer %d%n",
        MACHINES, azure.allReads(), took / 1e3, count(replies, 503));
    assertThat(replies).extracting(Reply::status).containsOnly(200);
    assertThat(replies).extracting(Reply::clientToken).doesNotHaveDuplicates();
    assertThat(took).isGreaterThan(1_800); // they waited, and no pause was shortened
  }

  @Test
  void aPrincipalThatFloodsDoesNotHoldUpOthers() {
    List<String> flood = jwts("flood", MACHINES);
    List<String> others = jwts("own", 6);
    azure.resources().limit(8, Duration.ofSeconds(2));
    List<CompletableFuture<Reply>> flooding = later(flood);
    awaitLine(40);

    List<Reply> replies = joined(later(others));

    long ahead = flooding.stream().filter(CompletableFuture::isDone).count();
    assertThat(replies).extracting(Reply::status).containsOnly(200);
    assertThat(ahead).as("of %d that came before", MACHINES).isLessThan(MACHINES / 2);
    azure.resources().unlimit();
    joined(flooding);
  }

  @Test
  void whoseTurnDoesNotComeInTimeComesAgain() {
    azure.mount().with("login_timeout", "3s");
    List<String> jwts = jwts("own", 12);
    azure.resources().limit(3, Duration.ofSeconds(2));

    List<Reply> replies = joined(later(jwts));

    // Whoever waits longer is granted: the last one after six seconds.
    assertThat(replies).extracting(Reply::status).containsOnly(200, 503);
    assertThat(replies)
        .filteredOn(reply -> reply.status() == 503)
        .isNotEmpty()
        .allSatisfy(reply -> assertThat(reply.header("Retry-After")).isPresent());
  }

  private void awaitLine(int logins) {
    Waiting.until(WAITS, () -> waiting() >= logins);
  }

  private int waiting() {
    return azure.mount().waiting(server);
  }

  private List<String> jwts(String name, int machines) {
    return IntStream.range(0, machines).mapToObj(it -> azure.jwt(name + "-" + it + "-0")).toList();
  }

  private List<CompletableFuture<Reply>> later(List<String> jwts) {
    return jwts.stream().map(azure::loginLater).toList();
  }

  private static List<Reply> joined(List<CompletableFuture<Reply>> logins) {
    return logins.stream().map(CompletableFuture::join).toList();
  }

  private static long count(List<Reply> replies, int status) {
    Map<Integer, Long> counts =
        replies.stream().collect(Collectors.groupingBy(Reply::status, Collectors.counting()));
    return counts.getOrDefault(status, 0L);
  }
}

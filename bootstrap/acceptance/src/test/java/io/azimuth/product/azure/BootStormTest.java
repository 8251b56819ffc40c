package io.azimuth.product.azure;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.adapters.azure.simulator.fleet.SimulatorFleet;
import io.azimuth.product.server.Reply;
import io.azimuth.product.server.TestingServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fleets of different machines boot while Resource Manager serves 36 reads in 10 s. */
@Tag("slow")
final class BootStormTest {

  private static final int READS = 36;
  private static final Duration TIME = Duration.ofSeconds(10);
  private static final int GROUPS = 10;

  /**
   * So many logins always find a place in the queue. In longer ones, a machine that takes longer
   * than a burst refuses some, whatever Azure does.
   */
  private static final int UNANSWERED = 80;

  private static TestingServer server;
  private ResourceFixture azure;

  @BeforeAll
  static void start(@TempDir Path directory) {
    SimulatorFleet fleet = SimulatorFleet.seeded().withSingleMachines("rg-boot", "boot", 200);
    for (int group = 0; group < GROUPS; group++) {
      fleet = fleet.withSingleMachines("rg-storm-" + group, "storm-" + group, 100);
    }
    server = ResourceFixture.crowded(directory, fleet);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void fresh() {
    azure = ResourceFixture.on(server);
    azure.role("bound_subscription_ids", ResourceFixture.SUBSCRIPTION);
    azure.resources().limit(READS, TIME);
  }

  @Test
  void twoHundredMachinesOfOneGroupCostAHandfulOfReads() {
    Storm storm = boot(machines("boot", 200));

    assertThat(storm.statuses()).containsOnly(Map.entry(200, 200L));
    assertThat(storm.reads()).isLessThanOrEqualTo(6 * storm.listLives());
  }

  @Test
  void twoHundredMachinesOfTenGroupsCostThreeReadsAGroup() {
    bootGroups(20);
  }

  @Test
  @Tag("soak")
  void aThousandMachinesOfTenGroupsCostThreeReadsAGroup() {
    bootGroups(100);
  }

  private void bootGroups(int size) {
    // As they boot, not group by group.
    List<String> names =
        IntStream.range(0, size)
            .boxed()
            .flatMap(it -> IntStream.range(0, GROUPS).mapToObj(g -> "storm-" + g + "-" + it))
            .toList();

    Storm storm = boot(names.stream());

    assertThat(storm.statuses()).containsOnly(Map.entry(200, (long) names.size()));
    assertThat(storm.reads()).isLessThanOrEqualTo(3 * GROUPS * storm.listLives());
  }

  private record Storm(Map<Integer, Long> statuses, long reads, Duration took) {

    // What a list told is kept for 15 s; a machine that is slower than that needs it again.
    long listLives() {
      return 1 + took.toSeconds() / 15;
    }
  }

  private Storm boot(Stream<String> machines) {
    List<String> jwts = machines.map(azure::jwt).toList();
    long start = System.nanoTime();
    Semaphore unanswered = new Semaphore(UNANSWERED);
    List<CompletableFuture<Reply>> logins =
        jwts.stream()
            .map(
                jwt -> {
                  unanswered.acquireUninterruptibly();
                  return azure
                      .loginLater(jwt)
                      .whenComplete((reply, thrown) -> unanswered.release());
                })
            .toList();
    List<Reply> replies = logins.stream().map(CompletableFuture::join).toList();
    Duration last = Duration.ofNanos(System.nanoTime() - start);
    Map<Integer, Long> statuses =
        replies.stream().collect(Collectors.groupingBy(Reply::status, Collectors.counting()));
    long reads = azure.allReads();
    System.out.printf(
        "machines %d, reads %d, seconds to the last login %.1f, refused at first answer %d%n",
        jwts.size(), reads, last.toMillis() / 1e3, jwts.size() - statuses.getOrDefault(200, 0L));
    return new Storm(statuses, reads, last);
  }

  private static Stream<String> machines(String name, int size) {
    return IntStream.range(0, size).mapToObj(it -> name + "-" + it);
  }
}

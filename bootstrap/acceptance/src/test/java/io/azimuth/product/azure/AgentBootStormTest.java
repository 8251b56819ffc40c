package io.azimuth.product.azure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.azimuth.adapters.azure.simulator.fleet.SimulatorFleet;
import io.azimuth.product.server.AgentThread;
import io.azimuth.product.server.AnswerHeads;
import io.azimuth.product.server.Reply;
import io.azimuth.product.server.TcpRelay;
import io.azimuth.product.server.TestingServer;
import io.azimuth.testkit.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Agents of different machines start at once, each with its own metadata service, file and sink,
 * while Resource Manager serves 36 reads in 10 s.
 */
@Tag("soak")
final class AgentBootStormTest {

  private static final int AGENTS = 200;
  private static final int READS = 36;
  private static final Duration TIME = Duration.ofSeconds(10);

  /** {@code Retry-After} of Resource Manager is rounded up to a second. */
  private static final Duration PERIOD = TIME.plusSeconds(1);

  /** What the line lets a login wait, unless the mount has another {@code login_timeout}. */
  private static final Duration IN_LINE = Duration.ofSeconds(30);

  /** So many periods serve all, where each machine costs a read. */
  private static final int PERIODS = (AGENTS + READS - 1) / READS;

  /** Longer than a login may wait. */
  private static final Duration LONG_PAUSE = Duration.ofSeconds(40);

  private static final int PAGES = 2;

  private static TestingServer server;

  @TempDir private Path home;
  private final List<AgentThread> agents = new ArrayList<>();
  private final AnswerHeads answers = new AnswerHeads();
  private TcpRelay relay;
  private ResourceFixture azure;

  @BeforeAll
  static void start(@TempDir Path directory) {
    SimulatorFleet fleet = SimulatorFleet.seeded().withSingleMachines("rg-boot", "boot", AGENTS);
    for (int i = 0; i < AGENTS; i++) {
      fleet = fleet.withSingleMachines("rg-own-" + i, "own-" + i, 1);
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
    relay = TcpRelay.to(server, answers);
  }

  @AfterEach
  void end() {
    agents.forEach(AgentThread::close);
    relay.close();
  }

  @Test
  void agentsOfOneGroupHaveTheirTokensWithinTheTimeOfALogin() throws IOException {
    azure.resources().limit(READS, TIME);

    Duration last = boot(machines("boot-%d"), IN_LINE);

    assertTokensWork(machine -> "rg-boot");
    assertAnswersAreInOrder();
    // What a list told is kept for 15 s; a machine that is slower than that needs it again.
    assertThat(azure.allReads()).isLessThanOrEqualTo(6 * (1 + last.toSeconds() / 15));
  }

  @Test
  void agentsInGroupsOfTheirOwnHaveTheirTokensAsFastAsAzureReadsTheirMachines() throws IOException {
    azure.resources().limit(READS, TIME);

    boot(machines("own-%d-0"), late(PERIOD.multipliedBy(PERIODS)));

    assertTokensWork(number -> "rg-own-" + number);
    assertAnswersAreInOrder();
    assertThat(answers.all()).as("some had to come again").anyMatch(it -> it.status() == 503);
    // Each period refuses fewer than it answers: their number doubles from one.
    assertThat(azure.allReads()).isLessThanOrEqualTo(2L * READS * PERIODS);
  }

  @Test
  void agentsWaitAsLongAsAzureDemandsThoughNoLoginMay() throws IOException {
    azure.resources().limit(0, LONG_PAUSE);
    long start = begin(machines("boot-%d"));
    Waiting.until(IN_LINE, () -> answers.all().size() >= AGENTS);
    long before = azure.allReads();
    azure.resources().limit(READS, TIME);

    awaitTokens(start, late(LONG_PAUSE).plus(IN_LINE));

    assertTokensWork(number -> "rg-boot");
    assertAnswersAreInOrder();
    System.out.printf("of them, reads that Azure refused at first %d%n", before);
    assertThat(before).as("each machine asks once").isLessThanOrEqualTo(AGENTS + PAGES);
    assertThat(azure.allReads() - before).as("then a list").isLessThanOrEqualTo(READS);
  }

  // An agent that is sent away comes again up to a quarter later than it was asked to.
  private static Duration late(Duration asked) {
    return asked.plus(asked.dividedBy(4));
  }

  private Duration boot(List<String> machines, Duration atMost) throws IOException {
    return awaitTokens(begin(machines), atMost);
  }

  // All are ready before the first one begins.
  private long begin(List<String> machines) throws IOException {
    for (String machine : machines) {
      agents.add(AgentThread.prepare(file(agents.size(), machine), Map.of()));
    }
    long start = System.nanoTime();
    agents.forEach(AgentThread::begin);
    return start;
  }

  private Path file(int number, String machine) throws IOException {
    return Files.writeString(
        home.resolve("agent-" + number + ".hcl"),
        """
        vault { address = "%s" }
        auto_auth {
          method "azure" {
            mount_path = "auth/%s"
            config = {
              role             = "%s"
              metadata_address = "%s"
            }
          }
          sink "file" {
            config = { path = "token-%d" }
          }
        }
        """
            .formatted(
                relay.address(),
                azure.mount().name(),
                ResourceFixture.ROLE,
                server.azure().metadataUri(machine),
                number));
  }

  private Duration awaitTokens(long start, Duration atMost) {
    List<Path> missing = new ArrayList<>(sinks());
    Duration left = atMost.minusNanos(System.nanoTime() - start);
    try {
      Waiting.until(
          left,
          () -> {
            missing.removeIf(Files::exists);
            return missing.isEmpty();
          });
    } catch (AssertionError e) {
      throw new AssertionError(missing.size() + " have no token: " + logOf(missing.get(0)), e);
    }
    Duration last = Duration.ofNanos(System.nanoTime() - start);
    System.out.printf(
        "agents %d, reads %d, seconds to the last token %.1f, sent away %d times%n",
        AGENTS,
        azure.allReads(),
        last.toMillis() / 1e3,
        answers.all().stream().filter(it -> it.status() == 503).count());
    return last;
  }

  private String logOf(Path sink) {
    return agents.get(sinks().indexOf(sink)).log();
  }

  private List<Path> sinks() {
    return IntStream.range(0, AGENTS).mapToObj(it -> home.resolve("token-" + it)).toList();
  }

  private void assertTokensWork(IntFunction<String> group) throws IOException {
    List<String> tokens = new ArrayList<>();
    for (Path sink : sinks()) {
      tokens.add(Files.readString(sink));
    }
    assertThat(tokens).doesNotHaveDuplicates();
    for (int i = 0; i < tokens.size(); i++) {
      Reply reply = server.as(tokens.get(i)).get("auth/token/lookup-self");
      assertThat(reply.status()).isEqualTo(200);
      JsonNode meta = reply.data().path("meta");
      assertThat(meta.path("resource_group_name").asText()).isEqualTo(group.apply(i));
    }
  }

  private void assertAnswersAreInOrder() {
    assertThat(answers.all())
        .hasSizeGreaterThanOrEqualTo(AGENTS)
        .allSatisfy(
            head -> {
              assertThat(head.status()).isIn(200, 204, 429, 503);
              assertThat(head.status() < 400 || head.retryAfter().isPresent())
                  .as("%s", head)
                  .isTrue();
            });
  }

  private static List<String> machines(String pattern) {
    return IntStream.range(0, AGENTS).mapToObj(pattern::formatted).toList();
  }
}

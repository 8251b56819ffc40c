package io.azimuth.product.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.adapters.azure.simulator.fleet.SimulatorFleet;
import io.azimuth.adapters.azure.simulator.steering.SimulatedResourceManager;
import io.azimuth.adapters.azure.simulator.token.TokenRequest;
import io.azimuth.product.azure.AzureMount;
import io.azimuth.product.azure.ResourceFixture;
import io.azimuth.product.server.Reply;
import io.azimuth.product.server.TestPostgres;
import io.azimuth.product.server.TestingServer;
import io.azimuth.testkit.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Fleets of different machines boot at three servers of one store, while Resource Manager serves 36
 * reads in 10 s to all of them together. Servers share no cache, so each reads for itself.
 */
@Tag("slow")
class SharedBootStormTest {

  private static final int NODES = 3;
  private static final int READS = 36;
  private static final Duration TIME = Duration.ofSeconds(10);
  private static final int GROUPS = 10;
  private static final int AT_ONCE = 60 * NODES;
  private static final String CONNECTIONS =
      "max_connections = 2000\nmax_connections_per_address = 2000";

  private static final List<TestingServer> SERVERS = new ArrayList<>();
  private static TestPostgres postgres;
  private static int mounts;
  private AzureMount mount;

  @BeforeAll
  static void start(@TempDir Path directory) throws IOException {
    postgres = TestPostgres.start();
    String url = postgres.url();
    SERVERS.add(
        TestingServer.in(Files.createDirectory(directory.resolve("0")))
            .fleet(fleet())
            .onPostgres(url)
            .listener(CONNECTIONS)
            .furtherCloud("shared", block -> block)
            .start());
    String cloud =
        Files.readString(SERVERS.get(0).path("cloud.hcl")).replace("\"lab\"", "\"shared\"");
    for (int i = 1; i < NODES; i++) {
      SERVERS.add(
          TestingServer.in(Files.createDirectory(directory.resolve(String.valueOf(i))))
              .onPostgres(url)
              .listener(CONNECTIONS)
              .joining(SERVERS.get(0))
              .config(cloud)
              .start());
    }
  }

  private static SimulatorFleet fleet() {
    SimulatorFleet fleet = SimulatorFleet.seeded().withSingleMachines("rg-boot", "boot", 200);
    for (int group = 0; group < GROUPS; group++) {
      fleet = fleet.withSingleMachines("rg-storm-" + group, "storm-" + group, 100);
    }
    return fleet;
  }

  @AfterAll
  static void stop() throws IOException {
    SERVERS.forEach(TestingServer::close);
    SERVERS.clear();
    postgres.close();
  }

  // The first use of the Azure SDK takes seconds on a busy machine, and a login may take ten.
  @BeforeEach
  void warmServers() {
    SERVERS.get(0).azure().reset();
    mounts++;
    mount =
        AzureMount.enable(SERVERS.get(0), "azure" + mounts)
            .readingResources()
            .with("environment", "shared")
            // 60 reads of each of three servers are served in 50 s.
            .with("login_timeout", "60s")
            .role(
                "app",
                "bound_service_principal_ids",
                "*",
                "bound_subscription_ids",
                ResourceFixture.SUBSCRIPTION);
    String jwt = jwt("web-1");
    SERVERS.forEach(
        server ->
            Waiting.until(
                Duration.ofSeconds(30),
                () -> mount.login(server.anonymous(), "app", jwt).status() == 200));
    resources().limit(READS, TIME);
  }

  @Test
  void twoHundredMachinesOfOneGroupCostAHandfulOfReadsAServer() {
    boot(IntStream.range(0, 200).mapToObj(it -> "boot-" + it), 6);
  }

  @Test
  @Tag("soak")
  void aThousandMachinesOfTenGroupsWaitForTheListsOfTheirGroups() {
    boot(
        IntStream.range(0, 100)
            .boxed()
            .flatMap(it -> IntStream.range(0, GROUPS).mapToObj(g -> "storm-" + g + "-" + it)),
        6 * GROUPS);
  }

  private void boot(Stream<String> machines, long readsOfAServer) {
    List<String> jwts = machines.map(this::jwt).toList();
    long before = reads();
    long start = System.nanoTime();
    List<CompletableFuture<Reply>> logins = new ArrayList<>();
    for (String jwt : jwts) {
      logins.add(login(SERVERS.get(logins.size() % NODES), jwt));
      if (logins.size() % AT_ONCE == 0) {
        mount.awaitPlaces(Duration.ofSeconds(30), logins, SERVERS);
      }
    }
    List<Reply> replies = logins.stream().map(CompletableFuture::join).toList();
    Duration last = Duration.ofNanos(System.nanoTime() - start);
    long reads = reads() - before;
    System.out.printf(
        "servers %d, machines %d, reads %d, seconds to the last login %.1f, refused at first answer"
            + " %d%n",
        NODES,
        jwts.size(),
        reads,
        last.toMillis() / 1e3,
        replies.stream().filter(reply -> reply.status() != 200).count());
    assertThat(replies).extracting(Reply::status).containsOnly(200);
    // What a list told is kept for 15 s; a machine that is slower than that needs it again.
    assertThat(reads).isLessThanOrEqualTo(readsOfAServer * NODES * (1 + last.toSeconds() / 15));
  }

  private CompletableFuture<Reply> login(TestingServer server, String jwt) {
    String body = "{\"role\":\"app\",\"jwt\":\"%s\"}".formatted(jwt);
    return server.anonymous().sendLater("POST", mount.at("login"), body);
  }

  private String jwt(String machine) {
    return mount.mint(TokenRequest.forMachine(machine, AzureMount.AUDIENCE));
  }

  private static SimulatedResourceManager resources() {
    return SERVERS.get(0).azure().resourceManager();
  }

  private static long reads() {
    return resources().reads().values().stream().mapToLong(Long::longValue).sum();
  }
}

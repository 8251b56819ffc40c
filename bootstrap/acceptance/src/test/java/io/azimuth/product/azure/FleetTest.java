package io.azimuth.product.azure;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.adapters.azure.simulator.fleet.SimulatorFleet;
import io.azimuth.product.server.Reply;
import io.azimuth.product.server.StandingClock;
import io.azimuth.product.server.TestingServer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The machines of a whole fleet log in at the same time. */
final class FleetTest {

  private static final int MACHINES = 200;
  private static final int READS_A_MINUTE = 12;

  private static TestingServer server;
  private ResourceFixture azure;

  @BeforeAll
  static void start(@TempDir Path directory) {
    server =
        TestingServer.in(directory)
            .clock(StandingClock.standing())
            .fleet(
                SimulatorFleet.seeded()
                    .withUniformSet("crowd", MACHINES)
                    .withFlexibleSet("load", MACHINES))
            .start();
    ResourceFixture azure = ResourceFixture.on(server).role("bound_resource_groups", "rg-web");
    ResourceFixture.granted(azure.firstLogin(azure.jwt("web-1")));
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

  private void bindTo(String set) {
    azure.role("bound_subscription_ids", ResourceFixture.SUBSCRIPTION, "bound_scale_sets", set);
  }

  private List<Reply> allAtOnce(IntFunction<String> jwtOf) {
    List<String> jwts = IntStream.range(0, MACHINES).mapToObj(jwtOf).toList();
    List<CompletableFuture<Reply>> logins = jwts.stream().map(azure::loginLater).toList();
    return logins.stream().map(CompletableFuture::join).toList();
  }
}

package io.azimuth.product.azure;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.adapters.azure.simulator.fleet.SimulatorFleet;
import io.azimuth.product.server.Reply;
import io.azimuth.product.server.StandingClock;
import io.azimuth.product.server.TestingClient;
import io.azimuth.product.server.TestingServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More logins than may wait in line, while Resource Manager throttles until a clock is moved. */
@Tag("slow")
final class CrowdInLineTest {

  private static final int MACHINES = 60;
  private static final int IN_LINE = 512;
  private static final int CROWD = 2_040;
  private static final Duration PAUSE = Duration.ofSeconds(24);
  private static final Duration FILLS = Duration.ofSeconds(50);

  @Test
  void aCrowdInLineDoesNotDelayOthers(@TempDir Path directory) {
    SimulatorFleet fleet = SimulatorFleet.seeded();
    for (int i = 0; i < MACHINES; i++) {
      fleet = fleet.withSingleMachines("rg-own-" + i, "own-" + i, 1);
    }
    StandingClock clock = StandingClock.standing();
    try (TestingServer server =
        TestingServer.in(directory)
            .clock(clock)
            .fleet(fleet)
            // All machines have the address of this one.
            .listener("max_connections = 4000\nmax_connections_per_address = 4000")
            .start()) {
      ResourceFixture azure = ResourceFixture.on(server);
      azure.role("bound_subscription_ids", ResourceFixture.SUBSCRIPTION);
      azure.mount().with("login_timeout", "60s");
      List<String> jwts =
          IntStream.range(0, MACHINES).mapToObj(it -> azure.jwt("own-" + it + "-0")).toList();
      TestingClient somebody = server.root();
      azure.resources().limit(0, PAUSE);
      List<CompletableFuture<Reply>> logins = new ArrayList<>();
      while (logins.size() < CROWD) {
        jwts.stream().map(azure::loginLater).forEach(logins::add);
        azure.mount().awaitPlaces(FILLS, logins, List.of(server));
      }

      List<Long> millis = new ArrayList<>();
      for (int lookUp = 0; lookUp < 30; lookUp++) {
        long start = System.nanoTime();
        assertThat(somebody.get("auth/token/lookup-self").status()).isEqualTo(200);
        millis.add(Duration.ofNanos(System.nanoTime() - start).toMillis());
      }

      assertThat(azure.mount().waiting(server)).isEqualTo(IN_LINE);
      assertThat(millis.stream().sorted().toList().get(27))
          .isLessThan(5_000); // the crowd waits for 24 s and more
      azure.resources().unlimit();
      clock.advance(PAUSE);
      logins.add(azure.loginLater(jwts.get(0))); // the line looks at the clock when somebody comes
      List<Reply> replies = logins.stream().map(CompletableFuture::join).toList();
      assertThat(replies).extracting(Reply::status).containsOnly(200, 503);
      Map<String, Long> ends =
          replies.stream()
              .collect(
                  Collectors.groupingBy(
                      reply -> reply.status() + " " + reply.errors(), Collectors.counting()));
      assertThat(ends).as("%s", ends).containsEntry("200 []", (long) IN_LINE);
      assertThat(azure.mount().waiting(server)).isZero();
    }
  }
}

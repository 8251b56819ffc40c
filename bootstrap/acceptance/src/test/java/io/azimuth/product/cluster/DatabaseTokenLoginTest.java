package io.azimuth.product.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.adapters.azure.simulator.fault.FaultMode;
import io.azimuth.adapters.azure.simulator.fault.SimulatedFault;
import io.azimuth.adapters.azure.simulator.http.SimulatorEndpoint;
import io.azimuth.bootstrap.server.StartupException;
import io.azimuth.product.server.CommandLineRun;
import io.azimuth.product.server.StandingClock;
import io.azimuth.product.server.TestPostgres;
import io.azimuth.product.server.TestingServer;
import io.azimuth.testkit.Waiting;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that logs in to its database with access tokens of the machine's identity. */
@Tag("slow")
class DatabaseTokenLoginTest {

  private static final Duration SOON = Duration.ofMinutes(1);

  /** More than a token of a managed identity lives. */
  private static final Duration DAY = Duration.ofHours(25);

  @TempDir Path directory;

  private final StandingClock clock = new StandingClock(Clock.systemUTC().instant());

  @Test
  void tokensAreSharedRenewedAndMissedOnlyWhenNoneIsLeft() throws Exception {
    try (TestPostgres postgres = TestPostgres.start();
        TokenFront front = new TokenFront(postgres.port(), new TokenChecks(directory, clock));
        TestingServer server =
            TestingServer.in(directory)
                .clock(clock)
                .onPostgres(url(front), "auth_mode = \"azure_msi\"\n  environment = \"lab\"")
                .start()) {
      server.root().write("sys/mounts/secret", Map.of("type", "kv-v2"));
      server.root().write("secret/data/a", Map.of("data", Map.of("n", 1)));
      assertThat(front.acceptedTokens()).isEqualTo(1);

      server.azure().fault(SimulatedFault.of(SimulatorEndpoint.IDENTITY, FaultMode.OUTAGE));
      front.cut();
      Waiting.until(SOON, () -> reads(server));
      assertThat(front.acceptedTokens()).isEqualTo(1);
      assertThat(front.refusals()).isEmpty();

      clock.advance(DAY);
      front.cut();
      Waiting.until(SOON, () -> status(server) == 503);
      assertThat(server.anonymous().get("sys/health").body().path("azimuth_problems").toString())
          .contains("store_unavailable");
      // The first answer may be that the connection broke.
      Waiting.until(
          SOON,
          () ->
              status(server) == 503
                  && server
                      .log()
                      .contains("no access token for the database: signing in failed: "));
      assertThat(doctor(server)).contains("store sign-in").contains("signing in failed: ");
      // A connection that was being opened while the time jumped came with the token of before.
      List<String> refusedByTheJump = front.refusals();

      server.azure().reset();
      Waiting.until(
          SOON,
          () -> {
            clock.advance(Duration.ofSeconds(1));
            return reads(server);
          });
      // Other connections may have broken, too, which a write is the first to notice.
      Waiting.until(SOON, () -> writes(server));
      assertThat(front.acceptedTokens()).isEqualTo(2);
      assertThat(doctor(server)).contains("Entra ID gives an access token for the database");
      assertThat(front.refusals()).isEqualTo(refusedByTheJump);
    }
  }

  private static String doctor(TestingServer server) {
    CommandLineRun.End end =
        CommandLineRun.at(server, server.path("home"))
            .run("doctor", "--config", server.path("azimuth.hcl").toString());
    return end.out() + end.err();
  }

  private static String url(TokenFront front) {
    return "postgres://postgres@127.0.0.1:" + front.port() + "/postgres";
  }

  private static int status(TestingServer server) {
    return server.root().get("secret/data/a").status();
  }

  private static boolean writes(TestingServer server) {
    Map<String, Object> second = Map.of("data", Map.of("n", 2));
    return server.root().post("secret/data/a", second).status() == 200;
  }

  private static boolean reads(TestingServer server) {
    return status(server) == 200;
  }

  @Test
  void aServerThatGetsNoTokenDoesNotStartAndSaysWhy() throws Exception {
    try (TokenFront front = new TokenFront(1, new TokenChecks(directory, clock))) {
      assertThatThrownBy(
              () ->
                  TestingServer.in(directory)
                      .onPostgres(
                          url(front),
                          """
                          auth_mode = "azure"
                            environment = "lab"
                            tenant_id = "11111111-1111-1111-1111-111111111111"
                            client_id = "aaaaaaaa-0000-4000-8000-000000000010"
                            client_secret = "wrong"
                          """)
                      .start())
          .isInstanceOf(StartupException.class)
          .hasMessageContaining("no access token for the database: ")
          .hasMessageContaining("AADSTS7000215")
          .hasMessageNotContaining("wrong");
    }
  }
}

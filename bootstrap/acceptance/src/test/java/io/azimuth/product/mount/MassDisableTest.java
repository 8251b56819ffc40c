package io.azimuth.product.mount;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.product.server.JwtMount;
import io.azimuth.product.server.TestingClient;
import io.azimuth.product.server.TestingServer;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Disables a mount that has issued 100,000 tokens. They are invalid at once. The cleanup, which
 * continues after a restart, does not slow other requests.
 */
@Tag("soak")
final class MassDisableTest {

  private static final int TOKENS = 100_000;
  private static final int SAMPLES = 20;
  private static final int ENOUGH = 1_000; // enough requests for a percentile
  private static final long SLOWEST_MICROS = 300_000; // a blocked request takes seconds
  private static final Clock CLOCK = Clock.systemUTC();

  @Test
  void aHundredThousandTokensDieAtOnceAndNobodyElseFeelsIt(
      @TempDir Path directory, @TempDir Path next) {
    try (TestingServer server = TestingServer.in(directory).onMapDb().clock(CLOCK).start();
        TestingServer undisturbed = TestingServer.in(next).onMapDb().start()) {
      JwtMount.enable(server, "big");
      String calm = JwtMount.enable(server, "calm").role("web").loggedIn("web").clientToken();
      List<String> samples = fill(server);
      assertThat(samples).allSatisfy(token -> assertThat(lookUp(server, token)).isEqualTo(200));
      assertThat(server.root().delete("sys/auth/big").status()).isEqualTo(204);
      assertThat(samples).allSatisfy(token -> assertThat(lookUp(server, token)).isEqualTo(403));
      assertThat(server.count("token/")).isGreaterThan(TOKENS / 2);
      server.restart();
      assertThat(samples).allSatisfy(token -> assertThat(lookUp(server, token)).isEqualTo(403));
      String control = undisturbed.tokenOf("default");
      try (SteadyTraffic during = traffic(server, calm);
          SteadyTraffic meanwhile = traffic(undisturbed, control)) {
        during.await(ENOUGH, () -> server.count("sweep/") == 0);
        assertThat(during.failures()).isEmpty();
        // Whatever else keeps this machine busy delays both.
        assertThat(during.p99())
            .as("p99 of a server that sweeps nothing is %s", meanwhile.p99())
            .isLessThan(Math.max(SLOWEST_MICROS, 3 * meanwhile.p99()));
      }
      assertThat(server.count("token/")).isLessThan(10);
      assertThat(server.count("sweep/")).isZero();
    }
  }

  private static List<String> fill(TestingServer server) {
    String accessor = server.root().get("sys/auth").data().path("big/").path("accessor").asText();
    SecondNode node = SecondNode.on(server.engine(), server.path("seal.key"), CLOCK);
    return node.issue(accessor, TOKENS, SAMPLES);
  }

  private static SteadyTraffic traffic(TestingServer server, String token) {
    TestingClient client = server.as(token);
    return SteadyTraffic.of(
        () -> client.get("auth/token/lookup-self").status(),
        () -> client.post("auth/token/renew-self", Map.of()).status());
  }

  private static int lookUp(TestingServer server, String token) {
    return server.as(token).get("auth/token/lookup-self").status();
  }
}

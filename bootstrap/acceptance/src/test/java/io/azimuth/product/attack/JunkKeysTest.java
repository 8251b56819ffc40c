package io.azimuth.product.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.adapters.azure.simulator.http.SimulatorEndpoint;
import io.azimuth.adapters.azure.simulator.token.KeyRollover;
import io.azimuth.product.azure.AzureMount;
import io.azimuth.product.server.StandingClock;
import io.azimuth.product.server.TestingServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An attacker who names a hundred nonexistent keys per second. */
@Tag("slow")
final class JunkKeysTest {

  private static final int PER_SECOND = 100;
  private static final Duration ROLL_AT = Duration.ofSeconds(1);
  private static final Duration LENGTH = Duration.ofSeconds(12);

  private final StandingClock clock = StandingClock.standing();
  private final List<Duration> fetches = new ArrayList<>();

  @Test
  void neitherDelaysARollOverNorFetchesMoreThanOnceInTenSeconds(@TempDir Path directory) {
    try (TestingServer server = TestingServer.in(directory).clock(clock).start()) {
      AzureMount mount = AzureMount.enable(server, "azure").role("web");
      mount.loggedIn("web");
      String honest = mount.jwt();
      Duration step = Duration.ofSeconds(1).dividedBy(PER_SECOND);
      Duration accepted = Duration.ZERO;
      long known = keyFetches(server);
      for (Duration at = Duration.ZERO; at.compareTo(LENGTH) < 0; at = at.plus(step)) {
        if (at.equals(ROLL_AT)) {
          server.azure().rollKeys(KeyRollover.ordinary());
          honest = mount.jwt();
        }
        assertThat(mount.login("web", junk(honest, at)).status()).isEqualTo(403);
        if (accepted.isZero() && at.compareTo(ROLL_AT) > 0 && at.toMillis() % 500 == 0) {
          accepted = mount.login("web", honest).status() == 200 ? at : Duration.ZERO;
        }
        known = note(at, known, keyFetches(server));
        clock.advance(step);
      }
      assertThat(accepted).isBetween(ROLL_AT, ROLL_AT.plusSeconds(15));
      assertThat(fetches).hasSizeGreaterThan(1);
      for (int i = 1; i < fetches.size(); i++) {
        assertThat(fetches.get(i).minus(fetches.get(i - 1))).isGreaterThanOrEqualTo(tenSeconds());
      }
    }
  }

  private static Duration tenSeconds() {
    return Duration.ofSeconds(10);
  }

  private long note(Duration at, long before, long now) {
    for (long i = before; i < now; i++) {
      fetches.add(at);
    }
    return now;
  }

  private static long keyFetches(TestingServer server) {
    return server.azure().requestCounts().get(SimulatorEndpoint.KEYS);
  }

  /**
   * The same claims with an unknown key id. The server does not reach the check of the signature.
   */
  private static String junk(String honest, Duration at) {
    String header = "{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"junk-" + at.toMillis() + "\"}";
    return Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(header.getBytes(StandardCharsets.UTF_8))
        + honest.substring(honest.indexOf('.'));
  }
}

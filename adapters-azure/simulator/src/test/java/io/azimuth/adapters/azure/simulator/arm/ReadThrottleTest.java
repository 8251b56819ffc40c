package io.azimuth.adapters.azure.simulator.arm;

import static io.azimuth.adapters.azure.simulator.ResourceManagerClient.VM;
import static io.azimuth.adapters.azure.simulator.ResourceManagerClient.code;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.adapters.azure.simulator.ResourceManagerClient;
import io.azimuth.adapters.azure.simulator.SharedResourceManager;
import io.azimuth.adapters.azure.simulator.SimulatorClient.Answer;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@Timeout(60)
@ExtendWith(SharedResourceManager.class)
class ReadThrottleTest {

  private static final String REMAINING = "x-ms-ratelimit-remaining-resource";

  private static ResourceManagerClient azure;

  @BeforeAll
  static void start(ResourceManagerClient shared) {
    azure = shared;
  }

  @BeforeEach
  void reset() {
    azure.simulator.reset();
  }

  private static Answer read(String machine) throws Exception {
    return azure.compute(VM + machine);
  }

  private static String header(Answer answer, String name) {
    return answer.response().headers().firstValue(name).orElse("");
  }

  @Test
  void aResourcePassesSoManyReadsAMinute() throws Exception {
    azure.steered.throttle("web-1", 2);
    assertThat(header(read("web-1"), REMAINING)).isEqualTo("Microsoft.Compute/GetResource;1");
    azure.clock.move(Duration.ofSeconds(20));
    assertThat(header(read("web-1"), REMAINING)).isEqualTo("Microsoft.Compute/GetResource;0");

    Answer refused = read("web-1");
    assertThat(refused.status()).isEqualTo(429);
    assertThat(code(refused)).isEqualTo("TooManyRequests");
    assertThat(header(refused, "Retry-After")).isEqualTo("40");
    assertThat(header(refused, REMAINING)).isEqualTo("Microsoft.Compute/GetResource;0");
    assertThat(header(refused, "x-ms-ratelimit-remaining-subscription-reads")).isEqualTo("11997");
    assertThat(read("web-2").status()).isEqualTo(200);

    azure.clock.move(Duration.ofSeconds(39));
    assertThat(header(read("web-1"), "Retry-After")).isEqualTo("1");
    azure.clock.move(Duration.ofSeconds(1));
    assertThat(read("web-1").status()).isEqualTo(200);
  }

  @Test
  void aStarLimitsEachResourceByItself() throws Exception {
    azure.steered.throttle("*", 1);

    assertThat(read("web-1").status()).isEqualTo(200);
    assertThat(read("web-2").status()).isEqualTo(200);
    assertThat(read("WEB-1").status()).isEqualTo(429);
    azure.steered.unthrottle("*");
    assertThat(read("web-1").status()).isEqualTo(200);
  }

  @Test
  void itIsSwitchedByRequestToo() throws Exception {
    String path = "resource-manager/throttle";
    azure.client.steer(path, "{\"resource\":\"web-1\",\"reads_per_minute\":0}");
    assertThat(read("web-1").status()).isEqualTo(429);
    azure.client.steer(path, "{\"resource\":\"web-1\"}");
    assertThat(read("web-1").status()).isEqualTo(200);
  }

  @Test
  void whoMayNotReadUsesNothingUp() throws Exception {
    azure.steered.throttle("web-1", 1);
    azure.get(VM + "web-1?api-version=2025-04-01", azure.tokenOf("ci-deployer"));

    assertThat(read("web-1").status()).isEqualTo(200);
  }
}

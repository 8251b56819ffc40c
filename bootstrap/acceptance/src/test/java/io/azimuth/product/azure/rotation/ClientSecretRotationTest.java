package io.azimuth.product.azure.rotation;

import static io.azimuth.product.azure.ResourceFixture.granted;
import static io.azimuth.product.azure.ResourceFixture.names;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.adapters.azure.simulator.state.ListedPassword;
import io.azimuth.adapters.azure.simulator.state.SecretPropagation;
import io.azimuth.bootstrap.demo.FastClock;
import io.azimuth.product.azure.ResourceFixture;
import io.azimuth.product.server.Reply;
import io.azimuth.product.server.TestingServer;
import io.azimuth.testkit.Waiting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rotation of the client secret against the simulated Azure, on a fast clock. */
final class ClientSecretRotationTest {

  private static final String APPLICATION = "azimuth-server";
  private static final Duration WELL = Duration.ofMinutes(1);

  private final FastClock clock = FastClock.running(20);
  private TestingServer server;
  private ResourceFixture azure;

  @BeforeEach
  void start(@TempDir Path directory) {
    server = TestingServer.in(directory).clock(clock).maintainedOften().start();
    azure = ResourceFixture.on(server);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aNewSecretIsProvedTakesOverAndTheOldOneGoes() {
    server
        .azure()
        .graph()
        .spreadSecrets(
            SecretPropagation.after(Duration.ofSeconds(12))
                .thenRefusingEvery(3, Duration.ofSeconds(10)));
    List<String> before = keyIds();

    Reply reply = server.root().send("PUT", azure.mount().at("rotate-root"), "null");

    assertThat(reply.status()).isEqualTo(204);
    assertThat(passwords()).hasSize(3);
    settle();
    assertThat(passwords()).hasSize(2);
    assertThat(keyIds()).contains(before.get(1)).doesNotContain(before.get(0));
    assertThat(passwords().get(1).displayName().orElseThrow()).startsWith("azimuth-");
    azure.role("bound_resource_groups", "rg-web");
    assertThat(granted(azure.login(azure.jwt("web-1"), names("web-1")))).isNotNull();
    assertThat(passwords().get(1).accepted()).isGreaterThanOrEqualTo(3);
    Waiting.until(
        Duration.ofSeconds(20),
        () ->
            metrics()
                .contains(
                    "azimuth_rotations_total{mount=\""
                        + azure.mount().at("")
                        + "\",outcome=\"done\"} 1.0"));
    assertThat(metrics()).contains("azimuth_rotation_leftover_credentials{mount=");
    assertThat(server.leaks()).isEmpty();
  }

  private String metrics() {
    return server.root().get("sys/metrics?format=prometheus").text();
  }

  private void settle() {
    Waiting.until(WELL, () -> passwords().size() <= 2);
  }

  private List<ListedPassword> passwords() {
    return server.azure().graph().passwords(APPLICATION);
  }

  private List<String> keyIds() {
    return passwords().stream().map(ListedPassword::keyId).toList();
  }
}

package io.azimuth.product.azure.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.azimuth.adapters.azure.simulator.state.ListedPassword;
import io.azimuth.bootstrap.demo.FastClock;
import io.azimuth.product.azure.ResourceFixture;
import io.azimuth.product.server.Reply;
import io.azimuth.product.server.TestingServer;
import io.azimuth.testkit.Waiting;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rotation by a schedule against the simulated Azure, on a fast clock. */
final class RotationScheduleTest {

  private static final String APPLICATION = "azimuth-server";

  private final FastClock clock = FastClock.running(100);
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
  void everyMinuteANewSecretTakesOverAndLoginsGoOn() {
    List<String> before = keyIds();
    Instant first = clock.instant().truncatedTo(ChronoUnit.MINUTES).plusSeconds(60);
    Reply written =
        server.root().post(azure.mount().at("config"), Map.of("rotation_schedule", "* * * * *"));
    assertThat(written.status()).isEqualTo(200);
    assertThat(written.warnings().get(0)).startsWith("rotation_schedule fires 1440 times on a day");
    Instant next = Instant.parse(rotation().path("next").asText());
    assertThat(next).isEqualTo(next.truncatedTo(ChronoUnit.MINUTES)).isAfterOrEqualTo(first);

    List<Instant> rotations = new ArrayList<>();
    Waiting.until(
        Duration.ofMinutes(3),
        () -> {
          String last = rotation().path("last").asText("null");
          if (!last.equals("null") && !rotations.contains(Instant.parse(last))) {
            rotations.add(Instant.parse(last));
          }
          return rotations.size() == 3;
        });

    assertThat(rotations.get(0)).isAfterOrEqualTo(first.plusSeconds(30));
    assertThat(rotations)
        .extracting(it -> it.truncatedTo(ChronoUnit.MINUTES))
        .doesNotHaveDuplicates()
        .isSorted();
    azure.role("bound_resource_groups", "rg-web");
    ResourceFixture.granted(azure.login(azure.jwt("web-1"), ResourceFixture.names("web-1")));
    assertThat(keyIds()).contains(before.get(1)).doesNotContain(before.get(0));
    assertThat(server.log()).contains("rotation begins by the timetable");
  }

  @Test
  void disablingEndsIt() {
    azure.mount().with("rotation_schedule", "* * * * *", "disable_automated_rotation", true);

    assertThat(rotation().path("next").isNull()).isTrue();
  }

  private JsonNode rotation() {
    return server.root().get(azure.mount().at("config/status")).data().path("rotation");
  }

  private List<String> keyIds() {
    return server.azure().graph().passwords(APPLICATION).stream()
        .map(ListedPassword::keyId)
        .toList();
  }
}

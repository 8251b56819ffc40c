package io.azimuth.azure.rotation;

import static io.azimuth.testkit.TestServer.done;
import static io.azimuth.testkit.TestServer.envelope;
import static io.azimuth.testkit.TestServer.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.application.mount.MountMaintenance;
import io.azimuth.azure.config.RotatedMount;
import io.azimuth.domain.rotation.RotationState;
import io.azimuth.spi.metrics.Measurement;
import io.azimuth.testkit.TestServer;
import io.azimuth.testkit.fake.FakeCloud;
import io.azimuth.testkit.fake.FakeGraph;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RotationMetricsTest {

  private static final Duration WELL = Duration.ofSeconds(75);
  private static final String ENDED = "azimuth_rotations_total";
  private static final String RUNNING = "azimuth_rotation_running";
  private static final String STARTED = "azimuth_rotation_started_timestamp_seconds";
  private static final String NEXT = "azimuth_rotation_next_timestamp_seconds";
  private static final String LEFTOVER = "azimuth_rotation_leftover_credentials";
  private static final String PATH = "auth/azure/";

  private final RotatedMount mount = new RotatedMount();
  private final FakeGraph graph = mount.graph;

  @Test
  void aRunningRotationShowsItsStateAndItsBeginning() {
    graph.spreadFor(Duration.ofSeconds(18));
    mount.work();
    assertThat(all(RUNNING)).isEmpty();
    assertThat(all(STARTED)).isEmpty();

    Instant began = mount.server.clock().instant();
    done(mount.rotate());
    mount.tick();

    assertThat(all(RUNNING))
        .extracting(Measurement::labels)
        .containsExactly(Map.of("mount", PATH, "state", "proving"));
    until(RotationState.CLEANING);
    mount.tick();
    assertThat(mount.server.clock().instant()).isAfter(began.plusSeconds(30));
    assertThat(value(STARTED)).isEqualTo((double) began.getEpochSecond());

    mount.settle(WELL);
    mount.tick();
    assertThat(all(RUNNING)).isEmpty();
    assertThat(all(STARTED)).isEmpty();
    assertThat(ended("done")).isEqualTo(1);
    assertThat(all(ENDED)).hasSize(1);
  }

  @Test
  void aRotationThatAzureRefusesHasFailed() {
    graph.take("key-operator");

    refusal(mount.rotate());

    assertThat(ended("failed")).isEqualTo(1);
    assertThat(all(ENDED)).hasSize(1);
  }

  @Test
  void aRotationThatAnOperatorOverridesIsCancelled() {
    done(mount.rotate());
    graph.put("key-fresh", "by hand", "fresh-secret");
    mount.configure(Map.of("client_secret", "fresh-secret"));
    mount.tick();
    mount.settle(WELL);

    assertThat(ended("cancelled")).isEqualTo(1);
    assertThat(all(ENDED)).hasSize(1);
  }

  @Test
  void aRotationOfTheTimetableThatAzureRefusesFailsOnce() {
    mount.configure(Map.of("rotation_period", "24h"));
    mount.work();
    graph.take("key-operator");

    mount.server.clock().advance(Duration.ofHours(24));
    mount.work();

    assertThat(ended("failed")).isEqualTo(1);
    assertThat(all(ENDED)).hasSize(1);
  }

  @Test
  void aRotationOfTheTimetableThatCannotBeginHasFailed() {
    TestServer server = new TestServer(); // its cloud has no Graph
    String root = server.initialize();
    done(server.write(root, "sys/auth/azure", Map.of("type", "azure")));
    done(
        server.write(
            root,
            "auth/azure/config",
            Map.of(
                "tenant_id",
                FakeCloud.TENANT,
                "resource",
                "https://vault.example",
                "client_id",
                FakeGraph.CLIENT_ID,
                "client_secret",
                FakeGraph.OPERATORS,
                "rotation_period",
                "24h")));
    server.get(MountMaintenance.class).maintain();

    server.clock().advance(Duration.ofHours(24));
    server.get(MountMaintenance.class).maintain();

    assertThat(server.metrics().number(ENDED, Map.of("mount", PATH, "outcome", "failed")))
        .isEqualTo(1);
  }

  @Test
  void theNextRotationIsShownOnlyWithATimetable() {
    mount.work();
    assertThat(all(NEXT)).isEmpty();

    mount.configure(Map.of("rotation_period", "24h"));
    Instant set = mount.server.clock().instant();
    mount.tick();
    assertThat(value(NEXT)).isEqualTo((double) set.plus(Duration.ofHours(24)).getEpochSecond());

    mount.configure(Map.of("disable_automated_rotation", true));
    mount.tick();
    assertThat(all(NEXT)).isEmpty();
  }

  @Test
  void passwordsThatAreLeftInAzureAreCounted() {
    mount.work();
    assertThat(value(LEFTOVER)).isZero();
    done(mount.rotate());
    mount.settle(WELL);
    graph.put("key-fresh", "by hand", "fresh-secret");

    mount.configure(Map.of("client_secret", "fresh-secret"));
    mount.tick();

    assertThat(mount.history().leftovers()).hasSize(1);
    assertThat(value(LEFTOVER)).isEqualTo(1);
  }

  @Test
  void aDisabledMountIsForgottenAtOnce() {
    done(mount.rotate());
    mount.tick();
    assertThat(all(RUNNING)).isNotEmpty();

    done(mount.server.delete(mount.root, "sys/auth/azure"));

    assertThat(all(RUNNING)).isEmpty();
    assertThat(all(LEFTOVER)).isEmpty();
  }

  @Test
  void aServerThatNoLongerRunsTheTasksForgetsWithinAMinute() {
    mount.work();
    mount.server.clock().advance(Duration.ofSeconds(59));
    assertThat(all(LEFTOVER)).isNotEmpty();

    mount.server.clock().advance(Duration.ofSeconds(1));

    assertThat(all(LEFTOVER)).isEmpty();
  }

  @Test
  void aMovedMountHasItsNewPath() {
    mount.work();
    envelope(
        mount.server.write(
            mount.root, "sys/remount", Map.of("from", "auth/azure", "to", "auth/other")));
    mount.server.runBackground();
    mount.tick();

    assertThat(all(LEFTOVER))
        .extracting(it -> it.labels().get("mount"))
        .containsExactly("auth/other/");
  }

  private void until(RotationState state) {
    for (int second = 0; second < 120; second++) {
      if (mount.pending().orElseThrow().state() == state) {
        return;
      }
      mount.tick();
    }
    throw new AssertionError("never " + state);
  }

  private double ended(String outcome) {
    return mount.server.metrics().number(ENDED, Map.of("mount", PATH, "outcome", outcome));
  }

  private double value(String name) {
    List<Measurement> found = all(name);
    assertThat(found).hasSize(1);
    assertThat(found.get(0).labels()).containsEntry("mount", PATH);
    return found.get(0).value();
  }

  private List<Measurement> all(String name) {
    return mount.server.metrics().numbers().stream().filter(it -> it.name().equals(name)).toList();
  }
}

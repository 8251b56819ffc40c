package io.azimuth.application.backend.azure;

import static io.azimuth.application.fixture.TestServer.done;

import io.azimuth.application.api.Answer;
import io.azimuth.application.api.ApiResponse;
import io.azimuth.application.api.Operation;
import io.azimuth.application.api.Value;
import io.azimuth.application.fixture.FakeCloud;
import io.azimuth.application.fixture.TestServer;
import io.azimuth.application.mount.MountMaintenance;
import io.azimuth.application.port.azure.CredentialRotator;
import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.domain.mount.Mount;
import io.azimuth.domain.rotation.Rotation;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A mount with a client secret, on fakes, and a clock that its background work follows. */
final class RotatedMount {

  final TestServer server = new TestServer();
  final String root = server.initialize();
  final FakeGraph graph = new FakeGraph(server.clock());

  RotatedMount() {
    server.cloud().offer(CredentialRotator.class, graph);
    done(server.write(root, "sys/auth/azure", Map.of("type", "azure")));
    configure(Map.of("client_secret", FakeGraph.OPERATORS));
  }

  void configure(Map<String, ?> parameters) {
    done(write(parameters));
  }

  /** Writes the configuration; what the write is answered. */
  Answer write(Map<String, ?> parameters) {
    Map<String, Object> all =
        new HashMap<>(
            Map.of(
                "tenant_id",
                FakeCloud.TENANT,
                "resource",
                "https://vault.example",
                "client_id",
                FakeGraph.CLIENT_ID));
    all.putAll(parameters);
    return server.write(root, "auth/azure/config", all);
  }

  Answer rotate() {
    return server.write(root, "auth/azure/rotate-root", Map.of());
  }

  /** The same, the answer not yet handed to anybody. */
  ApiResponse begin() {
    return server
        .send(
            server.request(
                Operation.WRITE, root, "auth/azure/rotate-root", maxBytes -> Value.Obj.EMPTY))
        .toCompletableFuture()
        .join();
  }

  /** One second of background work. */
  void tick() {
    server.clock().advance(Duration.ofSeconds(1));
    work();
  }

  /** A round of background work at this moment. */
  void work() {
    server.get(MountMaintenance.class).run();
  }

  /** Works until no rotation is pending, at most for so long; how long it took. */
  Duration settle(Duration atMost) {
    for (long seconds = 0; seconds <= atMost.toSeconds(); seconds++) {
      if (pending().isEmpty()) {
        return Duration.ofSeconds(seconds);
      }
      tick();
    }
    throw new AssertionError("still pending: " + pending().get().state());
  }

  Optional<Rotation> pending() {
    return new RotationJournal(server.store()).find(server.store().begin(), uuid());
  }

  RotationHistory history() {
    return new RotationJournal(server.store()).history(server.store().begin(), uuid());
  }

  AzureSettings settings() {
    return new ConfigStore(new EffectiveSettings(Surroundings.NONE))
        .find(server.store().begin(), uuid())
        .orElseThrow();
  }

  String secret() {
    return settings().identity().clientSecret().expose();
  }

  String uuid() {
    UnitOfWork work = server.store().begin();
    return work.mounts().all().stream()
        .filter(mount -> mount.type().equals("azure"))
        .findFirst()
        .map(Mount::uuid)
        .orElseThrow();
  }
}

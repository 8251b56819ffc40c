package io.azimuth.azure.config;

import static io.azimuth.testkit.TestServer.done;

import io.azimuth.application.api.ApiResponse;
import io.azimuth.application.mount.MountMaintenance;
import io.azimuth.application.mount.PluginMountStore;
import io.azimuth.application.port.store.MountTransactions;
import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.azure.port.CredentialRotator;
import io.azimuth.azure.rotation.RotationHistory;
import io.azimuth.azure.rotation.RotationJournal;
import io.azimuth.domain.mount.Mount;
import io.azimuth.domain.rotation.RotatedKind;
import io.azimuth.domain.rotation.Rotation;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.Value;
import io.azimuth.testkit.TestServer;
import io.azimuth.testkit.fake.FakeCloud;
import io.azimuth.testkit.fake.FakeGraph;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A mount with a client secret or certificate on fakes, whose background work follows the clock of
 * the test.
 */
public final class RotatedMount {

  public final TestServer server = new TestServer();
  public final String root = server.initialize();
  public final FakeGraph graph;
  private final RotatedKind kind;

  public RotatedMount() {
    this(RotatedKind.PASSWORD);
  }

  public RotatedMount(RotatedKind kind) {
    this.kind = kind;
    this.graph = new FakeGraph(server.clock(), kind);
    server.cloud().offer(CredentialRotator.class, graph);
    done(server.write(root, "sys/auth/azure", Map.of("type", "azure")));
    configure(Map.of(parameter(), graph.operators()));
  }

  /** The parameter that holds the credential. */
  public String parameter() {
    return kind == RotatedKind.CERTIFICATE ? "client_certificate" : "client_secret";
  }

  public void configure(Map<String, ?> parameters) {
    done(write(parameters));
  }

  /** Writes the configuration and returns the answer. */
  public Answer write(Map<String, ?> parameters) {
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

  public Answer rotate() {
    return server.write(root, "auth/azure/rotate-root", Map.of());
  }

  /** Writes the configuration; the answer has not been sent to the client yet. */
  public ApiResponse begin() {
    return server
        .send(
            server.request(
                Operation.WRITE, root, "auth/azure/rotate-root", maxBytes -> Value.Obj.EMPTY))
        .toCompletableFuture()
        .join();
  }

  /** Moves the clock by one second and runs the background work. */
  public void tick() {
    server.clock().advance(Duration.ofSeconds(1));
    work();
  }

  /** Runs the background work once at the current time. */
  public void work() {
    server.get(MountMaintenance.class).maintain();
    server.store().awaitCommits();
  }

  /** Works until no rotation is pending, at most for this time; returns the time that it took. */
  public Duration settle(Duration atMost) {
    for (long seconds = 0; seconds <= atMost.toSeconds(); seconds++) {
      if (pending().isEmpty()) {
        return Duration.ofSeconds(seconds);
      }
      tick();
    }
    throw new AssertionError("still pending: " + pending().get().state());
  }

  public Optional<Rotation> pending() {
    return new RotationJournal(PluginMountStore.ofAuthMethod(server.store(), "azure"))
        .find(MountTransactions.of(server.store().begin(), uuid()));
  }

  public RotationHistory history() {
    return new RotationJournal(PluginMountStore.ofAuthMethod(server.store(), "azure"))
        .history(MountTransactions.of(server.store().begin(), uuid()));
  }

  public AzureSettings settings() {
    return new ConfigStore(new EffectiveSettings(AzureEnvironmentVariables.NONE))
        .find(MountTransactions.of(server.store().begin(), uuid()))
        .orElseThrow();
  }

  public String secret() {
    return settings().identity().replaceable().value().expose();
  }

  public String uuid() {
    UnitOfWork work = server.store().begin();
    return work.mounts().all().stream()
        .filter(mount -> mount.type().equals("azure"))
        .findFirst()
        .map(Mount::uuid)
        .orElseThrow();
  }
}

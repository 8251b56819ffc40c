package io.azimuth.azure.rotation;

import static io.azimuth.testkit.TestServer.done;
import static io.azimuth.testkit.TestServer.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.application.mount.PluginMountStore;
import io.azimuth.application.port.store.MountTransactions;
import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.azure.config.AzureEnvironmentVariables;
import io.azimuth.azure.config.ConfigStore;
import io.azimuth.azure.config.EffectiveSettings;
import io.azimuth.azure.config.RotatedMount;
import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.domain.mount.Mount;
import io.azimuth.domain.rotation.Application;
import io.azimuth.domain.rotation.RotatedKind;
import io.azimuth.domain.rotation.Rotation;
import io.azimuth.domain.rotation.RotationState;
import io.azimuth.spi.api.Value;
import io.azimuth.testkit.fake.FakeCloud;
import io.azimuth.testkit.fake.FakeGraph;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Rotations with interruptions by operators, clocks and a slow Azure: a working secret always
 * remains.
 */
abstract class RotationMishaps {

  private static final Duration WELL = Duration.ofSeconds(75);

  private final RotatedKind kind;
  private final RotatedMount mount;
  private final FakeGraph graph;
  private final String fresh;

  RotationMishaps(RotatedKind kind) {
    this.kind = kind;
    this.mount = new RotatedMount(kind);
    this.graph = mount.graph;
    this.fresh = graph.other("fresh-secret").expose();
  }

  @Test
  void theSecretThatIsBeingRemovedCannotBeBroughtBack() {
    done(mount.rotate());
    graph.failAt(7, FakeGraph.Fault.UNREACHED); // the removal of the password
    until(RotationState.CLEANING);
    mount.tick();

    var brought = mount.write(Map.of(mount.parameter(), graph.operators()));
    mount.settle(WELL);

    assertThat(refusal(brought).category()).isEqualTo(ErrorCategory.CONFLICT);
    assertThat(refusal(brought).errors())
        .containsExactly(
            "a rotation has replaced this %1$s and is removing it from Azure: another one is in use; leave %1$s out, or send a new one"
                .formatted(mount.parameter()));
    assertThat(graph.accepts(mount.secret())).isTrue();
  }

  @Test
  void norByRemovingTheConfigurationFirst() {
    done(mount.rotate());
    graph.failAt(7, FakeGraph.Fault.UNREACHED);
    until(RotationState.CLEANING);
    mount.tick();
    done(mount.server.delete(mount.root, "auth/azure/config"));

    var brought = mount.write(Map.of(mount.parameter(), graph.operators()));

    assertThat(refusal(brought).category()).isEqualTo(ErrorCategory.CONFLICT);
  }

  @Test
  void anotherSecretIsTakenWhileTheReplacedOneIsRemoved() {
    done(mount.rotate());
    graph.failAt(7, FakeGraph.Fault.UNREACHED);
    until(RotationState.CLEANING);
    mount.tick();
    graph.put("key-fresh", "by hand", fresh);

    mount.configure(Map.of(mount.parameter(), fresh));
    mount.settle(WELL);

    assertThat(graph.accepts(mount.secret())).isTrue();
    assertThat(graph.keyIds()).containsExactly("key-other", "key-new-1", "key-fresh");
    assertThat(mount.history().leftovers())
        .extracting(RotationHistory.Leftover::keyId)
        .containsExactly("key-new-1");
  }

  @Test
  void aCallerIsNotToldOfARotationThatWasCancelledMeanwhile() {
    done(mount.begin().answer()); // the answer never arrives
    mount.tick();
    graph.put("key-fresh", "by hand", fresh);
    mount.configure(Map.of(mount.parameter(), fresh));
    mount.server.clock().advance(Duration.ofSeconds(2));

    assertThat(mount.pending().orElseThrow().state()).isEqualTo(RotationState.ABANDONING);
    assertThat(refusal(mount.rotate()).category()).isEqualTo(ErrorCategory.CONFLICT);
  }

  @Test
  void aCancelledPasswordThatAzureDoesNotListYetIsWaitedFor() {
    done(mount.rotate());
    Rotation rotation = mount.pending().orElseThrow();
    String lost = graph.value("key-new-1");
    graph.take("key-new-1");
    graph.put("key-fresh", "by hand", fresh);

    mount.configure(Map.of(mount.parameter(), fresh));
    mount.tick();
    mount.tick();
    graph.put("key-new-1", rotation.name(), lost);
    mount.settle(WELL);

    assertThat(graph.keyIds()).containsExactly("key-operator", "key-other", "key-fresh");
  }

  @Test
  void oneRefusalAfterALongAbsenceProvesNothing() {
    done(mount.rotate());
    graph.take("key-operator"); // it expired while the server was stopped
    mount.server.clock().advance(Duration.ofHours(2));
    graph.failAt(graph.calls().size() + 1, FakeGraph.Fault.REFUSED);

    mount.settle(WELL);

    assertThat(mount.secret()).isEqualTo(graph.value("key-new-1"));
    assertThat(graph.accepts(mount.secret())).isTrue();
  }

  @Test
  void oneFailureAfterALongAbsenceIsNoReasonToLeaveAPassword() {
    done(mount.rotate());
    graph.failAt(7, FakeGraph.Fault.UNREACHED);
    until(RotationState.CLEANING);
    mount.tick();
    mount.server.clock().advance(Duration.ofDays(2));
    graph.failAt(graph.calls().size() + 1, FakeGraph.Fault.UNREACHED);

    mount.settle(WELL);

    assertThat(graph.keyIds()).containsExactly("key-other", "key-new-1");
    assertThat(mount.history().leftovers()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {-600, -91, 0, 600})
  void whatAnotherNodeIsBeginningIsLeftToIt(int secondsAhead) {
    intendElsewhere(Duration.ofSeconds(secondsAhead));
    graph.put("key-theirs", "azimuth-theirs", graph.other("new~theirs").expose());
    for (int second = 0; second < 90; second++) {
      mount.tick();
    }
    assertThat(mount.pending().orElseThrow().state()).isEqualTo(RotationState.INTENDED);
    assertThat(graph.calls()).isEmpty();

    mount.tick();
    assertThat(mount.pending().orElseThrow().state()).isEqualTo(RotationState.ABANDONING);
    assertThat(graph.calls()).as("not before the other can store it no more").isEmpty();
    mount.settle(WELL);
    assertThat(graph.keyIds()).containsExactly("key-operator", "key-other");
    assertThat(mount.history().lastFailure().orElseThrow().reason())
        .isEqualTo(
            "interrupted before the new " + kind.noun() + " was stored; nothing of it is left");
  }

  @Test
  void aPasswordThatIsAboutToEndDoesNotTakeOver() {
    mount.configure(Map.of("root_password_ttl", 3_600));
    graph.spreadFor(Duration.ofMinutes(55));
    done(mount.rotate());

    mount.settle(Duration.ofHours(1));

    assertThat(mount.secret()).isEqualTo(graph.operators());
    assertThat(graph.keyIds()).containsExactly("key-operator", "key-other");
    assertThat(mount.history().lastFailure().orElseThrow().reason())
        .isEqualTo("the new " + kind.noun() + " ends at 2026-11-25T13:00:00Z");
  }

  @Test
  void aClockThatIsSetBackDelaysNothing() {
    graph.spreadFor(Duration.ofDays(-2)); // the clock of Azure is correct
    done(mount.rotate());
    mount.tick();
    mount.server.clock().advance(Duration.ofDays(-1));

    assertThat(mount.settle(WELL)).isLessThanOrEqualTo(WELL);
    assertThat(mount.secret()).isEqualTo(graph.value("key-new-1"));
  }

  @Test
  void aMountWhoseRecordsAreDamagedDoesNotStopTheOthers() {
    enable("azure2");
    done(mount.server.write(mount.root, "auth/azure2/rotate-root", Map.of()));
    UnitOfWork work = mount.server.store().begin();
    work.storage(uuid("auth/azure/"))
        .put("rotation", Value.Obj.builder().put("state", "UNHEARD_OF").build());
    mount.server.store().commit(work).toCompletableFuture().join();

    mount.tick();

    assertThat(graph.calls()).contains("prove");
  }

  @Test
  void aMountThatIsDisabledTellsWhatItLeavesInAzure() {
    done(mount.rotate());
    mount.settle(WELL);
    done(mount.rotate());

    assertThat(farewell()).containsExactly(deleting("key-new-1"), deleting("key-new-2"));
    done(mount.server.delete(mount.root, "sys/auth/azure"));
  }

  @Test
  void aMountThatIsDisabledWhileItCleansUpTellsOfBoth() {
    done(mount.rotate());
    graph.failAt(7, FakeGraph.Fault.UNREACHED);
    until(RotationState.CLEANING);

    assertThat(farewell())
        .containsExactly(
            deleting("key-new-1"),
            "az ad app credential list --id " + FakeGraph.CLIENT_ID + ofKind());
  }

  private Iterable<String> farewell() {
    LeftoverCredentialReport farewell =
        new LeftoverCredentialReport(
            new ConfigStore(new EffectiveSettings(AzureEnvironmentVariables.NONE)),
            new RotationJournal(PluginMountStore.ofAuthMethod(mount.server.store(), "azure")));
    return farewell
        .leftovers(MountTransactions.of(mount.server.store().begin(), mount.uuid()))
        .stream()
        .map(RotationHistory.Leftover::command)
        .toList();
  }

  private void intendElsewhere(Duration ahead) {
    UnitOfWork work = mount.server.store().begin();
    new RotationJournal(PluginMountStore.ofAuthMethod(mount.server.store(), "azure"))
        .put(
            MountTransactions.of(work, mount.uuid()),
            Rotation.intended(
                "azimuth-theirs",
                mount.server.clock().instant().plus(ahead),
                new Application("AzurePublicCloud", FakeCloud.TENANT, FakeGraph.CLIENT_ID),
                mount.settings().identity().replaceable(),
                Optional.empty()));
    mount.server.store().commit(work).toCompletableFuture().join();
  }

  private void until(RotationState state) {
    while (mount.pending().orElseThrow().state() != state) {
      mount.tick();
    }
  }

  private void enable(String name) {
    done(mount.server.write(mount.root, "sys/auth/" + name, Map.of("type", "azure")));
    done(
        mount.server.write(
            mount.root,
            "auth/" + name + "/config",
            Map.of(
                "tenant_id",
                FakeCloud.TENANT,
                "resource",
                "https://vault.example",
                "client_id",
                FakeGraph.CLIENT_ID,
                mount.parameter(),
                graph.operators())));
  }

  private String uuid(String path) {
    return mount.server.store().begin().mounts().all().stream()
        .filter(it -> it.path().text().equals(path))
        .findFirst()
        .map(Mount::uuid)
        .orElseThrow();
  }

  private String deleting(String keyId) {
    return "az ad app credential delete --id "
        + FakeGraph.CLIENT_ID
        + " --key-id "
        + keyId
        + ofKind();
  }

  private String ofKind() {
    return kind == RotatedKind.CERTIFICATE ? " --cert" : "";
  }
}

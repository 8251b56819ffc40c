package io.azimuth.azure.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.application.mount.PluginMountStore;
import io.azimuth.application.port.store.MountTransactions;
import io.azimuth.application.token.issued.MethodTokens;
import io.azimuth.azure.config.AzureEnvironmentVariables;
import io.azimuth.azure.config.ConfigStore;
import io.azimuth.azure.config.DirectoryAccessFactory;
import io.azimuth.azure.config.EffectiveSettings;
import io.azimuth.azure.config.ServerCredentials;
import io.azimuth.azure.grace.MachineProofs;
import io.azimuth.azure.grace.Outages;
import io.azimuth.azure.grace.ProofRemoval;
import io.azimuth.azure.line.LineMetrics;
import io.azimuth.azure.line.LoginLines;
import io.azimuth.azure.port.DirectoryAccess;
import io.azimuth.azure.port.ResourceDirectory;
import io.azimuth.azure.spi.DirectoryAnswer;
import io.azimuth.domain.azure.id.ResourceId;
import io.azimuth.domain.mount.Mount;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.engine.CommitOutcome;
import io.azimuth.spi.metrics.NoMetrics;
import io.azimuth.spi.storage.MountStore;
import io.azimuth.testkit.TestServer;
import io.azimuth.testkit.fake.SequentialSecrets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

/** What a watch holds and begins at most, and what several servers do. */
class WatchLimitsTest {

  private final WatchedFleet fleet = new WatchedFleet();
  private final Mount mount =
      fleet.server.store().begin().mounts().all().stream()
          .filter(it -> it.type().equals("azure"))
          .findFirst()
          .orElseThrow();

  /** A watch as another server has one. */
  private ResourceWatcher watcher(int room, Executor lanes) {
    AzureEnvironmentVariables surroundings = AzureEnvironmentVariables.of(name -> Optional.empty());
    MountStore store = PluginMountStore.ofAuthMethod(fleet.server.store(), "azure");
    return new ResourceWatcher(
        new ConfigStore(new EffectiveSettings(surroundings)),
        new WatchServices(
            fleet.server.get(MethodTokens.class).of("azure"),
            new WatchDirectory(
                fleet.server.cloud(),
                new DirectoryAccessFactory(
                    new ServerCredentials(surroundings), DirectoryAccess.CallLog.NONE)),
            lanes,
            new LoginLines(
                fleet.server.clock(), (pause, task) -> {}, LineMetrics.registered(new NoMetrics())),
            new Outages(fleet.server.clock()),
            new ProofRemoval(
                store, new MachineProofs(new SequentialSecrets()), fleet.server.clock()),
            store,
            new WatchMetrics(new NoMetrics()),
            fleet.server.clock()),
        room);
  }

  private void ticks(ResourceWatcher watcher, int count) {
    for (int i = 0; i < count; i++) {
      watcher.run(mount, MountTransactions.of(fleet.server.store().begin(), mount.uuid()));
    }
    fleet.server.store().awaitCommits();
  }

  private List<ResourceId> machines(int count) {
    List<ResourceId> all = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      ResourceId machine = fleet.machine("rg-" + i, i);
      assertThat(fleet.login(machine, i)).isNotEmpty();
      all.add(machine);
    }
    fleet.pass(Duration.ofMinutes(10));
    return all;
  }

  @Test
  void whatARoundHasNoRoomForComesInTheNext() {
    ResourceWatcher watcher = watcher(3, Runnable::run);
    List<ResourceId> machines = machines(5);
    int before = fleet.azure.reads().size();

    ticks(watcher, 10);
    assertThat(fleet.lastRound())
        .containsEntry("machines", Value.of(3))
        .containsEntry("more", Value.of(true));

    fleet.pass(Duration.ofMinutes(5));
    ticks(watcher, 10);
    List<ResourceId> read = fleet.azure.reads();
    assertThat(read.subList(before, read.size())).hasSizeLessThan(7).containsAll(machines);
    assertThat(fleet.lastRound()).containsEntry("more", Value.of(false));
  }

  @Test
  void whatARoundHasNoRoomForComesInTheNextAlsoAtAnotherServer() {
    List<ResourceId> machines = machines(7);
    int before = fleet.azure.reads().size();

    for (int round = 0; round < 4; round++) {
      ticks(watcher(3, Runnable::run), 10);
      fleet.pass(Duration.ofMinutes(5));
    }

    List<ResourceId> read = fleet.azure.reads();
    assertThat(read.subList(before, read.size())).containsAll(machines);
  }

  @Test
  void theMinuteBetweenTwoAnswersBeginsWithTheFirstOne() {
    Deque<Runnable> tasks = new ArrayDeque<>();
    ResourceWatcher watcher = watcher(10, tasks::add);
    ResourceId machine = machines(1).get(0);
    ticks(watcher, 1);
    tasks.remove().run(); // collects
    ticks(watcher, 1);
    fleet.azure.remove(machine);
    fleet.pass(Duration.ofSeconds(60)); // waits for a lane
    tasks.remove().run();

    ticks(watcher, 1);
    assertThat(tasks).isEmpty();
    fleet.pass(Duration.ofSeconds(59));
    ticks(watcher, 1);
    assertThat(tasks).isEmpty();
    fleet.pass(Duration.ofSeconds(1));
    ticks(watcher, 1);
    assertThat(tasks).hasSize(1);
  }

  @Test
  void whatAnotherServerRevokedWithinTheHourCounts() {
    List<ResourceId> machines = machines(12);
    roundWithout(watcher(20, Runnable::run), machines.subList(0, 5));
    assertThat(fleet.lastRound()).containsEntry("revoked", Value.of(5));
    fleet.pass(Duration.ofMinutes(5));

    roundWithout(watcher(20, Runnable::run), machines.subList(5, 10));

    assertThat(fleet.lastRound())
        .containsEntry("machines", Value.of(7))
        .containsEntry("gone", Value.of(5))
        .containsEntry("revoked", Value.of(0));
  }

  private void roundWithout(ResourceWatcher watcher, List<ResourceId> gone) {
    gone.forEach(fleet.azure::remove);
    ticks(watcher, 20);
    fleet.pass(Duration.ofSeconds(60));
    ticks(watcher, 20);
  }

  @Test
  void whatIsNoLongerTickedHereIsForgotten() {
    ResourceWatcher watcher = watcher(10, Runnable::run);
    ticks(watcher, 1);
    fleet.pass(Duration.ofMinutes(61));
    Map<String, String> azure = Map.of("type", "azure");
    TestServer.done(fleet.server.write(fleet.root, "sys/auth/other", azure));
    fleet.configure("other", Map.of());
    Mount other =
        fleet.server.store().begin().mounts().all().stream()
            .filter(it -> it.path().text().equals("auth/other/"))
            .findFirst()
            .orElseThrow();

    watcher.run(other, MountTransactions.of(fleet.server.store().begin(), other.uuid()));

    assertThat(watcher.size()).isEqualTo(1);
  }

  @Test
  void atMostTwoReadsRunAtOnceAndNoneBeginsMeanwhile() {
    Deque<Runnable> tasks = new ArrayDeque<>();
    ResourceWatcher watcher = watcher(10, tasks::add);
    List<ResourceId> machines = machines(5);
    ticks(watcher, 3);
    assertThat(tasks).as("collects").hasSize(1);
    tasks.remove().run();

    ticks(watcher, 5);

    assertThat(tasks).hasSize(2);
    tasks.remove().run();
    ticks(watcher, 5);
    assertThat(tasks).hasSize(2);
    while (!tasks.isEmpty()) {
      tasks.remove().run();
      ticks(watcher, 1);
    }
    assertThat(fleet.lastRound()).containsEntry("reads", Value.of(machines.size()));
  }

  @Test
  void whatNoThreadTakesIsBegunAgain() {
    List<Integer> refused = new ArrayList<>();
    ResourceWatcher watcher =
        watcher(
            10,
            task -> {
              if (refused.size() < 7) {
                refused.add(1);
                throw new RejectedExecutionException();
              }
              task.run();
            });
    machines(4);

    ticks(watcher, 20);

    assertThat(refused).hasSize(7);
    assertThat(fleet.lastRound())
        .containsEntry("machines", Value.of(4))
        .containsEntry("reads", Value.of(4));
  }

  @Test
  void aServerThatLeadsNextBeginsNoRoundTooSoon() {
    machines(2);
    ticks(watcher(10, Runnable::run), 5);
    int reads = fleet.azure.reads().size();
    ResourceWatcher next = watcher(10, Runnable::run);

    fleet.pass(Duration.ofSeconds(299));
    ticks(next, 5);
    assertThat(fleet.azure.reads()).hasSize(reads);

    fleet.pass(Duration.ofSeconds(1));
    ticks(next, 5);
    assertThat(fleet.azure.reads()).hasSize(reads + 2);
  }

  @Test
  void aReportThatAnotherWriteComesBeforeIsStoredAtTheNextTick() {
    machines(1);
    ResourceWatcher watcher = watcher(10, Runnable::run);
    ticks(watcher, 3);
    fleet.server.store().endCommitsWith(CommitOutcome.CONFLICT);

    ticks(watcher, 1);
    assertThat(fleet.lastRound()).isEmpty();
    ticks(watcher, 1);

    assertThat(fleet.lastRound()).containsEntry("machines", Value.of(1));
  }

  @Test
  void twoServersThatBothLeadRevokeATokenOnce() {
    ResourceId machine = fleet.machine("rg-1", 1);
    String token = fleet.login(machine, 1);
    fleet.server.enableAudit(fleet.root);
    fleet.azure.remove(machine);
    ResourceWatcher one = watcher(10, Runnable::run);
    ResourceWatcher other = watcher(10, Runnable::run);
    ticks(one, 3);
    ticks(other, 3);
    fleet.pass(Duration.ofSeconds(60));

    for (int i = 0; i < 5; i++) {
      ticks(one, 1);
      ticks(other, 1);
    }

    assertThat(fleet.isAlive(token)).isFalse();
    assertThat(
            fleet.server.audit().records("request").stream()
                .filter(it -> it.toString().contains("machine is gone")))
        .hasSize(1);
  }

  @Test
  void aMachineOfAnotherTenantIsReadAsThatTenantWhileTheMountAcceptsIt() {
    String other = "99999999-9999-9999-9999-999999999999";
    fleet.configure(Map.of("additional_tenants", other));
    fleet.role(Map.of("bound_tenant_ids", other));
    List<String> asked = new ArrayList<>();
    fleet.server.cloud().offer(ResourceDirectory.class, asking(asked));
    fleet.loginFrom(other, WatchedFleet.id("rg-1", "web-1"), 1);
    asked.clear();
    ResourceWatcher watcher = watcher(10, Runnable::run);

    ticks(watcher, 5);
    assertThat(asked).containsExactly(other);

    fleet.configure(Map.of("additional_tenants", List.of()));
    fleet.pass(Duration.ofMinutes(5));
    ticks(watcher, 5);
    assertThat(asked).containsExactly(other);
    assertThat(fleet.lastRound()).containsEntry("machines", Value.of(0));
  }

  private static ResourceDirectory asking(List<String> tenants) {
    return (access, id, limit) -> {
      tenants.add(access.tenant());
      return new DirectoryAnswer.Found(
          WatchedFleet.facts(id, Optional.of(WatchedFleet.principal(1))));
    };
  }
}

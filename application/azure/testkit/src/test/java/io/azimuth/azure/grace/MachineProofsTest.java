package io.azimuth.azure.grace;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.application.mount.MountTables;
import io.azimuth.application.mount.PluginMountStore;
import io.azimuth.azure.AzureAuthMethod;
import io.azimuth.domain.azure.evidence.ResourceFacts;
import io.azimuth.domain.azure.evidence.ResourceTags;
import io.azimuth.domain.azure.grace.MachineProof;
import io.azimuth.domain.azure.id.Location;
import io.azimuth.domain.azure.id.PrincipalId;
import io.azimuth.domain.azure.id.ResourceId;
import io.azimuth.domain.azure.id.VmId;
import io.azimuth.domain.mount.Mount;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.storage.MountStore;
import io.azimuth.spi.storage.MountTransaction;
import io.azimuth.testkit.TestServer;
import io.azimuth.testkit.fake.SequentialSecrets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MachineProofsTest {

  private static final Instant NOON = TestServer.START;
  private static final Duration DAY = Duration.ofHours(24);
  private static final PrincipalId OID = new PrincipalId("55555555-5555-5555-5555-555555555555");
  private static final PrincipalId OTHER = new PrincipalId("66666666-6666-6666-6666-666666666666");
  private static final ProvedMachine MACHINE = machine("AzurePublicCloud", "web-1", OID);

  private final TestServer server = new TestServer();
  private final MountStore store =
      PluginMountStore.ofAuthMethod(server.store(), AzureAuthMethod.TYPE);
  private final MachineProofs proofs = new MachineProofs(new SequentialSecrets());
  private String mount = "";

  private static ProvedMachine machine(String cloud, String name, PrincipalId principal) {
    return new ProvedMachine(cloud, resource(name), principal);
  }

  private static ResourceId resource(String name) {
    return ResourceId.parse(
            "/subscriptions/22222222-2222-2222-2222-222222222222/resourceGroups/rg-web/providers/"
                + "Microsoft.Compute/virtualMachines/"
                + name)
        .orElseThrow();
  }

  private static MachineProof proof(Instant at) {
    return proof(at, ResourceTags.of(Map.of("Team", "web", "env", "")));
  }

  private static MachineProof proof(Instant at, ResourceTags tags) {
    return new MachineProof(
        new ResourceFacts(
            resource("web-1"),
            Location.parse("westeurope"),
            Optional.of(OID),
            Set.of(OTHER),
            Optional.of(resource("set")),
            tags,
            VmId.parse("5c08b38e-4d57-4c23-ac45-aca61037f084")),
        at);
  }

  @BeforeEach
  void enable() {
    String root = server.initialize();
    TestServer.done(server.write(root, "sys/auth/azure", Map.of("type", "azure")));
    mount =
        server.get(MountTables.class).of(server.store().begin()).mounts().stream()
            .filter(it -> it.type().equals("azure"))
            .map(Mount::uuid)
            .findFirst()
            .orElseThrow();
    change(
        work -> {
          proofs.prepare(work);
          work.beginEpoch();
        });
  }

  private void change(Consumer<MountTransaction> writes) {
    MountTransaction work = store.begin(mount);
    writes.accept(work);
    store.commit(work).toCompletableFuture().join();
  }

  private void keep(Instant at) {
    change(
        work ->
            proofs
                .toKeep(work, MACHINE, proof(at), DAY)
                .ifPresent(kept -> MachineProofs.add(work.storage(), kept)));
  }

  private Optional<MachineProof> found(ProvedMachine machine, Instant now) {
    return proofs.find(store.begin(mount), machine, now);
  }

  @Test
  void aProofComesBackWhole() {
    keep(NOON);

    assertThat(found(MACHINE, NOON)).contains(proof(NOON));
    assertThat(found(MACHINE, NOON.plus(DAY).minusSeconds(1))).contains(proof(NOON));
  }

  @Test
  void tagsThatAreNotKnownStayUnknown() {
    MachineProof unknown = proof(NOON, ResourceTags.UNKNOWN);

    change(
        work ->
            proofs
                .toKeep(work, MACHINE, unknown, DAY)
                .ifPresent(kept -> MachineProofs.add(work.storage(), kept)));

    assertThat(found(MACHINE, NOON)).contains(unknown);
  }

  @Test
  void itIsOfThatCloudMachineAndPrincipalAlone() {
    keep(NOON);

    assertThat(found(machine("AzureChinaCloud", "web-1", OID), NOON)).isEmpty();
    assertThat(found(machine("AzurePublicCloud", "web-10", OID), NOON)).isEmpty();
    assertThat(found(machine("AzurePublicCloud", "web-1", OTHER), NOON)).isEmpty();
    assertThat(found(machine("AzurePublicCloud", "WEB-1", OID), NOON)).isPresent();
  }

  @Test
  void theLatestOneCountsAndAllAreForgottenTogether() {
    keep(NOON);
    keep(NOON.plus(Duration.ofHours(13)));
    Instant now = NOON.plus(Duration.ofHours(14));
    assertThat(found(MACHINE, now)).contains(proof(NOON.plus(Duration.ofHours(13))));

    change(work -> proofs.forget(work, MACHINE, now));

    assertThat(found(MACHINE, now)).isEmpty();
    assertThat(MachineProofs.first(store.begin(mount).storage(), 10)).isEmpty();
  }

  @Test
  void aServerWhoseClockIsBehindMidnightForgetsTheProofOfTheDayThatBegan() {
    Instant midnight = Instant.parse("2026-11-26T00:00:00Z");
    keep(midnight);

    change(work -> proofs.forget(work, MACHINE, midnight.minusSeconds(1)));

    assertThat(found(MACHINE, midnight)).isEmpty();
  }

  @Test
  void whatCannotBeReadProvesNothing() {
    keep(NOON);
    ProofRecordName recordName = MachineProofs.first(store.begin(mount).storage(), 1).get(0);
    for (Value.Obj damaged :
        new Value.Obj[] {
          Value.Obj.EMPTY,
          Value.Obj.builder().put("time", "yesterday").put("resource", "web-1").build(),
          Value.Obj.builder()
              .put("time", NOON.toString())
              .put("resource", resource("web-2").text())
              .build()
        }) {
      change(work -> work.storage().put("machine-proof/" + recordName.name(), damaged));
      assertThat(found(MACHINE, NOON)).isEmpty();
    }
  }

  @Test
  void theSweepForgetsADayWhenNoGraceReachesItAnyMore() {
    keep(NOON); // of a Wednesday, so it serves until Thursday noon
    Instant friday = Instant.parse("2026-11-27T00:00:00Z");

    sweep(friday.plus(Duration.ofHours(1)));
    assertThat(MachineProofs.first(store.begin(mount).storage(), 10)).hasSize(1);
    sweep(friday.plus(Duration.ofHours(1)).plusMillis(1));
    assertThat(MachineProofs.first(store.begin(mount).storage(), 10)).isEmpty();
  }

  private void sweep(Instant now) {
    MachineProofs.sweep(store).run(mount, now);
    server.store().awaitCommits();
  }
}

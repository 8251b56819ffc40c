package io.azimuth.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.azure.port.DirectoryAccess;
import io.azimuth.azure.port.MachineList;
import io.azimuth.azure.port.ResourceDirectory;
import io.azimuth.azure.spi.DirectoryAnswer;
import io.azimuth.domain.azure.evidence.ResourceFacts;
import io.azimuth.domain.azure.evidence.ResourceTags;
import io.azimuth.domain.azure.fleet.MachineGroup;
import io.azimuth.domain.azure.id.Location;
import io.azimuth.domain.azure.id.ResourceId;
import io.azimuth.domain.azure.id.VmId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The contract of every {@link ResourceDirectory}; a subclass supplies the Azure that it asks. */
public abstract class ResourceDirectoryContract extends ResourceFactsContract {

  /** The faults of a query about a resource. */
  public enum Trouble {
    /** Azure refuses to show it to the server. */
    FORBIDDEN,
    /** Azure throttles for {@link #AN_HOUR}. */
    THROTTLED,
    /** Azure answers with a server error. */
    FAILING,
    /** Azure sends something that is no valid answer. */
    GARBAGE,
    /** Azure sends a valid answer, but about {@link #MACHINE}. */
    ANOTHER_RESOURCE,
    /** Azure never answers. */
    SILENT
  }

  /** The time that a throttled answer names. */
  protected static final Duration AN_HOUR = Duration.ofHours(1);

  /** The resource that {@link Trouble#ANOTHER_RESOURCE} answers with. */
  protected static final ResourceId MACHINE = MACHINE_ONE;

  private static final MachineGroup MACHINES = MachineGroup.of(MACHINE).orElseThrow();
  private static final Duration LONG = Duration.ofSeconds(60);

  /** Far above a limit of 300 ms; without it a call is given up after ten seconds. */
  private static final Duration MUCH_LATER = Duration.ofSeconds(8);

  /** The directory under test; the same one during a test. */
  protected abstract ResourceDirectory directory();

  /** An access that is allowed to query it. */
  protected abstract DirectoryAccess access();

  /** Adds the resource to Azure. */
  protected abstract void holds(ResourceFacts facts);

  /** Lets all later queries about the resource fail this way. */
  protected abstract void troubles(ResourceId id, Trouble trouble);

  /** Lets all later lists of the group fail this way; never {@link Trouble#ANOTHER_RESOURCE}. */
  protected abstract void troubles(MachineGroup group, Trouble trouble);

  @Test
  public void findsMachinesAndInstancesOfUniformSetsWithTheirVmId() {
    VmId vmId = new VmId("abcdef00-0000-4000-8000-000000000001");
    ResourceId instance = id("Microsoft.Compute/virtualMachineScaleSets/fleet/virtualMachines/3");

    for (ResourceId id : List.of(MACHINE_ONE, instance)) {
      ResourceFacts facts =
          new ResourceFacts(
                  id, Location.parse("westeurope"), Optional.empty(), Set.of(), Optional.empty())
              .withVmId(vmId);
      holds(facts);

      assertThat(find(id)).isEqualTo(new DirectoryAnswer.Found(facts));
    }
  }

  @Test
  public void findsTheIdThatAMachineKeepsForItsWholeLife() {
    ResourceFacts machine = facts(MACHINE, Optional.of(FIRST), Set.of(SECOND));

    expectFound(machine.withVmId(new VmId("abcdef00-0000-4000-8000-000000000001")));
  }

  @Test
  public void seesTagsThatChanged() {
    ResourceFacts machine = facts(MACHINE, Optional.of(FIRST), Set.of());
    expectFound(machine.withTags(ResourceTags.of(Map.of("env", "prod"))));

    expectFound(machine.withTags(ResourceTags.of(Map.of("env", "dev"))));
    expectFound(machine);
  }

  @Test
  public void findsAResourceWithoutIdentities() {
    expectFound(facts(MACHINE, Optional.empty(), Set.of()));
  }

  @Test
  public void saysWhatIsNotThere() {
    assertThat(find(MACHINE)).isEqualTo(new DirectoryAnswer.Absent());
    assertThat(find(SCALE_SET)).isEqualTo(new DirectoryAnswer.Absent());
    assertThat(find(IDENTITY)).isEqualTo(new DirectoryAnswer.Absent());
  }

  @Test
  public void saysWhatItMayNotRead() {
    troubles(SCALE_SET, Trouble.FORBIDDEN);

    assertThat(find(SCALE_SET)).isInstanceOf(DirectoryAnswer.Forbidden.class);
  }

  @Test
  public void neitherWaitsForTheEndOfAThrottlingNorShortensIt() {
    troubles(SCALE_SET, Trouble.THROTTLED);

    assertThat(find(SCALE_SET)).isEqualTo(new DirectoryAnswer.Throttled(AN_HOUR));
  }

  @Test
  public void saysWhenAzureFails() {
    troubles(SCALE_SET, Trouble.FAILING);

    assertThat(find(SCALE_SET)).isInstanceOf(DirectoryAnswer.Down.class);
  }

  @Test
  public void saysWhenTheAnswerIsNone() {
    troubles(SCALE_SET, Trouble.GARBAGE);

    assertThat(find(SCALE_SET)).isInstanceOf(DirectoryAnswer.Unusable.class);
  }

  @Test
  public void takesNoAnswerAboutAnotherResource() {
    holds(facts(MACHINE, Optional.of(FIRST), Set.of()));
    ResourceId asked = id("Microsoft.Compute/virtualMachines/web-2");
    troubles(asked, Trouble.ANOTHER_RESOURCE);

    assertThat(find(asked)).isInstanceOf(DirectoryAnswer.Unusable.class);
  }

  @Test
  public void waitsNoLongerThanItsLimit() {
    holds(facts(MACHINE, Optional.of(FIRST), Set.of()));
    find(MACHINE);
    troubles(SCALE_SET, Trouble.SILENT);
    long start = System.nanoTime();

    DirectoryAnswer answer = directory().find(access(), SCALE_SET, Duration.ofMillis(300));

    assertThat(answer).isInstanceOf(DirectoryAnswer.Down.class);
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isBetween(Duration.ofMillis(300), MUCH_LATER);
  }

  @Test
  public void listsTheMachinesOfAGroupAsSingleReadsTellOfThem() {
    ResourceFacts inSet =
        new ResourceFacts(
                MACHINE,
                Location.parse("westeurope"),
                Optional.of(FIRST),
                Set.of(SECOND),
                Optional.of(SCALE_SET))
            .withTags(ResourceTags.of(Map.of("Env", "Prod", "team", "")));
    ResourceFacts other =
        facts(id("Microsoft.Compute/virtualMachines/web-2"), Optional.of(SECOND), Set.of());
    ResourceFacts bare =
        facts(id("Microsoft.Compute/virtualMachines/web-3"), Optional.empty(), Set.of());
    List<ResourceFacts> machines = List.of(inSet, other, bare);
    machines.forEach(this::holds);
    holds(facts(SCALE_SET, Optional.of(FIRST), Set.of(SECOND)));
    holds(facts(IDENTITY, Optional.empty(), Set.of(FIRST)));

    MachineList list = list(MACHINES);

    assertThat(list.stopped()).isEmpty();
    assertThat(list.pages()).isPositive();
    assertThat(list.machines().values()).containsExactlyInAnyOrderElementsOf(machines);
    assertThat(machines)
        .allSatisfy(
            facts ->
                assertThat(find(facts.id()))
                    .isEqualTo(new DirectoryAnswer.Found(list.find(facts.id()).orElseThrow())));
  }

  @Test
  public void listsScaleSetsApart() {
    ResourceFacts set = facts(SCALE_SET, Optional.of(FIRST), Set.of(SECOND));
    holds(set);
    holds(facts(MACHINE, Optional.of(FIRST), Set.of()));

    MachineList list = list(MachineGroup.of(SCALE_SET).orElseThrow());

    assertThat(list.stopped()).isEmpty();
    assertThat(list.machines()).containsExactly(Map.entry(SCALE_SET, set));
  }

  @Test
  public void listsNothingThatIsNotThere() {
    holds(facts(MACHINE, Optional.of(FIRST), Set.of()));

    assertThat(list(MACHINES).find(id("Microsoft.Compute/virtualMachines/web-2"))).isEmpty();
  }

  @Test
  public void saysWhatItMayNotList() {
    troubles(MACHINES, Trouble.FORBIDDEN);

    assertThat(list(MACHINES).stopped()).containsInstanceOf(DirectoryAnswer.Forbidden.class);
  }

  @Test
  public void neitherWaitsForTheEndOfAThrottlingOfListsNorShortensIt() {
    troubles(MACHINES, Trouble.THROTTLED);

    assertThat(list(MACHINES)).isEqualTo(MachineList.none(new DirectoryAnswer.Throttled(AN_HOUR)));
  }

  @Test
  public void saysWhenAListFails() {
    troubles(MACHINES, Trouble.FAILING);

    assertThat(list(MACHINES).stopped()).containsInstanceOf(DirectoryAnswer.Down.class);
  }

  @Test
  public void saysWhenAListIsNone() {
    troubles(MACHINES, Trouble.GARBAGE);

    assertThat(list(MACHINES).stopped()).containsInstanceOf(DirectoryAnswer.Unusable.class);
  }

  @Test
  public void waitsNoLongerForAListThanItsLimit() {
    holds(facts(MACHINE, Optional.of(FIRST), Set.of()));
    find(MACHINE);
    troubles(MACHINES, Trouble.SILENT);
    long start = System.nanoTime();

    MachineList list = directory().list(access(), MACHINES, Duration.ofMillis(300));

    assertThat(list.stopped()).containsInstanceOf(DirectoryAnswer.Down.class);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(MUCH_LATER);
  }

  private MachineList list(MachineGroup group) {
    return directory().list(access(), group, LONG);
  }

  @Override
  final void know(List<ResourceFacts> facts) {
    facts.forEach(this::holds);
  }

  @Override
  final DirectoryAnswer find(ResourceId id) {
    return directory().find(access(), id, LONG);
  }
}

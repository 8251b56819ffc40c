package io.azimuth.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.azure.spi.DirectoryAnswer;
import io.azimuth.azure.spi.ResourceQuestion;
import io.azimuth.azure.spi.ResourceSource;
import io.azimuth.domain.azure.evidence.ResourceFacts;
import io.azimuth.domain.azure.id.PrincipalId;
import io.azimuth.domain.azure.id.ResourceId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The contract of every {@link ResourceSource}; a subclass supplies what the source knows. */
public abstract class ResourceSourceContract extends ResourceFactsContract {

  private static final String OTHER_SUBSCRIPTION = "33333333-3333-3333-3333-333333333333";
  private static final String VM = "Microsoft.Compute/virtualMachines/";
  private static final Duration LIMIT = Duration.ofSeconds(10);

  /** The source under test, started; the same one during a test. */
  protected abstract ResourceSource source();

  /** Lets the source know these resources and no others, when it is asked next. */
  protected abstract void holds(List<ResourceFacts> facts);

  @Test
  public void findsAResourceOfWhichNothingElseIsKnown() {
    expectFound(
        new ResourceFacts(
            MACHINE_ONE, Optional.empty(), Optional.empty(), Set.of(), Optional.empty()));
  }

  @Test
  public void findsAMachineOutsideOfAzure() {
    expectFound(facts(id("Microsoft.HybridCompute/machines/arc-1"), Optional.of(FIRST), Set.of()));
  }

  @Test
  public void saysWhatIsNotThere() {
    holds(List.of());

    assertThat(find(MACHINE_ONE)).isEqualTo(new DirectoryAnswer.Absent());
    assertThat(source().problem()).isEmpty();
  }

  @Test
  public void takesNoResourceForAnother() {
    ResourceId longer = id(VM + "web-10");
    ResourceId elsewhere = id(SUBSCRIPTION, "rg10", VM + "web-1");
    ResourceId foreign = id(OTHER_SUBSCRIPTION, "rg1", VM + "web-1");
    holds(
        List.of(
            facts(longer, Optional.of(FIRST), Set.of()),
            facts(elsewhere, Optional.of(SECOND), Set.of()),
            facts(foreign, Optional.of(THIRD), Set.of())));

    assertThat(find(MACHINE_ONE)).isEqualTo(new DirectoryAnswer.Absent());
    assertThat(identityOf(longer)).contains(FIRST);
    assertThat(identityOf(elsewhere)).contains(SECOND);
    assertThat(identityOf(foreign)).contains(THIRD);
  }

  @Test
  public void forgetsWhatIsGoneAndSeesWhatChanged() {
    ResourceId other = id(VM + "web-2");
    holds(
        List.of(
            facts(MACHINE_ONE, Optional.of(FIRST), Set.of()),
            facts(other, Optional.of(SECOND), Set.of())));
    assertThat(identityOf(MACHINE_ONE)).contains(FIRST);

    holds(List.of(facts(other, Optional.of(THIRD), Set.of())));

    assertThat(find(MACHINE_ONE)).isEqualTo(new DirectoryAnswer.Absent());
    assertThat(identityOf(other)).contains(THIRD);
  }

  private Optional<PrincipalId> identityOf(ResourceId id) {
    return ((DirectoryAnswer.Found) find(id)).facts().systemAssigned();
  }

  @Override
  final void know(List<ResourceFacts> facts) {
    holds(facts);
  }

  @Override
  final DirectoryAnswer find(ResourceId id) {
    return source()
        .find(
            new ResourceQuestion("AzurePublicCloud", "11111111-1111-1111-1111-111111111111", id),
            LIMIT);
  }
}

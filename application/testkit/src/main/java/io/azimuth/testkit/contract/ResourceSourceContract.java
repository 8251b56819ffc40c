package io.azimuth.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.azure.spi.DirectoryAnswer;
import io.azimuth.azure.spi.ResourceQuestion;
import io.azimuth.azure.spi.ResourceSource;
import io.azimuth.domain.azure.evidence.ResourceFacts;
import io.azimuth.domain.azure.evidence.ResourceTags;
import io.azimuth.domain.azure.id.Location;
import io.azimuth.domain.azure.id.PrincipalId;
import io.azimuth.domain.azure.id.ResourceId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The contract of every {@link ResourceSource}; a subclass supplies what the source knows. */
@Timeout(120)
public abstract class ResourceSourceContract {

  private static final String SUBSCRIPTION = "22222222-2222-2222-2222-222222222222";
  private static final String OTHER_SUBSCRIPTION = "33333333-3333-3333-3333-333333333333";
  private static final String VM = "Microsoft.Compute/virtualMachines/";
  private static final ResourceId MACHINE = id(VM + "web-1");
  private static final ResourceId SCALE_SET = id("Microsoft.Compute/virtualMachineScaleSets/fleet");
  private static final ResourceId IDENTITY =
      id("Microsoft.ManagedIdentity/userAssignedIdentities/robot");
  private static final PrincipalId FIRST = principal(1);
  private static final PrincipalId SECOND = principal(2);
  private static final PrincipalId THIRD = principal(3);
  private static final Duration LIMIT = Duration.ofSeconds(10);

  /** The source under test, started; the same one during a test. */
  protected abstract ResourceSource source();

  /** Lets the source know these resources and no others, when it is asked next. */
  protected abstract void holds(List<ResourceFacts> facts);

  @Test
  public void findsAMachineWithAllThatIsKnownOfIt() {
    expectFound(
        new ResourceFacts(
            MACHINE,
            Location.parse("westeurope"),
            Optional.of(FIRST),
            Set.of(SECOND, THIRD),
            Optional.of(SCALE_SET),
            ResourceTags.of(Map.of("Env", "Prod", "team", ""))));
  }

  @Test
  public void findsAResourceOfWhichNothingElseIsKnown() {
    expectFound(
        new ResourceFacts(MACHINE, Optional.empty(), Optional.empty(), Set.of(), Optional.empty()));
  }

  @Test
  public void findsAnIdentityAsItsOwnPrincipal() {
    expectFound(facts(IDENTITY, Optional.empty(), Set.of(FIRST)));
  }

  @Test
  public void findsTheTagsOfAnyResource() {
    ResourceTags tags = ResourceTags.of(Map.of("owner", "ada, \"grace\"", "größe", "=1"));

    expectFound(facts(SCALE_SET, Optional.of(FIRST), Set.of()).withTags(tags));
    expectFound(facts(IDENTITY, Optional.empty(), Set.of(FIRST)).withTags(tags));
  }

  @Test
  public void findsAScaleSetAndAnyOtherResource() {
    expectFound(facts(SCALE_SET, Optional.of(FIRST), Set.of(SECOND)));
    expectFound(facts(id("Microsoft.Web/sites/shop"), Optional.of(FIRST), Set.of()));
    expectFound(facts(id("Microsoft.HybridCompute/machines/arc-1"), Optional.of(FIRST), Set.of()));
  }

  @Test
  public void findsAResourceInAnyLetterCase() {
    holds(List.of(facts(MACHINE, Optional.of(FIRST), Set.of())));
    ResourceId other =
        ResourceId.parse(
                "/SUBSCRIPTIONS/"
                    + SUBSCRIPTION
                    + "/resourcegroups/RG1/PROVIDERS"
                    + "/microsoft.compute/virtualmachines/WEB-1")
            .orElseThrow();

    assertThat(find(other)).isInstanceOf(DirectoryAnswer.Found.class);
  }

  @Test
  public void saysWhatIsNotThere() {
    holds(List.of());

    assertThat(find(MACHINE)).isEqualTo(new DirectoryAnswer.Absent());
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

    assertThat(find(MACHINE)).isEqualTo(new DirectoryAnswer.Absent());
    assertThat(identityOf(longer)).contains(FIRST);
    assertThat(identityOf(elsewhere)).contains(SECOND);
    assertThat(identityOf(foreign)).contains(THIRD);
  }

  @Test
  public void forgetsWhatIsGoneAndSeesWhatChanged() {
    ResourceId other = id(VM + "web-2");
    holds(
        List.of(
            facts(MACHINE, Optional.of(FIRST), Set.of()),
            facts(other, Optional.of(SECOND), Set.of())));
    assertThat(identityOf(MACHINE)).contains(FIRST);

    holds(List.of(facts(other, Optional.of(THIRD), Set.of())));

    assertThat(find(MACHINE)).isEqualTo(new DirectoryAnswer.Absent());
    assertThat(identityOf(other)).contains(THIRD);
  }

  @Test
  public void answersManyAtOnce() throws InterruptedException, ExecutionException {
    holds(
        List.of(
            facts(MACHINE, Optional.of(FIRST), Set.of()),
            facts(IDENTITY, Optional.empty(), Set.of(SECOND))));
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<DirectoryAnswer>> answers = new ArrayList<>();
      for (int i = 0; i < 64; i++) {
        ResourceId id = i % 2 == 0 ? MACHINE : IDENTITY;
        answers.add(threads.submit(() -> find(id)));
      }
      for (int i = 0; i < answers.size(); i++) {
        PrincipalId expected = i % 2 == 0 ? FIRST : SECOND;
        assertThat(((DirectoryAnswer.Found) answers.get(i).get()).facts().has(expected)).isTrue();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private void expectFound(ResourceFacts facts) {
    holds(List.of(facts));

    assertThat(find(facts.id())).isEqualTo(new DirectoryAnswer.Found(facts));
  }

  private Optional<PrincipalId> identityOf(ResourceId id) {
    return ((DirectoryAnswer.Found) find(id)).facts().systemAssigned();
  }

  private DirectoryAnswer find(ResourceId id) {
    return source()
        .find(
            new ResourceQuestion("AzurePublicCloud", "11111111-1111-1111-1111-111111111111", id),
            LIMIT);
  }

  private static ResourceFacts facts(
      ResourceId id, Optional<PrincipalId> systemAssigned, Set<PrincipalId> userAssigned) {
    return new ResourceFacts(
        id, Location.parse("westeurope"), systemAssigned, userAssigned, Optional.empty());
  }

  private static ResourceId id(String inGroup) {
    return id(SUBSCRIPTION, "rg1", inGroup);
  }

  private static ResourceId id(String subscription, String group, String inGroup) {
    return ResourceId.parse(
            "/subscriptions/%s/resourceGroups/%s/providers/%s"
                .formatted(subscription, group, inGroup))
        .orElseThrow();
  }

  private static PrincipalId principal(int number) {
    return new PrincipalId("bbbbbbbb-0000-4000-8000-%012d".formatted(number));
  }
}

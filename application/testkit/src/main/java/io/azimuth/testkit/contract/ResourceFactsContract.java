package io.azimuth.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.azure.spi.DirectoryAnswer;
import io.azimuth.domain.azure.evidence.ResourceFacts;
import io.azimuth.domain.azure.evidence.ResourceTags;
import io.azimuth.domain.azure.id.Location;
import io.azimuth.domain.azure.id.PrincipalId;
import io.azimuth.domain.azure.id.ResourceId;
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

/** What everything that finds facts of resources has in common, whoever it asks. */
@Timeout(120)
public abstract class ResourceFactsContract {

  static final String SUBSCRIPTION = "22222222-2222-2222-2222-222222222222";
  static final ResourceId MACHINE_ONE = id("Microsoft.Compute/virtualMachines/web-1");
  static final ResourceId SCALE_SET = id("Microsoft.Compute/virtualMachineScaleSets/fleet");
  static final ResourceId IDENTITY = id("Microsoft.ManagedIdentity/userAssignedIdentities/robot");
  static final ResourceId SITE = id("Microsoft.Web/sites/shop");
  static final PrincipalId FIRST = principal(1);
  static final PrincipalId SECOND = principal(2);
  static final PrincipalId THIRD = principal(3);

  private static final ResourceId MACHINE_IN_OTHER_CASE =
      ResourceId.parse(
              "/SUBSCRIPTIONS/"
                  + SUBSCRIPTION
                  + "/resourcegroups/RG1/PROVIDERS/microsoft.compute/virtualmachines/WEB-1")
          .orElseThrow();

  ResourceFactsContract() {}

  /** Lets these resources be there. */
  abstract void know(List<ResourceFacts> facts);

  /** Asks for the resource. */
  abstract DirectoryAnswer find(ResourceId id);

  @Test
  public void findsAMachineWithAllThatIsKnownOfIt() {
    expectFound(
        new ResourceFacts(
            MACHINE_ONE,
            Location.parse("westeurope"),
            Optional.of(FIRST),
            Set.of(SECOND, THIRD),
            Optional.of(SCALE_SET),
            ResourceTags.of(Map.of("Env", "Prod", "team", ""))));
  }

  @Test
  public void findsAScaleSet() {
    expectFound(facts(SCALE_SET, Optional.of(FIRST), Set.of(SECOND)));
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
    expectFound(facts(SITE, Optional.of(FIRST), Set.of()).withTags(tags));
  }

  @Test
  public void findsAnyOtherResource() {
    expectFound(facts(SITE, Optional.of(FIRST), Set.of()));
  }

  @Test
  public void findsAResourceInAnyLetterCase() {
    know(List.of(facts(MACHINE_ONE, Optional.of(FIRST), Set.of())));

    assertThat(find(MACHINE_IN_OTHER_CASE)).isInstanceOf(DirectoryAnswer.Found.class);
  }

  @Test
  public void answersManyAtOnce() throws InterruptedException, ExecutionException {
    know(
        List.of(
            facts(MACHINE_ONE, Optional.of(FIRST), Set.of()),
            facts(IDENTITY, Optional.empty(), Set.of(SECOND))));
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<DirectoryAnswer>> answers = new ArrayList<>();
      for (int i = 0; i < 64; i++) {
        ResourceId id = i % 2 == 0 ? MACHINE_ONE : IDENTITY;
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

  final void expectFound(ResourceFacts facts) {
    know(List.of(facts));

    assertThat(find(facts.id())).isEqualTo(new DirectoryAnswer.Found(facts));
  }

  static ResourceFacts facts(
      ResourceId id, Optional<PrincipalId> systemAssigned, Set<PrincipalId> userAssigned) {
    return new ResourceFacts(
        id, Location.parse("westeurope"), systemAssigned, userAssigned, Optional.empty());
  }

  static ResourceId id(String inGroup) {
    return id(SUBSCRIPTION, "rg1", inGroup);
  }

  static ResourceId id(String subscription, String group, String inGroup) {
    return ResourceId.parse(
            "/subscriptions/%s/resourceGroups/%s/providers/%s"
                .formatted(subscription, group, inGroup))
        .orElseThrow();
  }

  private static PrincipalId principal(int number) {
    return new PrincipalId("bbbbbbbb-0000-4000-8000-%012d".formatted(number));
  }
}

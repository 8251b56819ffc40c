package io.azimuth.azure.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.azure.spi.DirectoryAnswer;
import io.azimuth.azure.spi.ResourceQuestion;
import io.azimuth.domain.azure.evidence.ResourceFacts;
import io.azimuth.domain.azure.id.ResourceId;
import io.azimuth.testkit.fake.FakeCloud;
import io.azimuth.testkit.fake.FakeMachines;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ResourceSourceDirectoryTest {

  private static final Duration LIMIT = Duration.ofSeconds(5);
  private static final ResourceId MACHINE = machine("web-1");
  private static final DirectoryAccess ACCESS =
      new DirectoryAccess(
          "mount-1",
          7,
          "site",
          FakeCloud.TENANT,
          new ServerCredential.ManagedIdentity(Optional.empty()),
          new DirectoryAccess.Retries(0, Duration.ZERO, Duration.ZERO),
          DirectoryAccess.CallLog.NONE);

  private final FakeMachines machines = new FakeMachines();
  private final ResourceSourceDirectory directory = new ResourceSourceDirectory(machines);

  @Test
  void asksTheSourceWithoutTheCredentialOfTheMount() {
    machines.put(facts(MACHINE));

    DirectoryAnswer answer = directory.find(ACCESS, MACHINE, LIMIT);

    assertThat(answer).isEqualTo(new DirectoryAnswer.Found(facts(MACHINE)));
    assertThat(machines.asked())
        .containsExactly(new ResourceQuestion("site", FakeCloud.TENANT, MACHINE));
  }

  @Test
  void passesOtherAnswersOn() {
    DirectoryAnswer down = new DirectoryAnswer.Down("the file is gone");
    machines.answerWith(MACHINE, down);

    assertThat(directory.find(ACCESS, MACHINE, LIMIT)).isEqualTo(down);
    assertThat(directory.find(ACCESS, machine("web-2"), LIMIT))
        .isEqualTo(new DirectoryAnswer.Absent());
  }

  @Test
  void takesNoAnswerAboutAnotherResource() {
    machines.answerWith(MACHINE, new DirectoryAnswer.Found(facts(machine("web-2"))));

    assertThat(directory.find(ACCESS, MACHINE, LIMIT)).isInstanceOf(DirectoryAnswer.Unusable.class);
  }

  @Test
  void aProbeSaysWhatAilsTheSource() {
    assertThat(directory.probe(ACCESS, LIMIT)).isInstanceOf(AzureAnswer.Done.class);

    machines.ail("the file cannot be read");

    assertThat(directory.probe(ACCESS, LIMIT).detail()).isEqualTo("the file cannot be read");
  }

  private static ResourceFacts facts(ResourceId id) {
    return new ResourceFacts(id, Optional.empty(), Optional.empty(), Set.of(), Optional.empty());
  }

  private static ResourceId machine(String name) {
    return ResourceId.parse(
            "/subscriptions/22222222-2222-2222-2222-222222222222/resourceGroups/rg1/providers/"
                + "Microsoft.Compute/virtualMachines/"
                + name)
        .orElseThrow();
  }
}

package io.azimuth.domain.azure.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.domain.azure.evidence.LoginResource;
import io.azimuth.domain.azure.evidence.ResourceFacts;
import io.azimuth.domain.azure.id.PrincipalId;
import io.azimuth.domain.azure.id.ResourceId;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResourceWatchTest {

  private static final Instant START = Instant.parse("2026-11-28T12:00:00Z");
  private static final PrincipalId SYSTEM = principal(1);
  private static final PrincipalId USER = principal(2);

  private static Instant after(long seconds) {
    return START.plusSeconds(seconds);
  }

  private static PrincipalId principal(int number) {
    return PrincipalId.parse("bbbbbbbb-0000-4000-8000-00000000000" + number).orElseThrow();
  }

  private static ResourceWatch seen(Sighting sighting, long at) {
    return ResourceWatch.UNSUSPECTED.seen(sighting, after(at));
  }

  @ParameterizedTest
  @CsvSource({"ABSENT, MACHINE_GONE", "WITHOUT_IDENTITY, IDENTITY_REMOVED"})
  void itIsGoneWhenTwoAnswersAMinuteApartSaySo(Sighting sighting, GoneReason reason) {
    ResourceWatch once = seen(sighting, 0);
    assertThat(once.gone()).isEmpty();
    assertThat(once.dueAgain()).contains(after(60));

    assertThat(once.seen(sighting, after(59)).gone()).isEmpty();
    ResourceWatch twice = once.seen(sighting, after(60));
    assertThat(twice.gone()).contains(new ResourceWatch.Gone(reason, after(60)));
    assertThat(twice.dueAgain()).isEmpty();
  }

  @Test
  void anEarlySecondAnswerLeavesTheTimeOfTheFirst() {
    ResourceWatch watch = seen(Sighting.ABSENT, 0).seen(Sighting.ABSENT, after(30));

    assertThat(watch.seen(Sighting.ABSENT, after(60)).gone()).isPresent();
  }

  @Test
  void whatSaysNothingChangesNothing() {
    assertThat(seen(Sighting.UNKNOWN, 0)).isEqualTo(ResourceWatch.UNSUSPECTED);
    assertThat(seen(Sighting.UNKNOWN, 0).seen(Sighting.UNKNOWN, after(600)).gone()).isEmpty();

    ResourceWatch suspected = seen(Sighting.ABSENT, 0);
    assertThat(suspected.seen(Sighting.UNKNOWN, after(60))).isEqualTo(suspected);
  }

  @Test
  void aMachineThatIsThereIsSuspectedNoMore() {
    ResourceWatch watch =
        seen(Sighting.ABSENT, 0).seen(Sighting.PRESENT, after(30)).seen(Sighting.ABSENT, after(60));

    assertThat(watch.gone()).isEmpty();
    assertThat(watch.dueAgain()).contains(after(120));
  }

  @Test
  void anotherReasonIsAnotherSuspicion() {
    ResourceWatch watch = seen(Sighting.ABSENT, 0).seen(Sighting.WITHOUT_IDENTITY, after(60));

    assertThat(watch.gone()).isEmpty();
    assertThat(watch.seen(Sighting.ABSENT, after(120)).gone()).isEmpty();
    assertThat(watch.seen(Sighting.WITHOUT_IDENTITY, after(120)).gone())
        .contains(new ResourceWatch.Gone(GoneReason.IDENTITY_REMOVED, after(120)));
  }

  @Test
  void aClockThatIsSetBackMakesTheFirstAnswerCountAnew() {
    ResourceWatch watch = seen(Sighting.ABSENT, 0).seen(Sighting.ABSENT, after(-3600));

    assertThat(watch.gone()).isEmpty();
    assertThat(watch.dueAgain()).contains(after(-3540));
  }

  @Test
  void nothingIsGoneThatWasNotSuspected() {
    Optional<ResourceWatch.Gone> gone =
        Optional.of(new ResourceWatch.Gone(GoneReason.MACHINE_GONE, START));

    assertThatThrownBy(() -> new ResourceWatch(Optional.empty(), gone))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "RESOURCE_CLAIM, 1, PRESENT",
    "RESOURCE_CLAIM, 2, PRESENT",
    "RESOURCE_CLAIM, 3, WITHOUT_IDENTITY",
    "IDENTITY_CLAIM, 2, PRESENT",
    "IDENTITY_CLAIM, 3, WITHOUT_IDENTITY",
    "REQUEST, 1, PRESENT",
    "REQUEST, 2, WITHOUT_IDENTITY"
  })
  void identitiesAreComparedAsAtALogin(
      LoginResource.Basis basis, int principal, Sighting expected) {
    ResourceFacts facts =
        new ResourceFacts(
            ResourceId.parse(
                    "/subscriptions/22222222-2222-2222-2222-222222222222/resourceGroups/rg-web"
                        + "/providers/Microsoft.Compute/virtualMachines/web-1")
                .orElseThrow(),
            Optional.empty(),
            Optional.of(SYSTEM),
            Set.of(USER),
            Optional.empty());

    assertThat(Sighting.of(facts, principal(principal), basis)).isEqualTo(expected);
  }
}

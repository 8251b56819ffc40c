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

  private static ResourceWatch seen(MachineObservation observation, long at) {
    return seen(ResourceWatch.UNTOLD, observation, at);
  }

  /** One more answer, that comes at once. */
  private static ResourceWatch seen(ResourceWatch before, MachineObservation observation, long at) {
    return before.seen(observation, after(at), after(at));
  }

  @ParameterizedTest
  @CsvSource({"ABSENT, MACHINE_GONE", "WITHOUT_IDENTITY, IDENTITY_REMOVED"})
  void itIsGoneWhenTwoAnswersAMinuteApartSaySo(MachineObservation observation, GoneReason reason) {
    ResourceWatch once = seen(observation, 0);
    assertThat(once.gone()).isEmpty();
    assertThat(once.dueAgain()).contains(after(60));

    assertThat(seen(once, observation, 59).gone()).isEmpty();
    ResourceWatch twice = seen(once, observation, 60);
    assertThat(twice.gone()).contains(new ResourceWatch.Gone(reason, after(60)));
    assertThat(twice.dueAgain()).isEmpty();
  }

  @Test
  void anEarlySecondAnswerLeavesTheTimeOfTheFirst() {
    ResourceWatch watch = seen(seen(MachineObservation.ABSENT, 0), MachineObservation.ABSENT, 30);

    assertThat(seen(watch, MachineObservation.ABSENT, 60).gone()).isPresent();
  }

  @Test
  void whatSaysNothingChangesNothing() {
    assertThat(seen(MachineObservation.UNKNOWN, 0)).isEqualTo(ResourceWatch.UNTOLD);
    assertThat(seen(seen(MachineObservation.UNKNOWN, 0), MachineObservation.UNKNOWN, 600).gone())
        .isEmpty();

    ResourceWatch suspected = seen(MachineObservation.ABSENT, 0);
    assertThat(seen(suspected, MachineObservation.UNKNOWN, 60)).isEqualTo(suspected);
  }

  @Test
  void aMachineThatIsThereIsSuspectedNoMore() {
    ResourceWatch watch =
        seen(
            seen(seen(MachineObservation.ABSENT, 0), MachineObservation.PRESENT, 30),
            MachineObservation.ABSENT,
            60);

    assertThat(watch.gone()).isEmpty();
    assertThat(watch.dueAgain()).contains(after(120));
  }

  @Test
  void anotherReasonIsAnotherSuspicion() {
    ResourceWatch watch =
        seen(seen(MachineObservation.ABSENT, 0), MachineObservation.WITHOUT_IDENTITY, 60);

    assertThat(watch.gone()).isEmpty();
    assertThat(seen(watch, MachineObservation.ABSENT, 120).gone()).isEmpty();
    assertThat(seen(watch, MachineObservation.WITHOUT_IDENTITY, 120).gone())
        .contains(new ResourceWatch.Gone(GoneReason.IDENTITY_REMOVED, after(120)));
  }

  @Test
  void aClockThatIsSetBackMakesTheFirstAnswerCountAnew() {
    ResourceWatch watch =
        seen(seen(MachineObservation.ABSENT, 0), MachineObservation.ABSENT, -3600);

    assertThat(watch.gone()).isEmpty();
    assertThat(watch.dueAgain()).contains(after(-3540));
  }

  @Test
  void theMinuteLiesBetweenTheEndOfOneReadAndTheStartOfTheOther() {
    ResourceWatch watch = ResourceWatch.UNTOLD.seen(MachineObservation.ABSENT, after(0), after(10));

    assertThat(watch.dueAgain()).contains(after(70));
    assertThat(watch.seen(MachineObservation.ABSENT, after(69), after(90)).gone()).isEmpty();
    assertThat(watch.seen(MachineObservation.ABSENT, after(70), after(90)).gone())
        .contains(new ResourceWatch.Gone(GoneReason.MACHINE_GONE, after(70)));
  }

  @Test
  void onlyWhatWasConfirmedIsThere() {
    assertThat(ResourceWatch.UNTOLD.state()).isEqualTo(MachineState.UNANSWERED);
    assertThat(seen(MachineObservation.UNKNOWN, 0).state()).isEqualTo(MachineState.UNANSWERED);
    ResourceWatch present = seen(MachineObservation.PRESENT, 0);
    assertThat(present.state()).isEqualTo(MachineState.PRESENT);
    assertThat(seen(present, MachineObservation.UNKNOWN, 60).state())
        .isEqualTo(MachineState.PRESENT);
    ResourceWatch absent = seen(present, MachineObservation.ABSENT, 120);
    assertThat(absent.state()).isEqualTo(MachineState.SUSPECTED);
    assertThat(seen(absent, MachineObservation.ABSENT, 180).state()).isEqualTo(MachineState.GONE);
  }

  @Test
  void aTokenThatWasIssuedShortlyBeforeTheSecondAnswerOrLaterSpeaksAgainstIt() {
    ResourceWatch.Gone gone = new ResourceWatch.Gone(GoneReason.MACHINE_GONE, START);

    assertThat(gone.isContradictedBy(after(1))).isTrue();
    assertThat(gone.isContradictedBy(after(-59))).as("clocks differ").isTrue();
    assertThat(gone.isContradictedBy(after(-60))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "MACHINE_GONE, ABSENT, true",
    "MACHINE_GONE, WITHOUT_IDENTITY, false",
    "MACHINE_GONE, PRESENT, false",
    "MACHINE_GONE, UNKNOWN, false",
    "IDENTITY_REMOVED, WITHOUT_IDENTITY, true",
    "IDENTITY_REMOVED, ABSENT, false"
  })
  void onlyTheSameNoConfirms(GoneReason reason, MachineObservation observation, boolean confirmed) {
    assertThat(new ResourceWatch.Gone(reason, START).isConfirmedBy(observation))
        .isEqualTo(confirmed);
  }

  @Test
  void nothingIsGoneThatWasNotSuspected() {
    Optional<ResourceWatch.Gone> gone =
        Optional.of(new ResourceWatch.Gone(GoneReason.MACHINE_GONE, START));

    assertThatThrownBy(() -> new ResourceWatch(false, Optional.empty(), gone))
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
      LoginResource.Basis basis, int principal, MachineObservation expected) {
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

    assertThat(MachineObservation.of(facts, principal(principal), basis)).isEqualTo(expected);
  }
}

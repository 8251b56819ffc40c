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
    return seen(ResourceWatch.UNTOLD, sighting, at);
  }

  /** One more answer, that comes at once. */
  private static ResourceWatch seen(ResourceWatch before, Sighting sighting, long at) {
    return before.seen(sighting, after(at), after(at));
  }

  @ParameterizedTest
  @CsvSource({"ABSENT, MACHINE_GONE", "WITHOUT_IDENTITY, IDENTITY_REMOVED"})
  void itIsGoneWhenTwoAnswersAMinuteApartSaySo(Sighting sighting, GoneReason reason) {
    ResourceWatch once = seen(sighting, 0);
    assertThat(once.gone()).isEmpty();
    assertThat(once.dueAgain()).contains(after(60));

    assertThat(seen(once, sighting, 59).gone()).isEmpty();
    ResourceWatch twice = seen(once, sighting, 60);
    assertThat(twice.gone()).contains(new ResourceWatch.Gone(reason, after(60)));
    assertThat(twice.dueAgain()).isEmpty();
  }

  @Test
  void anEarlySecondAnswerLeavesTheTimeOfTheFirst() {
    ResourceWatch watch = seen(seen(Sighting.ABSENT, 0), Sighting.ABSENT, 30);

    assertThat(seen(watch, Sighting.ABSENT, 60).gone()).isPresent();
  }

  @Test
  void whatSaysNothingChangesNothing() {
    assertThat(seen(Sighting.UNKNOWN, 0)).isEqualTo(ResourceWatch.UNTOLD);
    assertThat(seen(seen(Sighting.UNKNOWN, 0), Sighting.UNKNOWN, 600).gone()).isEmpty();

    ResourceWatch suspected = seen(Sighting.ABSENT, 0);
    assertThat(seen(suspected, Sighting.UNKNOWN, 60)).isEqualTo(suspected);
  }

  @Test
  void aMachineThatIsThereIsSuspectedNoMore() {
    ResourceWatch watch =
        seen(seen(seen(Sighting.ABSENT, 0), Sighting.PRESENT, 30), Sighting.ABSENT, 60);

    assertThat(watch.gone()).isEmpty();
    assertThat(watch.dueAgain()).contains(after(120));
  }

  @Test
  void anotherReasonIsAnotherSuspicion() {
    ResourceWatch watch = seen(seen(Sighting.ABSENT, 0), Sighting.WITHOUT_IDENTITY, 60);

    assertThat(watch.gone()).isEmpty();
    assertThat(seen(watch, Sighting.ABSENT, 120).gone()).isEmpty();
    assertThat(seen(watch, Sighting.WITHOUT_IDENTITY, 120).gone())
        .contains(new ResourceWatch.Gone(GoneReason.IDENTITY_REMOVED, after(120)));
  }

  @Test
  void aClockThatIsSetBackMakesTheFirstAnswerCountAnew() {
    ResourceWatch watch = seen(seen(Sighting.ABSENT, 0), Sighting.ABSENT, -3600);

    assertThat(watch.gone()).isEmpty();
    assertThat(watch.dueAgain()).contains(after(-3540));
  }

  @Test
  void theMinuteLiesBetweenTheEndOfOneReadAndTheStartOfTheOther() {
    ResourceWatch watch = ResourceWatch.UNTOLD.seen(Sighting.ABSENT, after(0), after(10));

    assertThat(watch.dueAgain()).contains(after(70));
    assertThat(watch.seen(Sighting.ABSENT, after(69), after(90)).gone()).isEmpty();
    assertThat(watch.seen(Sighting.ABSENT, after(70), after(90)).gone())
        .contains(new ResourceWatch.Gone(GoneReason.MACHINE_GONE, after(70)));
  }

  @Test
  void onlyWhatWasConfirmedIsThere() {
    assertThat(ResourceWatch.UNTOLD.standing()).isEqualTo(Standing.UNANSWERED);
    assertThat(seen(Sighting.UNKNOWN, 0).standing()).isEqualTo(Standing.UNANSWERED);
    ResourceWatch present = seen(Sighting.PRESENT, 0);
    assertThat(present.standing()).isEqualTo(Standing.PRESENT);
    assertThat(seen(present, Sighting.UNKNOWN, 60).standing()).isEqualTo(Standing.PRESENT);
    ResourceWatch absent = seen(present, Sighting.ABSENT, 120);
    assertThat(absent.standing()).isEqualTo(Standing.SUSPECTED);
    assertThat(seen(absent, Sighting.ABSENT, 180).standing()).isEqualTo(Standing.GONE);
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
  void onlyTheSameNoConfirms(GoneReason reason, Sighting sighting, boolean confirmed) {
    assertThat(new ResourceWatch.Gone(reason, START).isConfirmedBy(sighting)).isEqualTo(confirmed);
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

package io.azimuth.azure.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.azure.spi.DirectoryAnswer;
import io.azimuth.domain.azure.evidence.ResourceFacts;
import io.azimuth.domain.azure.id.Location;
import io.azimuth.domain.azure.id.PrincipalId;
import io.azimuth.domain.azure.id.ResourceId;
import io.azimuth.spi.api.Value;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What is not believed: living machines keep their tokens. */
class WatchCautionTest {

  private static final ResourceId MANY = WatchedFleet.id("rg-many", "many");

  private final WatchedFleet fleet = new WatchedFleet();

  private void hide(int first, int last) {
    for (int i = first; i <= last; i++) {
      fleet.azure.remove(WatchedFleet.single(i));
    }
  }

  private void show(int first, int last) {
    for (int i = first; i <= last; i++) {
      fleet.machine("rg-" + i, i);
    }
  }

  @Test
  void machinesThatGiveNoAnswerSpeakForNobody() {
    List<String> tokens = fleet.singles(30);
    for (int i = 1; i <= 24; i++) {
      fleet.azure.answer(WatchedFleet.single(i), new DirectoryAnswer.Forbidden());
    }
    hide(25, 30);

    fleet.minutes(4);

    assertThat(fleet.lastRound())
        .containsEntry("present", Value.of(0))
        .containsEntry("gone", Value.of(6))
        .containsEntry("unanswered", Value.of(24))
        .containsEntry("revoked", Value.of(0));
    assertThat(fleet.lastRound().get("stopped").toString()).contains("too many machines are gone");
    assertThat(tokens).allMatch(fleet::isAlive);
  }

  @Test
  void whileMostGiveNoAnswerFewAreNotBelievedToBeGone() {
    List<String> tokens = fleet.singles(12);
    for (int i = 1; i <= 11; i++) {
      fleet.azure.answer(WatchedFleet.single(i), new DirectoryAnswer.Unusable("odd"));
    }
    hide(12, 12);

    fleet.minutes(4);

    assertThat(fleet.lastRound().get("stopped").toString()).contains("no usable answer");
    assertThat(tokens).allMatch(fleet::isAlive);
  }

  @Test
  void machinesThatOneAnswerCallsGoneDoNotCountAsAlive() {
    List<String> tokens = fleet.singles(30);
    for (int i = 1; i <= 30; i++) {
      int number = i;
      AtomicInteger asked = new AtomicInteger();
      fleet.azure.answer(
          WatchedFleet.single(i),
          limit ->
              asked.getAndIncrement() == 0 || number <= 6
                  ? new DirectoryAnswer.Absent()
                  : new DirectoryAnswer.Unusable("a proxy answers"));
    }

    fleet.minutes(6);

    assertThat(fleet.lastRound())
        .containsEntry("gone", Value.of(6))
        .containsEntry("suspected", Value.of(24));
    assertThat(tokens).allMatch(fleet::isAlive);
  }

  private List<String> loginsOfMany(int identities) {
    Set<PrincipalId> ids = new HashSet<>();
    for (int i = 101; i <= 100 + identities; i++) {
      ids.add(WatchedFleet.principal(i));
    }
    fleet.azure.add(
        new ResourceFacts(
            MANY, Location.parse("westeurope"), Optional.empty(), ids, Optional.empty()));
    return ids.stream()
        .map(it -> Integer.parseInt(it.value().substring(24)))
        .map(it -> fleet.login(MANY, it))
        .toList();
  }

  @Test
  void aMachineWithManyIdentitiesIsOne() {
    assertThat(fleet.singles(3)).hasSize(3);
    List<String> tokens = loginsOfMany(7);
    fleet.azure.remove(MANY);

    fleet.minutes(4);

    assertThat(fleet.lastRound())
        .containsEntry("machines", Value.of(4))
        .containsEntry("gone", Value.of(1))
        .containsEntry("revoked", Value.of(7));
    assertThat(tokens).noneMatch(fleet::isAlive);
  }

  @Test
  void theIdentitiesOfOneMachineDoNotSpeakForOthers() {
    List<String> tokens = fleet.singles(12);
    assertThat(loginsOfMany(48)).hasSize(48);
    hide(1, 12);

    fleet.minutes(4);

    assertThat(fleet.lastRound()).containsEntry("revoked", Value.of(0));
    assertThat(tokens).allMatch(fleet::isAlive);
  }

  @Test
  void aFailureThatWandersThroughTheFleetRevokesNoMoreThanOneRoundMay() {
    List<String> tokens = fleet.singles(30);
    fleet.minutes(2);
    for (int first = 1; first <= 26; first += 5) {
      hide(first, first + 4);
      fleet.minutes(8);
      show(first, first + 4);
    }

    assertThat(tokens.stream().filter(fleet::isAlive)).hasSizeGreaterThanOrEqualTo(25);
  }

  @Test
  void whatIsLeftOfAFailureIsNotBelievedEither() {
    List<String> tokens = fleet.singles(30);
    hide(1, 30);
    fleet.minutes(8);
    assertThat(fleet.lastRound()).containsEntry("gone", Value.of(30));
    show(1, 24);

    fleet.minutes(50);
    assertThat(tokens).allMatch(fleet::isAlive);
    assertThat(fleet.lastRound().get("stopped").toString()).contains("within the last hour");
    fleet.minutes(20);
    assertThat(tokens.subList(24, 30)).as("gone for an hour").noneMatch(fleet::isAlive);
    assertThat(tokens.subList(0, 24)).allMatch(fleet::isAlive);
  }

  @Test
  void aMachineThatIsBackWhenItsTokensAreToBeRevokedKeepsThem() {
    String token = fleet.singles(1).get(0);
    fleet.azure.remove(WatchedFleet.single(1));
    fleet.ticks(5);
    fleet.pass(Duration.ofSeconds(60));
    fleet.tick(); // the second answer
    show(1, 1);

    fleet.ticks(10);

    Map<String, Value> round = fleet.lastRound();
    assertThat(round).containsEntry("gone", Value.of(1)).containsEntry("revoked", Value.of(0));
    assertThat(fleet.isAlive(token)).isTrue();
  }

  @Test
  void anotherNoThanBeforeRevokesNothing() {
    String token = fleet.singles(1).get(0);
    fleet.azure.remove(WatchedFleet.single(1));
    fleet.ticks(5);
    fleet.pass(Duration.ofSeconds(60));
    fleet.tick();
    fleet.azure.add(WatchedFleet.facts(WatchedFleet.single(1), Optional.empty()));

    fleet.ticks(10);

    assertThat(fleet.isAlive(token)).isTrue();
  }

  @Test
  void whatWasNotRevokedAfterAllDoesNotCount() {
    List<String> tokens = fleet.singles(5);
    fleet.server.enableAudit(fleet.root);
    fleet.server.audit().failOn(taken -> taken.toString().contains("machine is gone"));
    hide(1, 5);
    fleet.round();
    fleet.round();
    fleet.server.audit().failOn(taken -> false);

    assertThat(fleet.round()).containsEntry("stopped", Value.NULL);

    assertThat(tokens).noneMatch(fleet::isAlive);
  }
}

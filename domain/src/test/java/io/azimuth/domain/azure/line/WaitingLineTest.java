package io.azimuth.domain.azure.line;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.domain.azure.id.PrincipalId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The order of a line, its pace, and who is told at once that it is too long. */
class WaitingLineTest {

  private static final Instant START = Instant.parse("2026-11-28T12:00:00Z");
  private static final Duration PAUSE = Duration.ofSeconds(10);
  private static final Instant LATE = START.plusSeconds(60);

  private final Set<String> lists = new HashSet<>();
  private final WaitingLine<String> line = new WaitingLine<>(this::call, PAUSE, START);
  private final List<String> underWay = new ArrayList<>();
  private Instant now = START;

  @Test
  void asksNothingUntilThePauseIsOver() {
    join("a", 1);

    assertThat(line.turns(now)).isEmpty();
    assertThat(line.pause(now)).isEqualTo(PAUSE);
    pass(Duration.ofMillis(9_999));
    assertThat(line.turns(now)).isEmpty();
    pass(Duration.ofMillis(1));
    assertThat(line.turns(now)).containsExactly("a");
    assertThat(line.pause(now)).isZero();
  }

  @Test
  void asksOneThenTwoThenFour() {
    IntStream.range(0, 20).forEach(number -> join("m" + number, number));
    pass(PAUSE);

    assertThat(line.turns(now)).containsExactly("m0");
    assertThat(line.turns(now)).isEmpty();
    answer("m0");
    assertThat(line.turns(now)).containsExactly("m1", "m2");
    answer("m1");
    assertThat(line.turns(now)).containsExactly("m3", "m4");
    answer("m2");
    assertThat(line.turns(now)).containsExactly("m5", "m6");
  }

  @Test
  void asksNoMoreThanSixtyFourAtATime() {
    IntStream.range(0, 400).forEach(number -> join("m" + number, number));
    pass(PAUSE);

    underWay.addAll(line.turns(now));
    for (int answers = 0; answers < 200; answers++) {
      answer(underWay.remove(0));
      underWay.addAll(line.turns(now));
      assertThat(underWay).hasSizeLessThanOrEqualTo(WaitingLine.MOST_AT_ONCE);
    }
    assertThat(underWay).hasSize(WaitingLine.MOST_AT_ONCE);
  }

  @Test
  void principalsTakeTurns() {
    IntStream.range(0, 100).forEach(number -> join("flood" + number, 7));
    join("b", 1);
    join("b-again", 1);
    join("c", 2);

    assertThat(order()).startsWith("flood0", "b", "c", "flood1", "b-again", "flood2", "flood3");
  }

  @Test
  void whoComesLaterIsNotBehindTheWholeFlood() {
    IntStream.range(0, 100).forEach(number -> join("flood" + number, 7));
    pass(PAUSE);
    askAndAnswer(10);

    join("late", 1);

    assertThat(underWay).endsWith("flood20");
    answer("flood10");
    assertThat(line.turns(now)).containsExactly("late", "flood21");
  }

  @Test
  void equalQuestionsShareOnePlaceAndTheAnswer() {
    LineTicket<String> first = join("a", 1);
    join("b", 2);
    LineTicket<String> same = join("a", 1);
    LineTicket<String> other = join("a", 3);
    pass(PAUSE);

    assertThat(line.turns(now)).containsExactly("a");
    assertThat(line.answered("a", now)).containsExactly(first, same, other);
    assertThat(line.turns(now)).containsExactly("b");
  }

  @Test
  void aQuestionThatIsThrottledAgainKeepsItsPlace() {
    join("a", 1);
    join("b", 2);
    pass(PAUSE);
    line.turns(now);

    assertThat(line.throttled("a", Duration.ofSeconds(5), now)).isEmpty();

    assertThat(line.pause(now)).isEqualTo(Duration.ofSeconds(5));
    pass(Duration.ofSeconds(5));
    assertThat(line.turns(now)).containsExactly("a");
  }

  @Test
  void afterAThrottlingItBeginsWithOneAgain() {
    IntStream.range(0, 20).forEach(number -> join("m" + number, number));
    pass(PAUSE);
    askAndAnswer(5);
    assertThat(underWay).hasSize(6);
    underWay.forEach(question -> line.throttled(question, PAUSE, now));

    pass(PAUSE);

    assertThat(line.turns(now)).containsExactly("m5");
  }

  @Test
  void noAnswerShortensThePause() {
    join("a", 1);

    line.throttled("x", Duration.ofSeconds(2), now);
    assertThat(line.pause(now)).isEqualTo(PAUSE);
    line.throttled("y", Duration.ofSeconds(12), now);
    assertThat(line.pause(now)).isEqualTo(Duration.ofSeconds(12));
  }

  @Test
  void whoseTurnCannotComeInTimeDoesNotJoin() {
    assertThat(line.join("a", principal(1), START.plus(PAUSE), now)).isEmpty();
    assertThat(line.join("a", principal(1), START.plus(PAUSE).plusMillis(1), now)).isPresent();
    assertThat(line.expectedWait("b", principal(2), now)).isEqualTo(PAUSE);
  }

  @Test
  void onceItsPaceIsKnownALineThatIsTooLongIsSaidAtOnce() {
    IntStream.range(0, 100).forEach(number -> join("m" + number, number));
    pass(PAUSE);
    askAndAnswer(36);
    List<LineTicket<String>> late = line.throttled(underWay.get(0), PAUSE, now);

    // 36 in 10 s: of the 64 that remain 36 are asked at 20 s and the others at 30 s.
    assertThat(late).isEmpty();
    assertThat(line.expectedWait("x", principal(500), now)).isEqualTo(Duration.ofSeconds(20));
    assertThat(line.join("x", principal(500), now.plusSeconds(20), now)).isEmpty();
    assertThat(line.join("x", principal(500), now.plusSeconds(21), now)).isPresent();
  }

  @Test
  void whoWaitsLeavesWhenThePaceShowsThatItIsTooLate() {
    IntStream.range(0, 100)
        .forEach(number -> line.join("m" + number, principal(number), START.plusSeconds(30), now));
    pass(PAUSE);
    askAndAnswer(36);

    List<LineTicket<String>> late = line.throttled(underWay.get(0), PAUSE, now);

    assertThat(late).extracting(LineTicket::question).hasSize(28).startsWith("m72").endsWith("m99");
    assertThat(line.length()).isEqualTo(36);
  }

  @Test
  void aPauseThatLastsLongerThanTheyMayWaitEndsTheLine() {
    LineTicket<String> ticket = join("a", 1);

    assertThat(line.throttled("a", Duration.ofSeconds(Long.MAX_VALUE), now))
        .containsExactly(ticket);
    assertThat(line.isOver()).isTrue();
  }

  @Test
  void aSilentAzureIsAway() {
    LineTicket<String> first = join("a", 1);
    LineTicket<String> second = join("b", 2);
    pass(PAUSE);
    line.turns(now);

    pass(WaitingLine.HANG);
    assertThat(line.failed("a", WaitingLine.HANG, now)).containsExactly(first, second);
    assertThat(line.isOver()).isTrue();
  }

  @Test
  void oneFailureConcernsItsOwnMachineOnly() {
    LineTicket<String> first = join("a", 1);
    join("b", 2);
    join("c", 3);
    pass(PAUSE);
    line.turns(now);

    assertThat(line.failed("a", Duration.ofMillis(20), now)).containsExactly(first);
    assertThat(line.turns(now)).containsExactly("b");
    answer("b");
    assertThat(line.turns(now)).containsExactly("c");
  }

  @Test
  void twoFailuresInARowMeanThatAzureIsAway() {
    IntStream.range(0, 5).forEach(number -> join("m" + number, number));
    pass(PAUSE);
    line.turns(now);
    line.failed("m0", Duration.ofMillis(20), now);
    line.turns(now);

    assertThat(line.failed("m1", Duration.ofMillis(20), now)).hasSize(4);
    assertThat(line.length()).isZero();
  }

  @Test
  void aSlowFailureBesideAnswersIsNoOutage() {
    IntStream.range(0, 5).forEach(number -> join("m" + number, number));
    pass(PAUSE);
    askAndAnswer(1);
    assertThat(underWay).containsExactly("m1", "m2");
    pass(Duration.ofSeconds(4));
    answer("m1");

    assertThat(line.failed("m2", Duration.ofSeconds(4), now)).hasSize(1);
    assertThat(line.length()).isEqualTo(2);
  }

  @Test
  void aPlaceThatIsGivenUpIsNotAsked() {
    LineTicket<String> first = join("a", 1);
    join("b", 2);
    line.leave(first);
    pass(PAUSE);

    assertThat(line.turns(now)).containsExactly("b");
  }

  @Test
  void theLineIsOverWhenNobodyWaitsAndNothingIsUnderWay() {
    LineTicket<String> only = join("a", 1);
    pass(PAUSE);
    line.turns(now);
    line.leave(only);
    assertThat(line.isOver()).isFalse();

    assertThat(line.answered("a", now)).isEmpty();
    assertThat(line.isOver()).isTrue();
  }

  @Test
  void aThrottlingThatTheLineWasNotToldOfDelaysIt() {
    join("a", 1);
    join("b", 2);
    pass(PAUSE);
    line.turns(now);

    assertThat(line.unasked("a", Duration.ofMillis(700), now)).isEmpty();

    assertThat(line.pause(now)).isEqualTo(Duration.ofMillis(700));
    assertThat(line.turns(now)).isEmpty();
    pass(Duration.ofMillis(700));
    assertThat(line.turns(now)).containsExactly("a");
    answer("a");
    assertThat(line.turns(now)).containsExactly("b");
  }

  @Test
  void whoCannotWaitForTheEndOfSuchAThrottlingLeaves() {
    LineTicket<String> first = join("a", 1);
    LineTicket<String> second = join("b", 2);
    pass(PAUSE);
    line.turns(now);

    assertThat(line.unasked("a", Duration.ofDays(400), now)).containsExactly(first, second);
  }

  @Test
  void aClockThatIsSetBackEndsThePause() {
    join("a", 1);
    now = START.minusSeconds(3_600);

    assertThat(line.pause(now)).isZero();
    assertThat(line.turns(now)).containsExactly("a");
    answer("a");
    line.throttled("b", PAUSE, now);
    assertThat(line.pause(now)).isEqualTo(PAUSE);
  }

  @Test
  void questionsThatOneCallAnswersAreAskedTogetherAndCountAsOne() {
    lists.addAll(Set.of("a", "b"));
    IntStream.range(0, 3).forEach(number -> join("a-" + number, number));
    IntStream.range(0, 3).forEach(number -> join("b-" + number, 3 + number));
    join("c-0", 6);
    join("c-1", 7);
    pass(PAUSE);

    assertThat(line.turns(now)).containsExactly("a-0", "a-1", "a-2");
    answer("a-0");
    answer("a-1");
    assertThat(line.turns(now)).isEmpty();
    answer("a-2");
    assertThat(line.turns(now)).containsExactly("b-0", "b-1", "b-2", "c-0");
  }

  @Test
  void whoComesWhileTheCallIsUnderWayIsAskedAfterIt() {
    lists.add("a");
    join("a-0", 0);
    pass(PAUSE);
    line.turns(now);

    join("a-1", 1);
    assertThat(line.turns(now)).isEmpty();
    answer("a-0");
    assertThat(line.turns(now)).containsExactly("a-1");
  }

  @Test
  void afterAThrottlingAllQuestionsOfTheCallAreAskedAgain() {
    lists.add("a");
    IntStream.range(0, 3).forEach(number -> join("a-" + number, number));
    pass(PAUSE);
    line.turns(now).forEach(question -> line.throttled(question, PAUSE, now));
    assertThat(line.turns(now)).isEmpty();
    pass(PAUSE);

    assertThat(line.turns(now)).containsExactly("a-0", "a-1", "a-2");
  }

  @Test
  void questionsThatNoCallAnswersTogetherAnyMoreAreAskedOneByOne() {
    lists.add("a");
    IntStream.range(0, 3).forEach(number -> join("a-" + number, number));
    pass(PAUSE);
    lists.clear();

    assertThat(line.turns(now)).containsExactly("a-0");
  }

  @Test
  void thePaceIsThatOfCalls() {
    lists.addAll(Set.of("a", "b", "c"));
    for (String list : List.of("a", "b", "c", "d", "e")) {
      IntStream.range(0, 9).forEach(number -> join(list + "-" + number, number));
    }
    pass(PAUSE);
    List<String> first = line.turns(now);
    first.forEach(this::answer);
    assertThat(first).hasSize(9);
    line.turns(now);

    line.throttled("b-0", PAUSE, now);

    // One call in 10 s: the next ones are for b, then c, then each of d.
    assertThat(line.expectedWait("b-99", principal(500), now)).isEqualTo(PAUSE);
    assertThat(line.expectedWait("c-99", principal(500), now)).isEqualTo(PAUSE.multipliedBy(2));
    assertThat(line.expectedWait("d-0", principal(0), now)).isEqualTo(PAUSE.multipliedBy(3));
  }

  private Object call(String question) {
    String list = question.substring(0, 1);
    return lists.contains(list) ? list : question;
  }

  private void askAndAnswer(int questions) {
    for (int answers = 0; answers < questions; answers++) {
      underWay.addAll(line.turns(now));
      answer(underWay.remove(0));
    }
    underWay.addAll(line.turns(now));
  }

  // The order in which all would be asked if each answer came at once.
  private List<String> order() {
    if (!line.pause(now).isZero()) {
      pass(line.pause(now));
    }
    List<String> order = new ArrayList<>();
    for (List<String> turns = line.turns(now); !turns.isEmpty(); turns = line.turns(now)) {
      order.addAll(turns);
      turns.forEach(this::answer);
    }
    return order;
  }

  private void answer(String question) {
    line.answered(question, now);
  }

  private LineTicket<String> join(String question, int principal) {
    Optional<LineTicket<String>> ticket = line.join(question, principal(principal), LATE, now);
    return ticket.orElseThrow();
  }

  private void pass(Duration time) {
    now = now.plus(time);
  }

  private static PrincipalId principal(int number) {
    return new PrincipalId("bbbbbbbb-0000-4000-8000-%012d".formatted(number));
  }
}

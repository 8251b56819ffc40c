package io.azimuth.azure.line;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.azure.directory.CachedAnswer;
import io.azimuth.azure.directory.QueryCache;
import io.azimuth.azure.directory.ResourceFactsQuery;
import io.azimuth.azure.metrics.LookupMetrics;
import io.azimuth.azure.port.DirectoryAccess;
import io.azimuth.azure.port.ServerCredential;
import io.azimuth.azure.spi.DirectoryAnswer;
import io.azimuth.domain.azure.evidence.ResourceFacts;
import io.azimuth.domain.azure.id.PrincipalId;
import io.azimuth.domain.azure.id.ResourceId;
import io.azimuth.spi.metrics.NoMetrics;
import io.azimuth.spi.remote.Deadline;
import io.azimuth.testkit.fake.FakeMetrics;
import io.azimuth.testkit.fake.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Lines of logins with a clock, a timer and an Azure that the test moves. */
class LoginLinesTest {

  private static final String SUBSCRIPTION = "22222222-2222-2222-2222-222222222222";
  private static final String OTHER_SUBSCRIPTION = "33333333-3333-3333-3333-333333333333";
  private static final Duration PAUSE = Duration.ofSeconds(10);
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final DirectoryAnswer THROTTLED = new DirectoryAnswer.Throttled(PAUSE);

  private final MutableClock clock = new MutableClock(Instant.parse("2026-11-28T12:00:00Z"));
  private final FakeMetrics metrics = new FakeMetrics();
  private final List<Duration> alarms = new ArrayList<>();
  private final Deque<Runnable> alarm = new ArrayDeque<>();
  private final Deque<Runnable> calls = new ArrayDeque<>();
  private final List<String> asked = new ArrayList<>();
  private final Map<String, DirectoryAnswer> answers = new HashMap<>();
  private final QueryCache<DirectoryAnswer> cache =
      new QueryCache<>(
          1_000,
          calls::add,
          clock,
          LookupMetrics.registered(new NoMetrics(), LookupMetrics.Kind.RESOURCE, clock));
  private final LoginLines lines =
      new LoginLines(
          clock,
          (pause, task) -> {
            alarms.add(pause);
            alarm.add(task);
          },
          LineMetrics.registered(metrics));

  @Test
  void nobodyIsAskedBeforeThePauseIsOver() {
    WaitingLogin login = throttled("web-1", 1);

    assertThat(alarms).containsExactly(PAUSE);
    assertThat(login.end()).isNotDone();
    assertThat(calls).isEmpty();
    ring(PAUSE);

    answerAll();
    assertThat(asked).containsExactly("web-1");
    assertThat(login.end().join().kind()).isEqualTo(LineOutcome.Kind.ANSWERED);
    assertThat(login.end().join().facts().answer()).isInstanceOf(DirectoryAnswer.Found.class);
    assertThat(lines.isWaitedFor(question("web-1"))).isFalse();
  }

  @Test
  void anAlarmThatComesTooEarlyIsSetAgain() {
    throttled("web-1", 1);

    ring(Duration.ofSeconds(9));

    assertThat(calls).isEmpty();
    assertThat(alarms).containsExactly(PAUSE, Duration.ofSeconds(1));
    ring(Duration.ofSeconds(1));
    assertThat(calls).hasSize(1);
  }

  @Test
  void manyWhoAreThrottledSetOneAlarm() {
    IntStream.range(0, 20).forEach(number -> throttled("web-" + number, number));

    assertThat(alarms).hasSize(1);
  }

  @Test
  void theyAreAskedInTheOrderOfArrivalMoreAndMoreAtATime() {
    List<WaitingLogin> logins =
        IntStream.range(0, 15).mapToObj(number -> throttled("web-" + number, number)).toList();
    ring(PAUSE);

    List<Integer> atOnce = new ArrayList<>();
    while (!calls.isEmpty()) {
      atOnce.add(calls.size());
      List<Runnable> round = new ArrayList<>(calls);
      calls.clear();
      round.forEach(Runnable::run);
    }

    assertThat(atOnce).containsExactly(1, 2, 4, 8);
    assertThat(asked)
        .containsExactlyElementsOf(
            IntStream.range(0, 15).mapToObj(number -> "web-" + number).toList());
    assertThat(logins).allSatisfy(login -> assertThat(login.end()).isDone());
  }

  @Test
  void aNewQuestionJoinsTheLineAndIsAskedLast() {
    throttled("web-1", 1);

    Optional<WaitingLogin> late = lines.join(question("web-2"), principal(2), PATIENCE);

    assertThat(late).isPresent();
    assertThat(lines.waiting("mount")).isEqualTo(2);
    assertThat(lines.waiting("other")).isZero();
    ring(PAUSE);
    answerAll();
    assertThat(asked).containsExactly("web-1", "web-2");
    assertThat(late.get().end()).isDone();
  }

  @Test
  void withoutALineAQuestionIsNotHeldUp() {
    assertThat(lines.isWaitedFor(question("web-1"))).isFalse();
    assertThat(lines.join(question("web-1"), principal(1), PATIENCE)).isEmpty();
  }

  @Test
  void anotherSubscriptionHasALineOfItsOwn() {
    throttled("web-1", 1);

    assertThat(lines.isWaitedFor(question("web-2"))).isTrue();
    assertThat(lines.isWaitedFor(question(OTHER_SUBSCRIPTION, "web-1"))).isFalse();
  }

  @Test
  void loginsOfOneMachineShareTheCall() {
    WaitingLogin first = throttled("web-1", 1);
    WaitingLogin second = throttled("web-1", 1);
    WaitingLogin third = throttled("web-1", 2);
    ring(PAUSE);

    answerAll();

    assertThat(asked).containsExactly("web-1");
    assertThat(List.of(first, second, third))
        .allSatisfy(
            login -> assertThat(login.end().join().kind()).isEqualTo(LineOutcome.Kind.ANSWERED));
  }

  @Test
  void whoIsThrottledAgainKeepsThePlaceAndWaitsForTheNextPause() {
    WaitingLogin first = throttled("web-1", 1);
    throttled("web-2", 2);
    answers.put("web-1", THROTTLED);
    ring(PAUSE);

    answerAll();

    assertThat(first.end()).isNotDone();
    assertThat(alarms).containsExactly(PAUSE, PAUSE);
    answers.clear();
    ring(PAUSE);
    answerAll();
    assertThat(asked).containsExactly("web-1", "web-1", "web-2");
    assertThat(first.end()).isDone();
  }

  @Test
  void whoCannotWaitThatLongIsToldWhen() {
    throttled("web-1", 1);

    WaitingLogin hurried =
        lines.join(question("web-2"), principal(2), Duration.ofSeconds(5)).orElseThrow();

    assertEnded(hurried, LineOutcome.Kind.TOO_LONG, new DirectoryAnswer.Throttled(PAUSE));
    assertThat(waits("too_long")).isEqualTo(1);
    assertThat(waiting()).isEqualTo(1);
  }

  @Test
  void aLongerPauseSendsThoseAwayWhomItOutlasts() {
    WaitingLogin first = throttled("web-1", 1);
    answers.put("web-1", new DirectoryAnswer.Throttled(Duration.ofSeconds(40)));
    ring(PAUSE);

    answerAll();

    assertEnded(
        first, LineOutcome.Kind.TOO_LONG, new DirectoryAnswer.Throttled(Duration.ofSeconds(40)));
    assertThat(lines.isWaitedFor(question("web-2"))).isFalse();
  }

  @Test
  void whenAzureIsAwayNobodyWaitsOn() {
    WaitingLogin first = throttled("web-1", 1);
    WaitingLogin second = throttled("web-2", 2);
    answers.put("web-1", new DirectoryAnswer.Down("no answer"));
    ring(PAUSE);
    clock.advance(Duration.ofSeconds(4)); // while it is asked

    answerAll();

    assertEnded(first, LineOutcome.Kind.ANSWERED, new DirectoryAnswer.Down("no answer"));
    assertThat(second.end().join().kind()).isEqualTo(LineOutcome.Kind.AWAY);
    assertThat(second.end().join().facts().answer()).isInstanceOf(DirectoryAnswer.Down.class);
  }

  @Test
  void whoFloodsTheLineMakesRoomForOthers() {
    List<WaitingLogin> flood =
        IntStream.range(0, WaitingLogins.MOST)
            .mapToObj(number -> throttled("flood-" + number, 7))
            .toList();
    WaitingLogin tooMany = throttled("flood-x", 7);

    WaitingLogin other = throttled("web-1", 1);

    assertThat(tooMany.end().join().kind()).isEqualTo(LineOutcome.Kind.FULL);
    assertThat(other.end()).isNotDone();
    assertEnded(flood.get(WaitingLogins.MOST - 1), LineOutcome.Kind.FULL, THROTTLED);
    assertThat(waits("full")).isEqualTo(2);
    assertThat(waiting()).isEqualTo(WaitingLogins.MOST);
    ring(PAUSE);
    calls.remove().run();
    calls.remove().run();
    assertThat(asked).containsExactly("flood-0", "web-1");
    assertThat(other.end()).isDone();
  }

  @Test
  void whoGivesUpIsNotAskedFor() {
    WaitingLogin first = throttled("web-1", 1);
    WaitingLogin second = throttled("web-2", 2);
    clock.advance(Duration.ofSeconds(4));

    LineOutcome end = lines.leave(first);

    assertThat(end.kind()).isEqualTo(LineOutcome.Kind.LATE);
    assertThat(end.facts().answer())
        .isEqualTo(new DirectoryAnswer.Throttled(Duration.ofSeconds(6)));
    assertThat(waits("late")).isEqualTo(1);
    ring(Duration.ofSeconds(6));
    answerAll();
    assertThat(asked).containsExactly("web-2");
    assertThat(lines.leave(second).kind()).isEqualTo(LineOutcome.Kind.ANSWERED);
  }

  @Test
  void aThrottlingOfBeforeDoesNotStopALineThatMoves() {
    WaitingLogin first = throttled("web-1", 1);
    ring(PAUSE);
    assertThat(calls).hasSize(1);

    WaitingLogin old =
        lines.join(
            question("web-9"),
            principal(9),
            PATIENCE,
            new CachedAnswer<>(
                new DirectoryAnswer.Throttled(Duration.ofSeconds(20)), CachedAnswer.Source.CACHED));
    answerAll();

    assertThat(first.end()).isDone();
    assertThat(old.end()).isDone();
    assertThat(alarms).hasSize(1);
  }

  @Test
  void aThrottlingThatTheLineWasNotToldOfDelaysItAndSendsNobodyAway() {
    WaitingLogin first = throttled("web-1", 1);
    clock.advance(Duration.ofSeconds(1));
    askedByAnotherThatGoesAway("web-2", PAUSE);
    WaitingLogin second = joinedByCachedAnswer("web-2", 2, Duration.ofSeconds(9));
    ring(Duration.ofSeconds(9));

    answerAll();

    assertThat(first.end()).isDone();
    assertThat(second.end()).isNotDone();
    assertThat(asked).containsExactly("web-2", "web-1");
    assertThat(alarms).containsExactly(PAUSE, Duration.ofSeconds(1));
    ring(Duration.ofSeconds(1));
    answerAll();
    assertThat(second.end().join().kind()).isEqualTo(LineOutcome.Kind.ANSWERED);
  }

  @Test
  void whoCannotWaitForTheEndOfAnUntoldThrottlingIsToldWhen() {
    throttled("web-1", 1);
    askedByAnotherThatGoesAway("web-2", Duration.ofSeconds(40));
    WaitingLogin second = joinedByCachedAnswer("web-2", 2, Duration.ofSeconds(40));
    ring(PAUSE);

    answerAll();

    assertEnded(
        second, LineOutcome.Kind.TOO_LONG, new DirectoryAnswer.Throttled(Duration.ofSeconds(30)));
    assertThat(lines.isWaitedFor(question("web-2"))).isFalse();
  }

  @Test
  void whoseListFailedWaitsInLineForTheNextOne() {
    WaitingLogin login = joinedByFailedList("web-1", 1, Duration.ofSeconds(1));
    assertThat(alarms).containsExactly(Duration.ofSeconds(1));

    ring(Duration.ofSeconds(1));
    answerAll();

    assertThat(login.end().join().kind()).isEqualTo(LineOutcome.Kind.ANSWERED);
    assertThat(login.end().join().facts().answer()).isInstanceOf(DirectoryAnswer.Found.class);
  }

  @Test
  void aListThatFailsDoesNotStopALineThatMoves() {
    WaitingLogin first = throttled("web-1", 1);
    ring(PAUSE);
    joinedByFailedList("web-9", 9, Duration.ofSeconds(20));

    answerAll();

    assertThat(first.end()).isDone();
    assertThat(alarms).hasSize(1);
  }

  @Test
  void aQuestionForTheMachineAloneIsAnotherOne() {
    LineQuestion question = question("web-1");

    assertThat(question.alone()).isNotEqualTo(question).isEqualTo(question.alone());
  }

  @Test
  void itIsMeasuredHowLongTheyWaitAndHowItEnds() {
    throttled("web-1", 1);
    throttled("web-2", 2);
    assertThat(waiting()).isEqualTo(2);
    ring(PAUSE);
    answerAll();

    assertThat(waiting()).isZero();
    assertThat(waits("answered")).isEqualTo(2);
    assertThat(metrics.timers())
        .filteredOn(it -> it.name().equals("azimuth_azure_login_wait_seconds"))
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.count()).isEqualTo(2);
              assertThat(it.sum()).isEqualTo(20);
            });
  }

  private void assertEnded(WaitingLogin login, LineOutcome.Kind kind, DirectoryAnswer answer) {
    assertThat(login.end()).isDone();
    assertThat(login.end().join().kind()).isEqualTo(kind);
    assertThat(login.end().join().facts().answer()).isEqualTo(answer);
  }

  private WaitingLogin throttled(String machine, int principal) {
    return joined(machine, principal, PAUSE, CachedAnswer.Source.ASKED);
  }

  private WaitingLogin joinedByCachedAnswer(String machine, int principal, Duration left) {
    return joined(machine, principal, left, CachedAnswer.Source.CACHED);
  }

  private WaitingLogin joinedByFailedList(String machine, int principal, Duration again) {
    return lines.join(
        question(machine),
        principal(principal),
        PATIENCE,
        new CachedAnswer<>(new DirectoryAnswer.Throttled(again), CachedAnswer.Source.ASKED, true));
  }

  private WaitingLogin joined(
      String machine, int principal, Duration pause, CachedAnswer.Source source) {
    return lines.join(
        question(machine),
        principal(principal),
        PATIENCE,
        new CachedAnswer<>(new DirectoryAnswer.Throttled(pause), source));
  }

  // As a login whose client has gone, or a renewal that has no time to wait in a line.
  private void askedByAnotherThatGoesAway(String machine, Duration throttledFor) {
    answers.put(machine, new DirectoryAnswer.Throttled(throttledFor));
    LineQuestion question = question(machine);
    var unused = cache.find(question.query(), Deadline.of(Duration.ofSeconds(10)));
    answerAll();
    answers.remove(machine);
  }

  private void ring(Duration passed) {
    clock.advance(passed);
    alarm.remove().run();
  }

  private void answerAll() {
    while (!calls.isEmpty()) {
      calls.remove().run();
    }
  }

  private double waits(String outcome) {
    return metrics.number("azimuth_azure_login_waits_total", Map.of("outcome", outcome));
  }

  private double waiting() {
    return metrics.number("azimuth_azure_logins_waiting", Map.of());
  }

  private LineQuestion question(String machine) {
    return question(SUBSCRIPTION, machine);
  }

  private LineQuestion question(String subscription, String machine) {
    ResourceId id =
        ResourceId.parse(
                "/subscriptions/"
                    + subscription
                    + "/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/"
                    + machine)
            .orElseThrow();
    return new LineQuestion(
        cache,
        new ResourceFactsQuery(
            (access, asks, limit) -> {
              asked.add(machine);
              return answers.getOrDefault(machine, found(id));
            },
            new DirectoryAccess(
                "mount",
                1,
                "cloud",
                "tenant",
                new ServerCredential.ManagedIdentity(Optional.empty()),
                new DirectoryAccess.Retries(0, Duration.ZERO, Duration.ZERO),
                DirectoryAccess.CallLog.NONE),
            id,
            Duration.ofMinutes(1),
            Duration.ZERO));
  }

  private static DirectoryAnswer found(ResourceId id) {
    return new DirectoryAnswer.Found(
        new ResourceFacts(
            id, Optional.empty(), Optional.of(principal(1)), Set.of(), Optional.empty()));
  }

  private static PrincipalId principal(int number) {
    return new PrincipalId("bbbbbbbb-0000-4000-8000-%012d".formatted(number));
  }
}

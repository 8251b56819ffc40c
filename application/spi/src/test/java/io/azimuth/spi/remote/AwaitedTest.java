package io.azimuth.spi.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class AwaitedTest {

  private static final Deadline LONG = Deadline.of(Duration.ofHours(1));
  private static final ErrorCode LATE = ErrorCode.IDENTITY_PROVIDER_UNAVAILABLE;

  private final CompletableFuture<String> answer = new CompletableFuture<>();
  private final CompletableFuture<String> other = new CompletableFuture<>();
  private final List<String> steps = new ArrayList<>();

  @Test
  void stepsRunAtOnceWhileAnswersAreThere() {
    answer.complete("one");

    Awaited<String> chain =
        Awaited.of(answer, LONG, LATE).then(this::noted).thenAwait(one -> Awaited.of(one + "!"));

    assertThat(steps).containsExactly("one");
    assertThat(chain).isEqualTo(Awaited.of("one!"));
  }

  @Test
  void theRemainingStepsRunWhenResumedAndOnlyThen() {
    Awaited<String> chain = Awaited.of(answer, LONG, LATE).then(this::noted).then(this::noted);
    Awaited.Pending<String> pending = pending(chain);
    assertThat(pending.ended()).isNotDone();

    answer.complete("one");

    assertThat(pending.ended()).isDone();
    assertThat(steps).isEmpty();
    assertThat(pending.resume()).isEqualTo(Awaited.of("one"));
    assertThat(steps).containsExactly("one", "one");
  }

  @Test
  void aStepMayWaitItselfAndEarlierStepsDoNotRunAgain() {
    Awaited<String> chain =
        Awaited.of(answer, LONG, LATE)
            .then(this::noted)
            .thenAwait(one -> Awaited.of(other, LONG, LATE).then(two -> one + two))
            .then(this::noted);
    answer.complete("one");
    Awaited.Pending<String> second = pending(pending(chain).resume());
    assertThat(steps).containsExactly("one");

    other.complete("two");

    assertThat(second.resume()).isEqualTo(Awaited.of("onetwo"));
    assertThat(steps).containsExactly("one", "onetwo");
  }

  @Test
  void whatIsNotThereAtTheDeadlineIsLate() {
    assertLate(() -> Awaited.of(answer, Deadline.of(Duration.ZERO), LATE));
    Awaited.Pending<String> pending = pending(Awaited.of(answer, LONG, LATE).then(this::noted));

    assertLate(pending::resume);
    assertThat(steps).isEmpty();
  }

  @Test
  void aWaitEndsWithItsDeadline() {
    Awaited<String> chain = Awaited.of(answer, Deadline.of(Duration.ofMillis(200)), LATE);

    assertLate(chain::join);
  }

  @Test
  void aFailureLeavesTheCallThatRunsTheStep() {
    Awaited.Pending<String> pending = pending(Awaited.of(answer, LONG, LATE));
    answer.completeExceptionally(
        new ServiceException(ErrorCode.IDENTITY_PROVIDER_UNUSABLE, "no document"));
    other.completeExceptionally(new IllegalStateException("broken"));

    assertFault(ErrorCode.IDENTITY_PROVIDER_UNUSABLE, pending::resume);
    assertFault(ErrorCode.IDENTITY_PROVIDER_UNUSABLE, () -> Awaited.of(answer, LONG, LATE));
    assertFault(ErrorCode.UNEXPECTED, () -> Awaited.of(other, LONG, LATE));
  }

  @Test
  void anEndIsAnEndWhetherGoodOrBad() {
    answer.completeExceptionally(new IllegalStateException("broken"));

    assertThat(Awaited.ended(answer, LONG)).isEqualTo(Awaited.of(true));
    assertThat(Awaited.ended(other, Deadline.of(Duration.ZERO))).isEqualTo(Awaited.of(false));
    Awaited.Pending<Boolean> pending = pending(Awaited.ended(other, LONG));
    assertThat(pending.resume()).isEqualTo(Awaited.of(false));
  }

  @Test
  void aFallbackReplacesAStepThatThrowsNowOrLater() {
    assertThat(recovering(Awaited.of("x").then(one -> "fine"))).isEqualTo(Awaited.of("fine"));
    Awaited.Pending<String> pending =
        pending(
            Awaited.recovering(
                () -> Awaited.of(answer, LONG, LATE).then(AwaitedTest::refuse),
                IllegalArgumentException.class,
                thrown -> "instead of " + thrown.getMessage()));
    answer.complete("one");

    assertThat(pending.resume()).isEqualTo(Awaited.of("instead of one"));
    assertThat(
            Awaited.recovering(
                () -> Awaited.of(refuse("two")),
                IllegalArgumentException.class,
                thrown -> "instead of " + thrown.getMessage()))
        .isEqualTo(Awaited.of("instead of two"));
    assertThatThrownBy(
            () ->
                Awaited.recovering(
                    () -> Awaited.of(refuse("three")), ServiceException.class, thrown -> "caught"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void joiningWaitsForAllAnswers() {
    Awaited<String> chain =
        Awaited.of(answer, LONG, LATE)
            .thenAwait(one -> Awaited.of(other, LONG, LATE).then(two -> one + two));
    answer.completeOnTimeout("one", 1, TimeUnit.MILLISECONDS);
    other.completeOnTimeout("two", 2, TimeUnit.MILLISECONDS);

    assertThat(chain.join()).isEqualTo("onetwo");
  }

  private static Awaited<String> recovering(Awaited<String> chain) {
    return Awaited.recovering(() -> chain, IllegalArgumentException.class, thrown -> "caught");
  }

  private String noted(String value) {
    steps.add(value);
    return value;
  }

  private static String refuse(String value) {
    throw new IllegalArgumentException(value);
  }

  private static <T> Awaited.Pending<T> pending(Awaited<T> chain) {
    return chain.<Awaited.Pending<T>>fold(
        value -> {
          throw new AssertionError("is there: " + value);
        },
        pending -> pending);
  }

  private static void assertLate(ThrowingCallable call) {
    assertFault(LATE, call);
  }

  private static void assertFault(ErrorCode code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            ServiceException.class, fault -> assertThat(fault.code()).isEqualTo(code));
  }
}

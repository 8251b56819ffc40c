package io.azimuth.spi.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.testkit.fake.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class RemoteValueTest {

  private static final RefreshPolicy LIFETIMES =
      new RefreshPolicy(
          Duration.ofHours(1), Duration.ofHours(24), Duration.ofSeconds(2), Duration.ofMinutes(1));

  private final MutableClock clock = new MutableClock(Instant.parse("2026-11-25T12:00:00Z"));
  private final Deque<Runnable> begun = new ArrayDeque<>();
  private final RemoteValue<String> value =
      new RemoteValue<>(this::fetch, LIFETIMES, ErrorCode.STORE_BUSY, begun::add, clock);
  private int fetches;
  private Optional<String> source = Optional.of("first");

  @Test
  void fetchesNothingUntilAsked() {
    assertThat(value.held()).isEmpty();
    value.refreshIfDue();
    assertThat(begun).isEmpty();
  }

  @Test
  void allWhoAskWhileAFetchIsUnderWayGetItsAnswer() {
    CompletableFuture<String> one = value.ask();
    CompletableFuture<String> two = value.ask();
    assertThat(one).isNotDone();
    land();

    assertThat(one).isCompletedWithValue("first");
    assertThat(two).isCompletedWithValue("first");
    assertThat(value.ask()).isCompletedWithValue("first");
    assertThat(fetches).isEqualTo(1);
  }

  @Test
  void answersFromMemoryWhileARefreshIsUnderWay() {
    askAndLand();
    source = Optional.of("second");
    clock.advance(Duration.ofHours(1));

    assertThat(value.ask()).isCompletedWithValue("first");
    assertThat(value.ask()).isCompletedWithValue("first");
    assertThat(begun).hasSize(1);
    land();
    assertThat(value.ask()).isCompletedWithValue("second");
  }

  @Test
  void doesNotRefreshAMomentTooEarly() {
    askAndLand();
    clock.advance(Duration.ofHours(1).minusNanos(1));
    value.refreshIfDue();

    assertThat(begun).isEmpty();
  }

  @Test
  void answersWithTheFailureForAWhile() {
    source = Optional.empty();
    askAndLand();
    clock.advance(Duration.ofSeconds(2).minusNanos(1));
    assertFailed(value.ask());
    assertThat(begun).isEmpty();

    clock.advance(Duration.ofNanos(1));
    source = Optional.of("first");
    CompletableFuture<String> again = value.ask();
    land();
    assertThat(again).isCompletedWithValue("first");
    assertThat(value.lastFailure()).isEmpty();
  }

  @Test
  void keepsTheLastGoodValueThroughFailedRefreshes() {
    askAndLand();
    source = Optional.empty();
    clock.advance(Duration.ofHours(24).minusNanos(1));
    askAndLand();
    assertThat(value.ask()).isCompletedWithValue("first");
    assertThat(value.lastFailure()).isPresent();

    clock.advance(Duration.ofNanos(1));
    assertThat(value.held()).isEmpty();
    assertFailed(value.ask());
    assertThat(begun).isEmpty();
  }

  @Test
  void triesAFailedRefreshAgainLaterThanAFailedFirstFetch() {
    askAndLand();
    source = Optional.empty();
    clock.advance(Duration.ofHours(1));
    askAndLand();
    clock.advance(Duration.ofMinutes(1).minusNanos(1));
    value.refreshIfDue();
    assertThat(begun).isEmpty();

    clock.advance(Duration.ofNanos(1));
    value.refreshIfDue();
    assertThat(begun).hasSize(1);
  }

  @Test
  void renewsOnlyWhenAllowedAndJoinsWhatIsUnderWay() {
    askAndLand();
    assertThat(value.renew(() -> false)).isEmpty();

    CompletableFuture<String> renewed = value.renew(() -> true).orElseThrow();
    assertThat(value.renew(() -> false)).containsSame(renewed);
    land();
    assertThat(renewed).isCompletedWithValue("first");
    assertThat(fetches).isEqualTo(2);
  }

  @Test
  void noThreadWaitsForAnAnswerThatComesByItself() {
    Deque<CompletableFuture<String>> calls = new ArrayDeque<>();
    RemoteValue<String> called =
        RemoteValue.withoutThread(
            () -> {
              calls.add(new CompletableFuture<>());
              return calls.getLast();
            },
            LIFETIMES,
            ErrorCode.STORE_BUSY,
            Runnable::run,
            clock);

    CompletableFuture<String> one = called.ask();
    assertThat(called.ask()).isSameAs(one).isNotDone();
    calls.getLast().complete("first");
    assertThat(one).isCompletedWithValue("first");

    CompletableFuture<String> renewed = called.renew(() -> true).orElseThrow();
    calls.getLast().completeExceptionally(new ServiceException(ErrorCode.STORE_BUSY, "down"));
    assertFailed(renewed);
    assertThat(called.held()).contains("first");
    assertThat(calls).hasSize(2);
  }

  @Test
  void failsAtOnceWhenNoThreadTakesTheFetch() {
    RemoteValue<String> refused =
        new RemoteValue<>(
            this::fetch,
            LIFETIMES,
            ErrorCode.IDENTITY_PROVIDER_UNAVAILABLE,
            task -> {
              throw new RejectedExecutionException("full");
            },
            clock);

    assertThat(refused.ask()).isCompletedExceptionally();
    assertThat(refused.lastFailure().orElseThrow().code())
        .isEqualTo(ErrorCode.IDENTITY_PROVIDER_UNAVAILABLE);
  }

  @Test
  void refusesLifetimesThatContradictEachOther() {
    assertThatThrownBy(
            () ->
                new RefreshPolicy(
                    Duration.ofHours(2), Duration.ofHours(1), Duration.ZERO, Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () ->
                new RefreshPolicy(
                    Duration.ZERO, Duration.ZERO, Duration.ofSeconds(-1), Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void patienceEndsBeforeTheFetchDoes() {
    CompletableFuture<String> answer = value.ask();

    assertThatThrownBy(
            () ->
                Awaited.of(
                    answer, Deadline.of(Duration.ZERO), ErrorCode.IDENTITY_PROVIDER_UNAVAILABLE))
        .isInstanceOfSatisfying(
            ServiceException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.IDENTITY_PROVIDER_UNAVAILABLE));
    assertThat(Awaited.ended(answer, Deadline.of(Duration.ZERO)).join()).isFalse();
    land();
    assertThat(Awaited.ended(answer, Deadline.of(Duration.ZERO)).join()).isTrue();
    assertThat(Awaited.of(answer, Deadline.of(Duration.ZERO), ErrorCode.UNEXPECTED).join())
        .isEqualTo("first");
  }

  private String fetch() {
    fetches++;
    return source.orElseThrow(
        () -> new ServiceException(ErrorCode.IDENTITY_PROVIDER_UNAVAILABLE, "down"));
  }

  private void askAndLand() {
    var unused = value.ask();
    land();
  }

  private void land() {
    begun.remove().run();
  }

  private static void assertFailed(CompletableFuture<String> answer) {
    assertThatThrownBy(
            () -> Awaited.of(answer, Deadline.of(Duration.ofSeconds(1)), ErrorCode.UNEXPECTED))
        .hasMessageContaining("down");
  }
}

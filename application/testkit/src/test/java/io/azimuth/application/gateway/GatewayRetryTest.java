package io.azimuth.application.gateway;

import static io.azimuth.testkit.TestServer.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.application.api.ApiResponse;
import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.Refusal;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.RequestBody;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.engine.CommitOutcome;
import io.azimuth.spi.remote.Awaited;
import io.azimuth.spi.route.Call;
import io.azimuth.spi.storage.StaleReadException;
import io.azimuth.testkit.TestServer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GatewayRetryTest extends GatewayFixture {

  @Test
  void aConflictRunsTheHandlerAgainOnWhatIsThereNow() {
    method.act(GatewayRetryTest::count);
    server.store().endCommitsWith(CommitOutcome.CONFLICT, CommitOutcome.CONFLICT);

    TestServer.done(server.write(root, "auth/app/act", Map.of()));

    assertThat(method.calls()).hasSize(3);
    assertThat(method.calls().get(0).transaction())
        .isNotSameAs(method.calls().get(2).transaction());
  }

  @Test
  void aRecordThatSomebodyElseChangedIsAConflict() {
    method.act(GatewayRetryTest::count);
    TestServer.done(server.write(root, "auth/app/act", Map.of()));
    String uuid = method.calls().get(0).mount().uuid();
    server
        .store()
        .beforeNextCommit(
            () -> server.store().change(w -> w.storage(uuid).put("count", number(41))));

    TestServer.done(server.write(root, "auth/app/act", Map.of()));

    assertThat(server.store().begin().storage(uuid).get("count")).contains(number(42));
  }

  @Test
  void afterTooManyConflictsTheServerIsTooBusy() {
    method.act(GatewayRetryTest::count);
    server.store().endCommitsWith(conflicts(Gateway.MAX_ATTEMPTS + 1));

    Refusal refusal = refusal(server.write(root, "auth/app/act", Map.of()));

    assertThat(refusal.category()).isEqualTo(ErrorCategory.OVERLOADED);
    assertThat(refusal.retryAfter()).contains(Duration.ofSeconds(1));
    assertThat(method.calls()).hasSize(Gateway.MAX_ATTEMPTS);
  }

  @Test
  void theLastAttemptMaySucceed() {
    method.act(GatewayRetryTest::count);
    server.store().endCommitsWith(conflicts(Gateway.MAX_ATTEMPTS - 1));

    TestServer.done(server.write(root, "auth/app/act", Map.of()));
    assertThat(method.calls()).hasSize(Gateway.MAX_ATTEMPTS);
  }

  @Test
  void theNextAttemptBeginsAfterAPauseThatKeepsNoThread() throws InterruptedException {
    Queue<Duration> lengths = new ConcurrentLinkedQueue<>();
    BlockingQueue<Runnable> waiting = new LinkedBlockingQueue<>();
    server.pauseOn(
        (pause, task) -> {
          lengths.add(pause);
          waiting.add(task);
        });
    method.act(GatewayRetryTest::count);
    server.store().endCommitsWith(conflicts(3));

    CompletableFuture<ApiResponse> response =
        server
            .send(server.request(Operation.WRITE, root, "auth/app/act", RequestBody.NONE))
            .toCompletableFuture();
    for (int conflict = 1; conflict <= 3; conflict++) {
      Runnable attempt = waiting.poll(30, TimeUnit.SECONDS);
      assertThat(attempt).isNotNull();
      assertThat(response).isNotDone();
      assertThat(method.calls()).hasSize(conflict);
      attempt.run();
    }

    TestServer.done(response.join().answer());
    assertThat(lengths).hasSize(3).allMatch(pause -> pause.compareTo(Duration.ofMillis(4)) <= 0);
    assertThat(waiting).isEmpty();
  }

  @Test
  void aTimerThatHasStoppedIsTooBusy() {
    method.act(GatewayRetryTest::count);
    server.store().endCommitsWith(CommitOutcome.CONFLICT);
    server.pauseOn(
        (pause, task) -> {
          throw new RejectedExecutionException("stopped");
        });

    assertThat(refusal(server.write(root, "auth/app/act", Map.of())).category())
        .isEqualTo(ErrorCategory.OVERLOADED);
  }

  @Test
  void noMoreThanAThousandRequestsPause() {
    Deque<Runnable> waiting = new ArrayDeque<>();
    server.pauseOn((pause, task) -> waiting.add(task));
    method.act(
        call -> {
          throw new StaleReadException();
        });
    for (int i = 0; i < 1_024; i++) {
      var unused =
          server.send(server.request(Operation.READ, root, "auth/app/act", RequestBody.NONE));
    }

    assertThat(refusal(server.read(root, "auth/app/act")).category())
        .isEqualTo(ErrorCategory.OVERLOADED);

    method.act(call -> new Answer.Empty());
    waiting.forEach(Runnable::run);
    TestServer.done(server.read(root, "auth/app/act"));
  }

  @Test
  void readsAcrossEpochsRunAgain() {
    Deque<Boolean> stale = new ArrayDeque<>(List.of(true, true));
    method.act(
        call -> {
          if (stale.poll() != null) {
            throw new StaleReadException();
          }
          return new Answer.Empty();
        });

    TestServer.done(server.read(root, "auth/app/act"));
    assertThat(method.calls()).hasSize(3);
  }

  @Test
  void whatWaitsForAnotherSystemKeepsNoThreadAndIsNoAttempt() {
    CompletableFuture<Void> theirs = new CompletableFuture<>();
    method.act(
        call -> {
          Awaited<Boolean> ended = Awaited.ended(theirs, call.deadline());
          return Answer.of(ended.then(arrived -> count(call)));
        });
    server.store().endCommitsWith(conflicts(Gateway.MAX_ATTEMPTS - 1));

    CompletableFuture<ApiResponse> response =
        server
            .send(server.request(Operation.WRITE, root, "auth/app/act", RequestBody.NONE))
            .toCompletableFuture();
    assertThat(response).isNotDone();
    assertThat(method.calls()).hasSize(1);

    theirs.complete(null);
    TestServer.done(response.join().answer());
    assertThat(method.calls()).hasSize(Gateway.MAX_ATTEMPTS);
  }

  @Test
  void noMoreThanAThousandRequestsWaitForAnotherSystem() {
    CompletableFuture<Void> theirs = new CompletableFuture<>();
    method.act(
        call -> {
          Awaited<Boolean> ended = Awaited.ended(theirs, call.deadline());
          return Answer.of(ended.then(arrived -> new Answer.Empty()));
        });
    List<CompletableFuture<ApiResponse>> waiting = new ArrayList<>();
    for (int i = 0; i < 1_024; i++) {
      waiting.add(
          server
              .send(server.request(Operation.READ, root, "auth/app/act", RequestBody.NONE))
              .toCompletableFuture());
    }

    assertThat(refusal(server.read(root, "auth/app/act")).category())
        .isEqualTo(ErrorCategory.OVERLOADED);
    assertThat(waiting).noneMatch(CompletableFuture::isDone);

    theirs.complete(null);
    assertThat(waiting).allSatisfy(response -> TestServer.done(response.join().answer()));
    TestServer.done(server.read(root, "auth/app/act"));
  }

  @Test
  void anUnknownOutcomeIsAFaultAndNotRepeated() {
    method.act(GatewayRetryTest::count);
    server.store().endCommitsWith(CommitOutcome.UNKNOWN);

    Refusal refusal = refusal(server.write(root, "auth/app/act", Map.of()));

    assertThat(refusal.category()).isEqualTo(ErrorCategory.INTERNAL);
    assertThat(refusal.errors()).containsExactly("the outcome of the write is not known");
    assertThat(method.calls()).hasSize(1);
  }

  @Test
  void noFreeThreadForAnotherAttemptIsTooBusy() {
    method.act(GatewayRetryTest::count);
    server.store().endCommitsWith(CommitOutcome.CONFLICT);
    server.retryOn(
        task -> {
          throw new RejectedExecutionException("full");
        });

    assertThat(refusal(server.write(root, "auth/app/act", Map.of())).category())
        .isEqualTo(ErrorCategory.OVERLOADED);
  }

  @Test
  void attemptsRunOnTheRetryThreadsOnly() {
    Deque<Runnable> waiting = new ArrayDeque<>();
    server.retryOn(waiting::add);
    method.act(GatewayRetryTest::count);
    server.store().endCommitsWith(CommitOutcome.CONFLICT);

    CompletableFuture<ApiResponse> response =
        server
            .send(server.request(Operation.WRITE, root, "auth/app/act", RequestBody.NONE))
            .toCompletableFuture();

    server.store().awaitCommits();
    assertThat(response).isNotDone();
    waiting.remove().run();
    TestServer.done(response.join().answer());
  }

  @Test
  @DisplayName("CVE-2026-46405: a refusal writes nothing")
  void aThrownRefusalWritesNothing() {
    method.act(
        call -> {
          count(call);
          throw RefusedException.invalid("no");
        });

    assertWritesNothing("no");
  }

  @Test
  @DisplayName("CVE-2026-46405: a refusal that is returned writes nothing either")
  void aReturnedRefusalWritesNothing() {
    method.act(
        call -> {
          count(call);
          return new Answer.Refused(RefusedException.invalid("no").refusal());
        });

    assertWritesNothing("no");
  }

  @Test
  void aFaultOfAHandlerWritesNothingAndTellsNothing() {
    method.act(
        call -> {
          count(call);
          throw new IllegalStateException("a secret detail");
        });

    assertWritesNothing("internal error");
  }

  @ParameterizedTest
  @MethodSource("errors")
  void anErrorOfTheJvmIsOneAnswer500AndWritesNothing(Error error) {
    method.act(
        call -> {
          count(call);
          throw error;
        });

    assertWritesNothing("internal error");
  }

  @ParameterizedTest
  @MethodSource("errors")
  void anErrorDuringARepetitionIsAnsweredAndLeavesTheThreadAlive(Error error) {
    List<Throwable> escaped = new ArrayList<>();
    server.retryOn(
        task -> {
          try {
            task.run();
          } catch (RuntimeException | Error e) {
            escaped.add(e);
          }
        });
    method.act(
        call -> {
          if (method.calls().size() == 2) {
            throw error;
          }
          return count(call);
        });
    server.store().endCommitsWith(CommitOutcome.CONFLICT);

    Refusal refusal = refusal(server.write(root, "auth/app/act", Map.of()));

    assertThat(refusal.category()).isEqualTo(ErrorCategory.INTERNAL);
    assertThat(escaped).isEmpty();
    TestServer.done(server.write(root, "auth/app/act", Map.of()));
  }

  static Stream<Error> errors() {
    return Stream.of(new StackOverflowError(), new NoClassDefFoundError("planned"));
  }

  @Test
  void memoryThatRanOutIsReportedToTheHandlerOfTheThread() throws InterruptedException {
    method.act(
        call -> {
          throw new OutOfMemoryError("planned");
        });
    BlockingQueue<Throwable> reported = new LinkedBlockingQueue<>();
    Thread caller =
        new Thread(() -> refusal(server.write(root, "auth/app/act", Map.of())), "caller");
    caller.setUncaughtExceptionHandler((thread, thrown) -> reported.add(thrown));

    caller.start();

    assertThat(reported.poll(30, TimeUnit.SECONDS)).isInstanceOf(OutOfMemoryError.class);
    caller.join();
  }

  @Test
  void aSystemThatIsAwayIsSaidSoWithATimeToTryAgain() {
    method.act(
        call -> {
          throw new ServiceException(ErrorCode.IDENTITY_PROVIDER_UNAVAILABLE, "detail");
        });

    Refusal refusal = refusal(server.read(root, "auth/app/act"));

    assertThat(refusal.category()).isEqualTo(ErrorCategory.UPSTREAM_UNAVAILABLE);
    assertThat(refusal.errors()).containsExactly("the identity provider cannot be reached");
    assertThat(refusal.retryAfter()).isPresent();
  }

  @Test
  void whatIsSealedWhileItRunsIsAnsweredAsSealed() {
    method.act(
        call -> {
          count(call);
          server.store().seal(true);
          return new Answer.Empty();
        });

    Refusal refusal = refusal(server.write(root, "auth/app/act", Map.of()));

    assertThat(refusal.category()).isEqualTo(ErrorCategory.SEALED);
    assertThat(refusal.errors()).containsExactly("Vault is sealed");
  }

  @Test
  void whatIsSealedBeforeItRunsAgainIsAnsweredAsSealed() {
    method.act(GatewayRetryTest::count);
    server.store().endCommitsWith(CommitOutcome.CONFLICT);
    server.retryOn(
        task -> {
          server.store().seal(true);
          task.run();
        });

    assertThat(refusal(server.write(root, "auth/app/act", Map.of())).category())
        .isEqualTo(ErrorCategory.SEALED);
  }

  @Test
  void whileSealedEverythingButTheStatusIsSealed() {
    server.store().seal(true);

    assertThat(refusal(server.read(root, "auth/app/act")).category())
        .isEqualTo(ErrorCategory.SEALED);
    assertThat(refusal(server.write("", "auth/app/login", Map.of())).category())
        .isEqualTo(ErrorCategory.SEALED);
    assertThat(server.read("", "sys/seal-status")).isInstanceOf(Answer.Raw.class);
    assertThat(server.read("", "sys/health"))
        .isInstanceOfSatisfying(
            Answer.Raw.class, raw -> assertThat(raw.state()).isEqualTo(Answer.State.SEALED));
  }

  @Test
  void aTokenThatEndedBetweenTwoAttemptsIsRefusedByTheSecond() {
    String token = tokenWith("path \"auth/app/act\" { capabilities = [\"update\"] }");
    method.act(GatewayRetryTest::count);
    server
        .store()
        .beforeNextCommit(
            () -> TestServer.done(server.write(root, "auth/token/revoke", Map.of("token", token))));

    Refusal refusal = refusal(server.write(token, "auth/app/act", Map.of()));

    assertThat(refusal.category()).isEqualTo(ErrorCategory.PERMISSION_DENIED);
    String uuid = method.calls().get(0).mount().uuid();
    assertThat(server.store().begin().storage(uuid).get("count")).isEmpty();
  }

  private void assertWritesNothing(String error) {
    int before = server.store().commits();

    assertThat(refusal(server.write(root, "auth/app/act", Map.of())).errors())
        .containsExactly(error);

    assertThat(server.store().commits()).isEqualTo(before);
    String uuid = method.calls().get(0).mount().uuid();
    assertThat(server.store().begin().storage(uuid).get("count")).isEmpty();
  }

  private static CommitOutcome[] conflicts(int count) {
    return Collections.nCopies(count, CommitOutcome.CONFLICT).toArray(CommitOutcome[]::new);
  }

  private static Answer count(Call call) {
    int before =
        call.storage()
            .get("count")
            .flatMap(stored -> stored.get("n"))
            .map(n -> Integer.parseInt(((Value.Num) n).literal()))
            .orElse(0);
    call.storage().put("count", number(before + 1));
    return new Answer.Empty();
  }

  private static Value.Obj number(int n) {
    return Value.Obj.builder().put("n", n).build();
  }
}

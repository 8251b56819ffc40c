package io.azimuth.application.gateway;

import static io.azimuth.testkit.TestServer.done;
import static io.azimuth.testkit.TestServer.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.application.api.ApiResponse;
import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.Refusal;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.RequestBody;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.engine.CommitOutcome;
import io.azimuth.spi.remote.Awaited;
import io.azimuth.spi.remote.Deadline;
import io.azimuth.spi.route.Call;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests that wait for another system. */
class GatewayWaitTest extends GatewayFixture {

  private static final String MAY_ACT =
      "path \"auth/app/act\" { capabilities = [\"read\", \"update\"] }";

  private final CompletableFuture<String> theirs = new CompletableFuture<>();
  private final AtomicInteger resumed = new AtomicInteger();

  @Test
  void whatRemainsRunsOnceInTheSameTransaction() {
    server.enableAudit(root);
    method.act(call -> waiting(call, answer -> writing(call, answer)));

    CompletableFuture<ApiResponse> response = send(root);
    assertThat(response).isNotDone();
    theirs.complete("theirs");

    done(response.join().answer());
    assertThat(method.calls()).hasSize(1);
    assertThat(resumed).hasValue(1);
    assertThat(stored()).contains(Value.Obj.builder().put("answer", "theirs").build());
    assertThat(server.audit().records("request")).hasSize(1);
  }

  @Test
  void itRunsOnTheRetryThreadsOnly() {
    Deque<Runnable> threads = new ArrayDeque<>();
    server.retryOn(threads::add);
    method.act(call -> waiting(call, answer -> new Answer.Empty()));
    CompletableFuture<ApiResponse> response = send(root);

    theirs.complete("theirs");
    assertThat(resumed).hasValue(0);
    threads.remove().run();

    done(response.join().answer());
  }

  @Test
  void noFreeThreadToGoOnIsTooBusy() {
    method.act(call -> waiting(call, answer -> new Answer.Empty()));
    CompletableFuture<ApiResponse> response = send(root);
    server.retryOn(
        task -> {
          throw new RejectedExecutionException("full");
        });

    theirs.complete("theirs");

    Refusal refusal = refusal(response.join().answer());
    assertThat(refusal.category()).isEqualTo(ErrorCategory.OVERLOADED);
    assertThat(refusal.retryAfter()).contains(Duration.ofSeconds(1));
  }

  @Test
  void itMayWaitSeveralTimes() {
    CompletableFuture<String> second = new CompletableFuture<>();
    method.act(
        call ->
            waiting(
                call,
                one ->
                    Answer.of(
                        Awaited.of(second, call.deadline(), ErrorCode.UNEXPECTED)
                            .then(two -> writing(call, one + two)))));
    CompletableFuture<ApiResponse> response = send(root);

    theirs.complete("one");
    assertThat(response).isNotDone();
    second.complete("two");

    done(response.join().answer());
    assertThat(stored()).contains(Value.Obj.builder().put("answer", "onetwo").build());
    assertThat(method.calls()).hasSize(1);
  }

  @Test
  void theEndOfTheDeadlineIsARefusalWithATimeToTryAgain() throws Exception {
    method.act(
        call -> {
          Deadline soon = call.deadline().within(Duration.ofMillis(200));
          return Answer.of(
              Awaited.of(theirs, soon, ErrorCode.RESOURCE_MANAGER_UNAVAILABLE)
                  .then(answer -> writing(call, answer)));
        });

    Refusal refusal = refusal(send(root).get(1, TimeUnit.MINUTES).answer());

    assertThat(refusal.category()).isEqualTo(ErrorCategory.UPSTREAM_UNAVAILABLE);
    assertThat(refusal.errors()).containsExactly(ErrorCode.RESOURCE_MANAGER_UNAVAILABLE.sentence());
    assertThat(refusal.retryAfter()).isPresent();
    assertThat(stored()).isEmpty();
  }

  @Test
  void aRequestThatWaitsForItsTurnHasAnotherTime() throws Exception {
    method.act(
        call -> {
          Deadline line = call.lasting(Duration.ofMillis(200));
          return Answer.of(
              Awaited.ended(theirs, line)
                  .then(
                      ended -> {
                        call.lasting(Duration.ofSeconds(20));
                        return writing(call, ended + " " + lastsUntil(call.deadline(), 20));
                      }));
        });

    done(send(root).get(1, TimeUnit.MINUTES).answer());

    assertThat(stored()).contains(Value.Obj.builder().put("answer", "false true").build());
  }

  @Test
  void nobodyWaitsForMoreThanAMinute() {
    method.act(call -> writing(call, "" + lastsUntil(call.lasting(Duration.ofHours(1)), 60)));

    done(send(root).join().answer());

    assertThat(stored()).contains(Value.Obj.builder().put("answer", "true").build());
  }

  @Test
  void aServerThatStopsEndsTheWaitForATurnAndNoOther() {
    method.act(call -> waiting(call, answer -> new Answer.Empty()));
    CompletableFuture<ApiResponse> usual = send(root);
    method.act(
        call ->
            Answer.of(
                Awaited.ended(theirs, call.lasting(Duration.ofSeconds(50)))
                    .then(ended -> writing(call, "turn " + ended))));
    CompletableFuture<ApiResponse> inLine = send(root);

    server.get(Gateway.class).endTurns();

    done(inLine.join().answer());
    assertThat(stored()).contains(Value.Obj.builder().put("answer", "turn false").build());
    assertThat(usual).isNotDone();
    theirs.complete("theirs");
    done(usual.join().answer());
  }

  @Test
  void aRefusalAfterAWaitWritesNothing() {
    method.act(
        call -> {
          call.storage().put("x", Value.Obj.EMPTY);
          return waiting(
              call,
              answer -> {
                throw RefusedException.invalid(answer);
              });
        });
    CompletableFuture<ApiResponse> response = send(root);
    int commits = server.store().commits();

    theirs.complete("no");

    assertThat(refusal(response.join().answer()).errors()).containsExactly("no");
    assertThat(server.store().commits()).isEqualTo(commits);
  }

  @Test
  void aNewEpochMeanwhileBeginsTheRequestAnew() {
    method.act(call -> waiting(call, answer -> new Answer.Empty()));
    CompletableFuture<ApiResponse> response = send(root);

    server.store().change(work -> work.beginEpoch());
    theirs.complete("theirs");

    done(response.join().answer());
    assertThat(method.calls()).hasSize(2);
    assertThat(resumed).hasValue(1); // the first run was not resumed
  }

  @Test
  void aNewEpochDuringTheRemainingStepsBeginsTheRequestAnew() {
    Deque<Runnable> changes = new ArrayDeque<>();
    changes.add(() -> server.store().change(work -> work.beginEpoch()));
    method.act(
        call ->
            waiting(
                call,
                answer -> {
                  if (!changes.isEmpty()) {
                    changes.remove().run();
                    throw RefusedException.invalid("of what no longer holds");
                  }
                  return new Answer.Empty();
                }));
    CompletableFuture<ApiResponse> response = send(root);

    theirs.complete("theirs");

    done(response.join().answer());
    assertThat(method.calls()).hasSize(2);
    assertThat(resumed).hasValue(2);
  }

  @Test
  void aTokenRevokedMeanwhileGetsNoAnswer() {
    String token = tokenWith(MAY_ACT);
    method.act(call -> waiting(call, answer -> new Answer.Empty()));
    CompletableFuture<ApiResponse> response = send(token);

    done(server.write(root, "auth/token/revoke", Map.of("token", token)));
    theirs.complete("theirs");

    assertThat(refusal(response.join().answer()).category())
        .isEqualTo(ErrorCategory.PERMISSION_DENIED);
    assertThat(resumed).hasValue(0);
  }

  @Test
  void aTokenThatExpiredMeanwhileGetsNoAnswer() {
    String token = tokenWith(MAY_ACT);
    method.act(call -> waiting(call, answer -> new Answer.Empty()));
    CompletableFuture<ApiResponse> response = send(token);

    server.clock().advance(Duration.ofHours(2));
    theirs.complete("theirs");

    assertThat(refusal(response.join().answer()).category())
        .isEqualTo(ErrorCategory.PERMISSION_DENIED);
    assertThat(resumed).hasValue(0);
  }

  @Test
  void itDecidesAtTheMomentAtWhichItGoesOn() {
    List<Instant> moments = new ArrayList<>();
    method.act(
        call -> {
          moments.add(call.now());
          return waiting(
              call,
              answer -> {
                moments.add(call.now());
                return new Answer.Empty();
              });
        });
    CompletableFuture<ApiResponse> response = send(root);

    server.clock().advance(Duration.ofSeconds(7));
    theirs.complete("theirs");

    done(response.join().answer());
    assertThat(Duration.between(moments.get(0), moments.get(1))).isEqualTo(Duration.ofSeconds(7));
  }

  @Test
  void anEffectHappensOnceHoweverOftenTheHandlerRuns() {
    AtomicInteger effects = new AtomicInteger();
    List<Integer> results = new ArrayList<>();
    method.act(
        call -> {
          results.add(call.once(Integer.class, effects::incrementAndGet));
          return writing(call, "x");
        });
    server.store().endCommitsWith(CommitOutcome.CONFLICT, CommitOutcome.CONFLICT);

    done(send(root).join().answer());
    assertThat(method.calls()).hasSize(3);
    assertThat(results).containsExactly(1, 1, 1);

    done(send(root).join().answer());
    assertThat(effects).hasValue(2);
  }

  @Test
  void anEffectThatThrowsCountsAsNotRun() {
    Deque<String> refusals = new ArrayDeque<>(List.of("first"));
    method.act(
        call -> {
          try {
            return writing(call, call.once(String.class, () -> effect(refusals)));
          } catch (IllegalStateException e) {
            return writing(call, call.once(String.class, () -> effect(refusals)));
          }
        });

    done(send(root).join().answer());

    assertThat(stored()).contains(Value.Obj.builder().put("answer", "effect").build());
  }

  @ParameterizedTest
  @CsvSource({"create, there, false", "create, absent, true", "update, there, true"})
  void aCheckWhetherTheTargetExistsMayWait(String capability, String found, boolean allowed) {
    method.existence(
        call -> Awaited.of(theirs, call.deadline(), ErrorCode.UNEXPECTED).then("there"::equals));
    method.act(call -> new Answer.Empty());
    CompletableFuture<ApiResponse> response = sendThing(capability);
    assertThat(response).isNotDone();

    theirs.complete(found);

    Answer answer = response.join().answer();
    if (allowed) {
      done(answer);
    } else {
      assertThat(refusal(answer).category()).isEqualTo(ErrorCategory.PERMISSION_DENIED);
    }
  }

  @Test
  void aPluginIsNotAskedForACallerWhoMayNeitherCreateNorUpdate() {
    AtomicInteger asked = new AtomicInteger();
    method.existence(call -> Awaited.of(asked.incrementAndGet() > 0));

    assertThat(refusal(sendThing("read").join().answer()).category())
        .isEqualTo(ErrorCategory.PERMISSION_DENIED);
    assertThat(asked).hasValue(0);
  }

  private CompletableFuture<ApiResponse> sendThing(String capability) {
    String token =
        tokenWith("path \"auth/app/thing/*\" { capabilities = [\"" + capability + "\"] }");
    return server
        .send(server.request(Operation.WRITE, token, "auth/app/thing/x", RequestBody.NONE))
        .toCompletableFuture();
  }

  // Of a deadline that began a moment ago.
  private static boolean lastsUntil(Deadline deadline, int seconds) {
    long left = deadline.remaining().toSeconds();
    return left <= seconds && left > seconds - 10;
  }

  private static String effect(Deque<String> refusals) {
    if (!refusals.isEmpty()) {
      throw new IllegalStateException(refusals.remove());
    }
    return "effect";
  }

  private Answer waiting(Call call, Function<String, Answer> then) {
    return Answer.of(
        Awaited.of(theirs, call.deadline(), ErrorCode.UNEXPECTED)
            .then(
                answer -> {
                  resumed.incrementAndGet();
                  return then.apply(answer);
                }));
  }

  private static Answer writing(Call call, String answer) {
    call.storage().put("said", Value.Obj.builder().put("answer", answer).build());
    return new Answer.Empty();
  }

  private Optional<Value.Obj> stored() {
    String uuid = method.calls().get(0).mount().uuid();
    return server.store().begin().storage(uuid).get("said");
  }

  private CompletableFuture<ApiResponse> send(String token) {
    return server
        .send(server.request(Operation.WRITE, token, "auth/app/act", RequestBody.NONE))
        .toCompletableFuture();
  }
}

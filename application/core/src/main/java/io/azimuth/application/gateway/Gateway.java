package io.azimuth.application.gateway;

import io.azimuth.application.api.Api;
import io.azimuth.application.api.ApiResponse;
import io.azimuth.application.port.store.Store;
import io.azimuth.application.route.RetryExecutor;
import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.ApiRequest;
import io.azimuth.spi.api.Refusal;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.engine.CommitOutcome;
import io.azimuth.spi.remote.Awaited;
import io.azimuth.spi.route.Rendering;
import io.azimuth.spi.storage.StaleReadException;
import io.azimuth.spi.thread.OutOfMemory;
import io.azimuth.spi.trace.CurrentSpan;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs requests: repeats attempts of {@link RequestExecution} until the writes are durable, then
 * audits and sends the answer. Nothing is acknowledged before it is durable.
 */
@Singleton
public final class Gateway implements Api {

  private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);

  /**
   * With so many writers of one record at once the last one still succeeds; Terraform sends ten.
   */
  static final int MAX_ATTEMPTS = 50;

  private static final int MAX_PARKED = 1_024;
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final Store store;
  private final SealedGate sealedGate;
  private final GatewayServices steps;
  private final RetryExecutor retries;
  private final RetryTimer timer;
  private final RetryPauses pauses;
  private final FaultLog faults;
  private final EpochTurns turns = new EpochTurns();
  private final AtomicInteger parked = new AtomicInteger();
  private final AtomicInteger pausing = new AtomicInteger();
  private final CompletableFuture<Void> noMoreTurns = new CompletableFuture<>();

  @Inject
  Gateway(
      Store store,
      SealedGate sealedGate,
      GatewayServices steps,
      RetryExecutor retries,
      RetryTimer timer,
      RetryPauses pauses,
      FaultLog faults) {
    this.store = store;
    this.sealedGate = sealedGate;
    this.steps = steps;
    this.retries = retries;
    this.timer = timer;
    this.pauses = pauses;
    this.faults = faults;
    steps.counts().metrics().parked(parked::get);
  }

  @Override
  public CompletionStage<ApiResponse> handle(ApiRequest request) {
    if (sealedGate.serves(request)) {
      CompletableFuture<ApiResponse> response = new CompletableFuture<>();
      serveSealed(request, response, () -> sealedGate.handle(request));
      return response;
    }
    CompletableFuture<ApiResponse> response = new CompletableFuture<>();
    CompletionStage<ApiResponse> closed = response; // the answer, once the request is closed
    try {
      RequestExecution passage = new RequestExecution(request, steps);
      closed =
          response.whenComplete((answer, thrown) -> close(passage, Optional.ofNullable(answer)));
      attempt(passage, response, 1);
    } catch (RuntimeException | Error e) { // the store may have been sealed since the check
      response.complete(unserved(request, e));
    }
    return closed;
  }

  private void close(RequestExecution passage, Optional<ApiResponse> answer) {
    endTurn(passage);
    passage.close();
    answer.ifPresent(passage::measure);
  }

  private void attempt(
      RequestExecution passage, CompletableFuture<ApiResponse> response, int number) {
    run(passage, response, number, passage::attempt);
  }

  private void run(
      RequestExecution passage,
      CompletableFuture<ApiResponse> response,
      int number,
      Runnable steps) {
    try {
      CurrentSpan.during(passage.span(), steps);
      if (passage.waiting().isPresent()) {
        park(passage, response, number, passage.waiting().get());
        return;
      }
      if (!passage.stagedWrites()) {
        settle(passage, response);
        return;
      }
      if (passage.needsTurn() && !takeTurn(passage, response, number)) {
        return;
      }
      CommitSpan commit = CommitSpan.begin(passage.span(), number);
      store
          .commit(passage.staged())
          .thenAccept(
              outcome -> {
                commit.end(outcome);
                committed(passage, response, number, outcome);
              })
          .exceptionally(thrown -> fail(passage, response, thrown));
    } catch (StaleReadException e) {
      again(passage, response, number);
    } catch (RuntimeException | Error e) { // an error of one request must not end the thread
      fail(passage, response, e);
    }
  }

  private void committed(
      RequestExecution passage,
      CompletableFuture<ApiResponse> response,
      int number,
      CommitOutcome outcome) {
    switch (outcome) {
      case COMMITTED -> settleSoon(passage, response);
      case CONFLICT -> again(passage, response, number);
      case UNKNOWN ->
          fail(
              passage,
              response,
              new ServiceException(ErrorCode.STORE_UNCERTAIN, "the commit was not confirmed"));
    }
  }

  // The answer of another system is on its way: no thread waits for it. Then the remaining steps
  // run, which is no further attempt. The deadline of the request bounds each wait, also that of a
  // handler that chose a longer one.
  private void park(
      RequestExecution passage,
      CompletableFuture<ApiResponse> response,
      int number,
      Awaited.Pending<Answer> pending) {
    if (!enter(parked)) {
      complete(passage, response, busy());
      return;
    }
    endTurn(passage);
    CompletableFuture<Void> ended = pending.ended();
    var unused =
        passage
            .deadline()
            .firstEnd(passage.waitsForItsTurn() ? sooner(ended, noMoreTurns) : ended)
            .thenRun(
                () -> {
                  parked.decrementAndGet();
                  runSoon(passage, response, () -> run(passage, response, number, passage::resume));
                });
  }

  // The one that is not there yet keeps nothing of the other.
  private static CompletableFuture<?> sooner(
      CompletableFuture<Void> ended, CompletableFuture<Void> stop) {
    return CompletableFuture.anyOf(ended, stop);
  }

  /**
   * Ends the waits of all requests that wait for their turn, now and later: the server stops, and
   * they would hold it up for as long as they may wait.
   */
  public void endTurns() {
    noMoreTurns.complete(null);
  }

  private static boolean enter(AtomicInteger requests) {
    if (requests.incrementAndGet() <= MAX_PARKED) {
      return true;
    }
    requests.decrementAndGet();
    return false;
  }

  // What the attempt has read is old when its turn comes: it is made again then.
  private boolean takeTurn(
      RequestExecution passage, CompletableFuture<ApiResponse> response, int number) {
    CompletableFuture<Void> turn = turns.take();
    if (turn.isDone()) {
      passage.beginTurn();
      return true;
    }
    if (!enter(parked)) {
      leaveLine(turn);
      complete(passage, response, busy());
      return false;
    }
    var unused =
        passage
            .deadline()
            .firstEnd(turn)
            .thenRun(
                () -> {
                  parked.decrementAndGet();
                  if (turn.cancel(false)) {
                    complete(passage, response, busy());
                    return;
                  }
                  passage.beginTurn();
                  runSoon(passage, response, () -> attempt(passage, response, number));
                });
    return false;
  }

  private void leaveLine(CompletableFuture<Void> turn) {
    if (!turn.cancel(false)) {
      turns.end(); // it came meanwhile
    }
  }

  private void endTurn(RequestExecution passage) {
    if (passage.endTurn()) {
      turns.end();
    }
  }

  // On another thread: this one may be the commit's own.
  private void again(
      RequestExecution passage, CompletableFuture<ApiResponse> response, int number) {
    steps.counts().metrics().conflict();
    if (number >= MAX_ATTEMPTS || !enter(pausing)) {
      complete(passage, response, busy());
      return;
    }
    Runnable next =
        () -> {
          pausing.decrementAndGet();
          runSoon(passage, response, () -> attempt(passage, response, number + 1));
        };
    try {
      timer.after(pauses.after(number), next);
    } catch (RejectedExecutionException e) {
      pausing.decrementAndGet();
      complete(passage, response, busy());
    }
  }

  private void runSoon(
      RequestExecution passage, CompletableFuture<ApiResponse> response, Runnable steps) {
    try {
      retries.execute(steps);
    } catch (RejectedExecutionException e) {
      complete(passage, response, busy());
    } catch (RuntimeException | Error e) { // such as no memory for a thread: the turn must end
      fail(passage, response, e);
    }
  }

  private Void fail(
      RequestExecution passage, CompletableFuture<ApiResponse> response, Throwable thrown) {
    Refusal refusal = CurrentSpan.during(passage.span(), () -> refusal(passage.request(), thrown));
    passage.answerWith(refusal);
    ServiceException.in(thrown).ifPresent(fault -> passage.noteFault(fault.code()));
    settleSoon(passage, response);
    return null;
  }

  private void complete(
      RequestExecution passage, CompletableFuture<ApiResponse> response, Refusal refusal) {
    passage.answerWith(refusal);
    settleSoon(passage, response);
  }

  // On a worker: the devices may keep it waiting.
  private void settle(RequestExecution passage, CompletableFuture<ApiResponse> response) {
    endTurn(passage);
    try {
      response.complete(passage.finish());
    } catch (RuntimeException | Error e) {
      unrecorded(passage, response, e);
    }
  }

  // On any other thread, such as the store's, which no device may block.
  private void settleSoon(RequestExecution passage, CompletableFuture<ApiResponse> response) {
    endTurn(passage);
    try {
      var unused =
          passage
              .finishSoon()
              .thenAccept(response::complete)
              .exceptionally(
                  thrown -> {
                    unrecorded(passage, response, thrown);
                    return null;
                  });
    } catch (RuntimeException | Error e) {
      unrecorded(passage, response, e);
    }
  }

  // The answer is recorded before it is sent; if no device takes the record, the issued token is
  // withdrawn.
  private void unrecorded(
      RequestExecution passage, CompletableFuture<ApiResponse> response, Throwable thrown) {
    Refusal refusal = refusal(passage.request(), thrown);
    if (passage.issuedTokens()) {
      withdrawSoon(passage, response, refusal);
    } else {
      response.complete(passage.unrecorded(refusal));
    }
  }

  // The withdrawal does not block: when no other thread is free, the current one runs it.
  private void withdrawSoon(
      RequestExecution passage, CompletableFuture<ApiResponse> response, Refusal refusal) {
    try {
      retries.execute(() -> withdraw(passage, response, refusal));
    } catch (RejectedExecutionException e) {
      withdraw(passage, response, refusal);
    }
  }

  private void withdraw(
      RequestExecution passage, CompletableFuture<ApiResponse> response, Refusal refusal) {
    try {
      store
          .commit(passage.withdrawal())
          .whenComplete((outcome, thrown) -> withdrawn(passage, response, refusal, outcome));
    } catch (RuntimeException | Error e) {
      LOG.error("tokens without a record remain, request_id={}", passage.request().id(), e);
      response.complete(passage.unrecorded(refusal));
    }
  }

  private static void withdrawn(
      RequestExecution passage,
      CompletableFuture<ApiResponse> response,
      Refusal refusal,
      CommitOutcome outcome) {
    if (outcome != CommitOutcome.COMMITTED) {
      LOG.error("tokens without a record may remain, request_id={}", passage.request().id());
    }
    response.complete(passage.unrecorded(refusal));
  }

  private void serveSealed(
      ApiRequest request,
      CompletableFuture<ApiResponse> response,
      Supplier<Awaited<ApiResponse>> steps) {
    try {
      var unused =
          steps.get().fold(response::complete, pending -> parkSealed(request, response, pending));
    } catch (RuntimeException | Error e) {
      response.complete(unserved(request, e));
    }
  }

  private boolean parkSealed(
      ApiRequest request,
      CompletableFuture<ApiResponse> response,
      Awaited.Pending<ApiResponse> pending) {
    if (!enter(parked)) {
      return response.complete(refused(request, busy()));
    }
    var unused =
        pending
            .ended()
            .thenRun(
                () -> {
                  parked.decrementAndGet();
                  try {
                    retries.execute(() -> serveSealed(request, response, pending::resume));
                  } catch (RejectedExecutionException e) {
                    response.complete(refused(request, busy()));
                  }
                });
    return true;
  }

  private ApiResponse unserved(ApiRequest request, Throwable thrown) {
    return refused(request, refusal(request, thrown));
  }

  private static ApiResponse refused(ApiRequest request, Refusal refusal) {
    return new ApiResponse(request.id(), new Answer.Refused(refusal), "", Rendering.PLAIN);
  }

  private Refusal refusal(ApiRequest request, Throwable thrown) {
    if (thrown instanceof RefusedException refused) {
      return refused.refusal();
    }
    OutOfMemory.report(thrown);
    ErrorCode code =
        ServiceException.in(thrown).map(ServiceException::code).orElse(ErrorCode.UNEXPECTED);
    faults.notServed(request.id(), code, thrown);
    Refusal refusal = Refusal.of(code.category(), code.sentence());
    return code.category() == ErrorCategory.OVERLOADED
            || code.category() == ErrorCategory.UPSTREAM_UNAVAILABLE
        ? refusal.retryAfter(RETRY_AFTER)
        : refusal;
  }

  private static Refusal busy() {
    return Refusal.of(ErrorCategory.OVERLOADED, "too busy at this moment, try again")
        .retryAfter(RETRY_AFTER);
  }
}

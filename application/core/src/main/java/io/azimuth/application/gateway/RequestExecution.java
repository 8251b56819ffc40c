package io.azimuth.application.gateway;

import io.azimuth.application.api.ApiResponse;
import io.azimuth.application.ongoing.OngoingRequest;
import io.azimuth.application.port.store.ReadHint;
import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.application.route.CoreCall;
import io.azimuth.application.wrapping.WrapLedger;
import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.domain.mount.Mount;
import io.azimuth.domain.token.Token;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.ApiRequest;
import io.azimuth.spi.api.Refusal;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.login.LoginAnswers;
import io.azimuth.spi.remote.Awaited;
import io.azimuth.spi.remote.Deadline;
import io.azimuth.spi.route.Fields;
import io.azimuth.spi.storage.StaleReadException;
import io.azimuth.spi.trace.CurrentSpan;
import io.azimuth.spi.trace.Span;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * The execution of one request through the steps of the gateway; it may need several attempts. The
 * order of the steps is the order of this file, and the order of {@link #attempt}.
 */
final class RequestExecution {

  private final GatewayServices steps;
  private final OngoingRequest ongoing;
  private final Span span = CurrentSpan.get();
  private final RequestState state;
  private final RequestQuota quota;
  private final RequestAccess access;
  private final RequestRecord record;
  private final ReadHint hint;
  private final long generation;
  private final long begun = System.nanoTime();
  private final AtomicBoolean turn = new AtomicBoolean();
  private boolean resumed;

  RequestExecution(ApiRequest sent, GatewayServices steps) {
    ApiRequest request = sent.settled();
    this.steps = steps;
    this.hint = new RequestHint(request);
    this.state = new RequestState(request, steps, hint);
    this.generation = state.work.generation();
    this.quota = new RequestQuota(request, steps.counts().limiter());
    this.access = new RequestAccess(state);
    this.record = new RequestRecord(state, steps.audit(), quota);
    this.ongoing =
        steps.counts().ongoing().begin(request, steps.clock().instant()); // last: it must end
  }

  ApiRequest request() {
    return state.request;
  }

  /** The request in its trace. */
  Span span() {
    return span;
  }

  boolean stagedWrites() {
    return state.work.hasWrites();
  }

  /**
   * What is to be committed; that of a deletion or revocation is committed by a full store, too.
   */
  UnitOfWork staged() {
    if (state.destination.found().filter(found -> found.route().removes()).isPresent()) {
      state.work.useReserve();
    }
    return state.work;
  }

  /** Ends when the request has waited for other systems as long as it may. */
  Deadline deadline() {
    return state.waitLimit.deadline();
  }

  /** Whether the request may wait for its turn, for longer than others. */
  boolean waitsForItsTurn() {
    return state.waitLimit.isChanged();
  }

  /**
   * Whether it begins an epoch without its turn. One that waited for another system commits without
   * a turn: to begin again when its turn comes would mean to wait for that system again.
   */
  boolean needsTurn() {
    return state.work.beginsEpoch() && !resumed && !turn.get();
  }

  /** Its turn to begin an epoch has come. */
  void beginTurn() {
    turn.set(true);
  }

  /** Its turn ends; whether it had one. */
  boolean endTurn() {
    return turn.getAndSet(false);
  }

  /** What the request waits for since the last attempt, or since it was resumed; empty: nothing. */
  Optional<Awaited.Pending<Answer>> waiting() {
    return state.waiting;
  }

  /**
   * Runs all steps from the first one up to the handler; a refusal becomes the answer, without any
   * write.
   */
  void attempt() {
    answer(new Answer.Empty());
    state.waiting = Optional.empty();
    resumed = false;
    state.work = steps.store().begin(hint);
    requireGeneration();
    state.now = steps.clock().instant();
    state.forgetAttempt();
    run(this::runSteps);
  }

  // What an earlier attempt has done, such as to count a use of the token, it has done to a store
  // whose content is gone.
  private void requireGeneration() {
    if (state.work.generation() != generation) {
      throw new ServiceException(ErrorCode.STORE_REPLACED, "restored since the request began");
    }
  }

  /**
   * Runs the steps that remain after a wait, in the same unit of work. Nothing that it relies on
   * may have changed: neither the epoch, which is that of roles, configurations and policies, nor
   * the token of the caller. The epoch is checked again after these steps, because an answer
   * without writes has no commit that does it.
   *
   * @throws StaleReadException when something has changed; then the request begins anew
   */
  void resume() {
    Awaited.Pending<Answer> rest = state.waiting.orElseThrow();
    state.waiting = Optional.empty();
    resumed = true;
    requireCurrent(state.work);
    state.now = steps.clock().instant();
    if (state.caller.isPresent() && !state.tokens.isStillValid(state.work, state.now)) {
      throw new StaleReadException();
    }
    UnitOfWork resumed = state.work;
    run(rest::resume);
    requireCurrentOrReplaced(resumed);
  }

  // A restore meanwhile has replaced all that was read, at one moment: the answer is of before it.
  private static void requireCurrentOrReplaced(UnitOfWork work) {
    try {
      requireCurrent(work);
    } catch (ServiceException e) {
      if (e.code() != ErrorCode.STORE_REPLACED) {
        throw e;
      }
    }
  }

  private static void requireCurrent(UnitOfWork work) {
    if (!work.isCurrent()) {
      throw new StaleReadException();
    }
  }

  private void run(Supplier<Awaited<Answer>> remaining) {
    try {
      var unused = remaining.get().fold(this::conclude, this::suspend);
    } catch (RefusedException e) {
      if (quota.isRecordedRefusal()) {
        resolveRoute(); // before the record, which shows the path as a route sees it
      }
      record.ask();
      forgetWrites();
      state.explanation = e.explanation();
      state.answer = new Answer.Refused(e.refusal());
    }
  }

  // Refusals are thrown, but a plugin may not know that.
  private boolean conclude(Answer given) {
    state.answer = given;
    if (given instanceof Answer.Refused) {
      forgetWrites();
    }
    return true;
  }

  private boolean suspend(Awaited.Pending<Answer> pending) {
    state.waiting = Optional.of(pending);
    return false;
  }

  private void forgetWrites() {
    state.work = steps.store().begin();
    state.tokens.forgetIssued();
    state.effects.afterCommit().forget();
  }

  private Awaited<Answer> runSteps() {
    quota.admit(state.work);
    resolveRoute();
    return access
        .findCaller()
        .thenAwait(
            found -> {
              state.caller = found;
              return handle();
            });
  }

  private void resolveRoute() {
    state.headers = steps.headers().of(state.work, state.request);
    state.destination =
        ResolvedRoute.of(state.request, steps.mountTables().of(state.work), steps.backends());
    ongoing.resolved(state.destination.tokenInPath());
    RouteInTrace.tell(span, state.destination);
  }

  private Awaited<Answer> handle() {
    CrossSiteWrites.refuse(state.request, state.destination.access());
    Optional<RefusedException> unread = readParameters();
    if (unread.isEmpty()) {
      quota.admitLogin(state.work, state.destination, state.parameters);
    }
    return access
        .isGranted()
        .thenAwait(
            granted -> {
              if (!granted) {
                throw new RefusedException(ErrorCategory.PERMISSION_DENIED, RequestTokens.DENIED);
              }
              if (unread.isPresent()) {
                throw unread.get();
              }
              return carryOut();
            });
  }

  // The limit depends on the route: callers that may not use the route must not learn from it that
  // there is one. So a refusal is kept until the caller is known to be allowed.
  private Optional<RefusedException> readParameters() {
    try {
      state.parameters = state.destination.parameters(state.request);
      return Optional.empty();
    } catch (RefusedException e) {
      return Optional.of(e);
    }
  }

  private Awaited<Answer> carryOut() {
    ResolvedRoute.Found found = state.destination.orElseRefuse();
    RequestWrapping wrapping =
        RequestWrapping.of(
            state.request, found.route(), steps.wrapping(), () -> wrapRoom(found.mount()));
    record.ask();
    Fields fields = found.fields(state.parameters);
    CoreCall call = state.coreCall(found, fields);
    return awaited(found.route().handler().handle(RequestState.shown(found, call)))
        .then(given -> wrapping.wrap(withWarnings(given, fields), call));
  }

  // Once: an attempt that is repeated must not be refused for what it took itself.
  private WrapLedger.Room wrapRoom(Mount mount) {
    if (state.caller.isEmpty() && !mount.path().isAuth()) {
      // What is wrapped is stored, and strangers must not fill a store.
      throw RefusedException.invalid(
          "X-Vault-Wrap-TTL needs a token: without one only logins are wrapped");
    }
    return state
        .effects
        .once()
        .run(WrapLedger.Room.class, () -> steps.wrapping().room(state.caller, state.now));
  }

  private static Awaited<Answer> awaited(Answer given) {
    return given instanceof Answer.Await wait
        ? wait.pending().thenAwait(RequestExecution::awaited)
        : Awaited.of(given);
  }

  // Only an answer with a body can carry warnings; 204 stays 204.
  private Answer withWarnings(Answer answer, Fields fields) {
    if (!(answer instanceof Answer.Envelope envelope)) {
      return answer;
    }
    List<String> warnings = new ArrayList<>(envelope.warnings());
    warnings.addAll(state.tokens.warnings());
    warnings.addAll(fields.warnings());
    return envelope.withWarnings(warnings);
  }

  /** Records the answer and returns it. Waits for the audit devices. */
  ApiResponse finish() {
    record.answer();
    return finished();
  }

  /** Records the answer and then returns it. Does not block. */
  CompletableFuture<ApiResponse> finishSoon() {
    return record.answerSoon().thenApply(unused -> finished());
  }

  private ApiResponse finished() {
    state.effects.afterCommit().settled();
    return response(state.answer);
  }

  /** Replaces the answer of the attempt by this refusal. */
  void answerWith(Refusal refusal) {
    answer(new Answer.Refused(refusal));
    state.explanation = Optional.empty();
    state.effects.afterCommit().forget();
    LoginAnswers.dropAtFault(state.effects.auditNotes());
    state.effects.loginNotes().clear();
  }

  private void answer(Answer other) {
    state.answer.discard();
    state.answer = other;
  }

  /** Says in the metrics of logins that the store failed, and no other system. */
  void noteFault(ErrorCode code) {
    if (code.isOfStore() && state.destination.login(state.request).isPresent()) {
      state.effects.loginNotes().reason(code.name().toLowerCase(Locale.ROOT));
    }
  }

  /** Releases what the request holds, when it is finished. */
  void close() {
    steps.counts().ongoing().end(ongoing);
    state.tokens.close();
  }

  /** Counts the request with the answer that it got. */
  void measure(ApiResponse response) {
    Duration took = Duration.ofNanos(System.nanoTime() - begun);
    if (!(response.answer() instanceof Answer.Refused)) {
      state.tokens.issuedTokens().forEach(token -> countToken(token, took));
    }
    if (isLogin()) {
      Mount mount = state.destination.mount().orElseThrow();
      steps.counts().metrics().loggedIn(mount, state.effects.loginNotes(), response.answer(), took);
    } else {
      steps
          .counts()
          .metrics()
          .answered(
              state.destination.mount(), response.servedBy(), state.request.operation(), took);
    }
  }

  // A login at another path than that with a role, such as the return of a browser, is known by
  // what it notes. A dry run, which needs a token, is none.
  private boolean isLogin() {
    boolean noted =
        state.effects.loginNotes().role().isPresent()
            || state.effects.loginNotes().reason().isPresent();
    return state.destination.login(state.request).isPresent()
        || (noted && !state.destination.access().needsToken());
  }

  private void countToken(Token token, Duration took) {
    String mount = state.destination.mount().map(it -> it.path().text()).orElse("");
    steps.counts().metrics().created(mount, token, took);
  }

  boolean issuedTokens() {
    return state.tokens.issued();
  }

  /** The answer when no audit device took the record. */
  ApiResponse unrecorded(Refusal refusal) {
    state.answer.discard();
    state.effects.afterCommit().forget();
    return response(new Answer.Refused(refusal));
  }

  /** Stages the removal of what this request issued. */
  UnitOfWork withdrawal() {
    UnitOfWork withdrawal = steps.store().begin();
    state.tokens.withdraw(withdrawal);
    return withdrawal;
  }

  private ApiResponse response(Answer given) {
    return new ApiResponse(
        state.request.id(),
        given,
        state.destination.mount().map(Mount::type).orElse(""),
        state.destination.rendering(),
        quota.notice(),
        state.destination.servedBy(),
        state.effects.afterCommit()::sent);
  }
}

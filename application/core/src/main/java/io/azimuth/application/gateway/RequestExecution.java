package io.azimuth.application.gateway;

import io.azimuth.application.api.ApiResponse;
import io.azimuth.application.audit.AuditBroker;
import io.azimuth.application.audit.AuditedExchange;
import io.azimuth.application.audit.AuditedHeader;
import io.azimuth.application.audit.AuditedReasons;
import io.azimuth.application.audit.AuditedRequest;
import io.azimuth.application.ongoing.OngoingRequest;
import io.azimuth.application.port.store.ReadHint;
import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.application.route.AuthenticatedCaller;
import io.azimuth.application.route.CoreBackend;
import io.azimuth.application.route.CoreCall;
import io.azimuth.application.route.RequestPatience;
import io.azimuth.application.route.SideEffects;
import io.azimuth.application.wrapping.WrapLedger;
import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.domain.mount.Mount;
import io.azimuth.domain.policy.acl.AclDecision;
import io.azimuth.domain.token.Token;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.ApiRequest;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.Refusal;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.login.LoginAnswers;
import io.azimuth.spi.remote.Awaited;
import io.azimuth.spi.remote.Deadline;
import io.azimuth.spi.route.Access;
import io.azimuth.spi.route.Call;
import io.azimuth.spi.route.Fields;
import io.azimuth.spi.storage.StaleReadException;
import io.azimuth.spi.trace.CurrentSpan;
import io.azimuth.spi.trace.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * The execution of one request through the steps of the gateway; it may need several attempts. The
 * order of the steps is the order of this file, and the order of {@link #attempt}.
 */
final class RequestExecution {

  private final ApiRequest request;
  private final GatewayServices steps;
  private final OngoingRequest ongoing;
  private final Span span = CurrentSpan.get();
  private final RequestTokens tokens;
  private final RequestQuota quota;
  private final RequestPatience patience = new RequestPatience();
  private final SideEffects effects = new SideEffects();
  private final long begun = System.nanoTime();

  private final long generation;
  private UnitOfWork work;
  private Instant now = Instant.MIN;
  private ResolvedRoute destination = ResolvedRoute.UNKNOWN;
  private Optional<AuthenticatedCaller> caller = Optional.empty();
  private Value.Obj parameters = Value.Obj.EMPTY;
  private Answer answer = new Answer.Empty();
  private Optional<Awaited.Pending<Answer>> waiting = Optional.empty();
  private Optional<Value.Obj> explanation = Optional.empty();
  private Optional<AclDecision> decision = Optional.empty();
  private List<AuditedHeader> headers = List.of();
  private Optional<AuditBroker.Devices> devices = Optional.empty();
  private boolean requestAudited;
  private final ReadHint hint;

  RequestExecution(ApiRequest request, GatewayServices steps) {
    this.request = request.settled();
    this.steps = steps;
    this.tokens = new RequestTokens(this.request, steps.tokens(), steps.counts().metrics());
    this.quota = new RequestQuota(this.request, steps.counts().limiter());
    this.hint = new RequestHint(this.request);
    this.work = steps.store().begin(hint);
    this.generation = work.generation();
    this.ongoing =
        steps.counts().ongoing().begin(this.request, steps.clock().instant()); // last: it must end
  }

  ApiRequest request() {
    return request;
  }

  UnitOfWork work() {
    return work;
  }

  /** The request in its trace. */
  Span span() {
    return span;
  }

  boolean stagedWrites() {
    return work.hasWrites();
  }

  /**
   * What is to be committed; that of a deletion or revocation is committed by a full store, too.
   */
  UnitOfWork staged() {
    if (destination.found().filter(found -> found.route().removes()).isPresent()) {
      work.useReserve();
    }
    return work;
  }

  /** Ends when the request has waited for other systems as long as it may. */
  Deadline deadline() {
    return patience.deadline();
  }

  /** Whether the request may wait for its turn, for longer than others. */
  boolean waitsForItsTurn() {
    return patience.isChanged();
  }

  /** What the request waits for since the last attempt, or since it was resumed; empty: nothing. */
  Optional<Awaited.Pending<Answer>> waiting() {
    return waiting;
  }

  /**
   * Runs all steps from the first one up to the handler; a refusal becomes the answer, without any
   * write.
   */
  void attempt() {
    answer.discard();
    answer = new Answer.Empty();
    waiting = Optional.empty();
    work = steps.store().begin(hint);
    requireGeneration();
    now = steps.clock().instant();
    caller = Optional.empty();
    explanation = Optional.empty();
    decision = Optional.empty();
    tokens.forgetIssued();
    effects.beginRun();
    run(this::runSteps);
  }

  // What an earlier attempt has done, such as to count a use of the token, it has done to a store
  // whose content is gone.
  private void requireGeneration() {
    if (work.generation() != generation) {
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
    Awaited.Pending<Answer> rest = waiting.orElseThrow();
    waiting = Optional.empty();
    requireCurrent(work);
    now = steps.clock().instant();
    if (caller.isPresent() && !tokens.isStillValid(work, now)) {
      throw new StaleReadException();
    }
    UnitOfWork resumed = work;
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
      auditRequest();
      forgetWrites();
      explanation = e.explanation();
      answer = new Answer.Refused(e.refusal());
    }
  }

  // Refusals are thrown, but a plugin may not know that.
  private boolean conclude(Answer given) {
    answer = given;
    if (given instanceof Answer.Refused) {
      forgetWrites();
    }
    return true;
  }

  private boolean suspend(Awaited.Pending<Answer> pending) {
    waiting = Optional.of(pending);
    return false;
  }

  private void forgetWrites() {
    work = steps.store().begin();
    tokens.forgetIssued();
    effects.afterCommit().forget();
  }

  private Awaited<Answer> runSteps() {
    quota.admit(work);
    resolveRoute();
    return findCaller()
        .thenAwait(
            found -> {
              caller = found;
              return handle();
            });
  }

  private Awaited<Answer> handle() {
    BlindWrites.refuse(request, destination.access());
    Optional<RefusedException> unread = readParameters();
    if (unread.isEmpty()) {
      quota.admitLogin(work, destination, parameters);
    }
    return authorized()
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

  private Awaited<Answer> carryOut() {
    ResolvedRoute.Found found = destination.orElseRefuse();
    RequestWrapping wrapping =
        RequestWrapping.of(request, found.route(), steps.wrapping(), () -> wrapRoom(found.mount()));
    auditRequest();
    Fields fields = found.fields(parameters);
    CoreCall call = coreCall(found, fields);
    return awaited(found.route().handler().handle(shown(found, call)))
        .then(given -> wrapping.wrap(withWarnings(given, fields), call));
  }

  // Once: an attempt that is repeated must not be refused for what it took itself.
  private WrapLedger.Room wrapRoom(Mount mount) {
    if (caller.isEmpty() && !mount.path().isAuth()) {
      // What is wrapped is stored, and strangers must not fill a store.
      throw RefusedException.invalid(
          "X-Vault-Wrap-TTL needs a token: without one only logins are wrapped");
    }
    return effects.once().run(WrapLedger.Room.class, () -> steps.wrapping().room(caller, now));
  }

  private static Awaited<Answer> awaited(Answer given) {
    return given instanceof Answer.Await wait
        ? wait.pending().thenAwait(RequestExecution::awaited)
        : Awaited.of(given);
  }

  private void resolveRoute() {
    headers = steps.headers().of(work, request);
    destination = ResolvedRoute.of(request, steps.mountTables().of(work), steps.backends());
    ongoing.resolved(destination.tokenInPath());
    RouteInTrace.tell(span, destination);
  }

  private Awaited<Optional<AuthenticatedCaller>> findCaller() {
    Access access = destination.access();
    boolean comes = request.token().isPresent();
    Optional<AuthenticatedCaller> wrapping =
        access.takesWrappingToken() ? tokens.wrappingCaller(work, now) : Optional.empty();
    if (wrapping.isPresent()) {
      return Awaited.of(wrapping);
    }
    if (access.needsToken() || (access.checksToken() && comes)) {
      return tokens.caller(work, now, patience.deadline()).then(Optional::of);
    }
    return access.looksForCaller() && comes ? validCaller() : Awaited.of(Optional.empty());
  }

  // A stale token must not hinder what needs none.
  private Awaited<Optional<AuthenticatedCaller>> validCaller() {
    return Awaited.recovering(
        () -> tokens.caller(work, now, patience.deadline()).then(Optional::of),
        RefusedException.class,
        refused -> Optional.empty());
  }

  // The limit depends on the route: callers that may not use the route must not learn from it that
  // there is one. So a refusal is kept until the caller is known to be allowed.
  private Optional<RefusedException> readParameters() {
    try {
      parameters =
          switch (request.operation()) {
            case WRITE, PATCH -> bodyParameters();
            case DELETE -> removalParameters();
            case READ, LIST, SCAN, HELP -> request.query();
          };
      return Optional.empty();
    } catch (RefusedException e) {
      return Optional.of(e);
    }
  }

  private Value.Obj bodyParameters() {
    return takesBytes() ? request.query() : request.body().read(destination.bodyLimit());
  }

  private boolean takesBytes() {
    return destination.found().filter(found -> found.route().takesBytes()).isPresent();
  }

  private Value.Obj removalParameters() {
    if (destination.found().filter(found -> found.route().readsBodyOnDelete()).isEmpty()) {
      return request.query();
    }
    Value.Builder both = Value.Obj.builder();
    request.query().members().forEach(both::put);
    request.body().read(destination.bodyLimit()).members().forEach(both::put);
    return both.build();
  }

  private Awaited<Boolean> authorized() {
    if (caller.isEmpty() || !destination.access().asksPolicies()) {
      return Awaited.of(true);
    }
    AuthenticatedCaller asking = caller.get();
    if (request.operation() == Operation.HELP) {
      return Awaited.of(AccessCheck.allowsHelp(request, destination, asking));
    }
    Optional<ResolvedRoute.Found> checked =
        destination.found().filter(found -> found.route().hasExistenceCheck());
    if (request.operation() != Operation.WRITE || checked.isEmpty()) {
      return Awaited.of(isAllowed(asking, true));
    }
    return isAllowed(asking, checked.get());
  }

  // The check costs a plugin a thread, so it is not asked for a caller who may do neither.
  private Awaited<Boolean> isAllowed(AuthenticatedCaller asking, ResolvedRoute.Found found) {
    boolean ofPlugin = !(found.backend() instanceof CoreBackend);
    if (ofPlugin && !isAllowed(asking, false) && !isAllowed(asking, true)) {
      return Awaited.of(false);
    }
    // Whether the target exists is unknown after a refusal. Only a caller that may write there
    // learns why.
    return Awaited.recovering(
        () -> exists(found).then(exists -> isAllowed(asking, exists)),
        RefusedException.class,
        refused -> {
          if (isAllowed(asking, true) || isAllowed(asking, false)) {
            throw refused;
          }
          return false;
        });
  }

  private boolean isAllowed(AuthenticatedCaller asking, boolean exists) {
    AclDecision said = AccessCheck.check(request, destination, asking, parameters, exists);
    decision = Optional.of(said);
    return said.allowed();
  }

  // Seen by the access check and, being read in this unit of work, a precondition of the write.
  private Awaited<Boolean> exists(ResolvedRoute.Found found) {
    Fields captured = Fields.of(List.of(), Value.Obj.EMPTY, found.captures());
    return found.route().existence(shown(found, coreCall(found, captured)));
  }

  private CoreCall coreCall(ResolvedRoute.Found found, Fields fields) {
    return new CoreCall(
        request.withoutToken(),
        found.mount(),
        fields,
        work,
        caller,
        () -> now,
        patience,
        tokens,
        effects);
  }

  // A plugin gets the call that leads to its own mount alone.
  private static Call shown(ResolvedRoute.Found found, CoreCall call) {
    return found.backend() instanceof CoreBackend ? call : new PluginCall(call);
  }

  // Each attempt looks for the devices, those that are repeated too: after the commit the store may
  // not be readable, and what is committed must not be refused.
  private void auditRequest() {
    if (quota.isUnrecorded()) {
      return;
    }
    AuditBroker.Devices devices = audit();
    if (!requestAudited) {
      devices.record(exchange());
      requestAudited = true;
    }
  }

  /** Records the answer and returns it. Waits for the audit devices. */
  ApiResponse finish() {
    auditRequest(); // not recorded yet when a fault came before that step
    if (!quota.isUnrecorded()) {
      audit().record(exchange().answered(answer));
    }
    return finished();
  }

  /** Records the answer and then returns it. Does not block. */
  CompletableFuture<ApiResponse> finishSoon() {
    return recordSoon().thenApply(unused -> finished());
  }

  private CompletableFuture<Void> recordSoon() {
    if (quota.isUnrecorded()) {
      return CompletableFuture.completedFuture(null);
    }
    AuditBroker.Devices devices = audit();
    AuditedExchange asked = exchange();
    AuditedExchange answered = asked.answered(answer);
    if (requestAudited) {
      return devices.recordSoon(answered);
    }
    requestAudited = true;
    return devices.recordSoon(asked).thenCompose(unused -> devices.recordSoon(answered));
  }

  private ApiResponse finished() {
    effects.afterCommit().settled();
    return response(answer);
  }

  /** Replaces the answer of the attempt by this refusal. */
  void answerWith(Refusal refusal) {
    answer.discard();
    explanation = Optional.empty();
    effects.afterCommit().forget();
    LoginAnswers.dropAtFault(effects.auditNotes());
    effects.loginNotes().clear();
    answer = new Answer.Refused(refusal);
  }

  /** Says in the metrics of logins that the store failed, and no other system. */
  void noteFault(ErrorCode code) {
    if (code.isOfStore() && destination.login(request).isPresent()) {
      loginNotes.reason(code.name().toLowerCase(Locale.ROOT));
    }
  }

  /** Releases what the request holds, when it is finished. */
  void close() {
    steps.counts().ongoing().end(ongoing);
    tokens.close();
  }

  /** Counts the request with the answer that it got. */
  void measure(ApiResponse response) {
    Duration took = Duration.ofNanos(System.nanoTime() - begun);
    if (!(response.answer() instanceof Answer.Refused)) {
      tokens.issuedTokens().forEach(token -> countToken(token, took));
    }
    if (isLogin()) {
      Mount mount = destination.mount().orElseThrow();
      steps.counts().metrics().loggedIn(mount, effects.loginNotes(), response.answer(), took);
    } else {
      steps
          .counts()
          .metrics()
          .answered(destination.mount(), response.servedBy(), request.operation(), took);
    }
  }

  // A login at another path than that with a role, such as the return of a browser, is known by
  // what it notes. A dry run, which needs a token, is none.
  private boolean isLogin() {
    boolean noted =
        effects.loginNotes().role().isPresent() || effects.loginNotes().reason().isPresent();
    return destination.login(request).isPresent() || (noted && !destination.access().needsToken());
  }

  private void countToken(Token token, Duration took) {
    String mount = destination.mount().map(it -> it.path().text()).orElse("");
    steps.counts().metrics().created(mount, token, took);
  }

  boolean issuedTokens() {
    return tokens.issued();
  }

  /** The answer when no audit device took the record. */
  ApiResponse unrecorded(Refusal refusal) {
    answer.discard();
    effects.afterCommit().forget();
    return response(new Answer.Refused(refusal));
  }

  /** Stages the removal of what this request issued. */
  UnitOfWork withdrawal() {
    UnitOfWork withdrawal = steps.store().begin();
    tokens.withdraw(withdrawal);
    return withdrawal;
  }

  // What the request did may be that the store is another one, or sealed: then its answer goes to
  // the devices that have recorded what was asked.
  private AuditBroker.Devices audit() {
    if (requestAudited
        && takesBytes()) { // a restore, after which others may have opened its devices
      return devices.orElseThrow();
    }
    try {
      AuditBroker.Devices current = steps.audit().devices(work);
      devices = Optional.of(current);
      return current;
    } catch (ServiceException e) {
      if (requestAudited
          && (e.code() == ErrorCode.SEALED || e.code() == ErrorCode.STORE_REPLACED)) {
        return devices.orElseThrow(() -> e);
      }
      throw e;
    }
  }

  private AuditedExchange exchange() {
    return new AuditedExchange(
        new AuditedRequest(
            request,
            destination.mount(),
            destination.audited(parameters),
            destination.tokenInPath(),
            headers),
        caller,
        new AuditedReasons(decision, explanation, effects.auditNotes().all(), Value.Obj.EMPTY),
        Optional.empty());
  }

  private ApiResponse response(Answer given) {
    return new ApiResponse(
        request.id(),
        given,
        destination.mount().map(Mount::type).orElse(""),
        destination.rendering(),
        quota.notice(),
        destination.servedBy(),
        effects.afterCommit()::sent);
  }

  // Only an answer with a body can carry warnings; 204 stays 204.
  private Answer withWarnings(Answer answer, Fields fields) {
    if (!(answer instanceof Answer.Envelope envelope)) {
      return answer;
    }
    List<String> warnings = new ArrayList<>(envelope.warnings());
    warnings.addAll(tokens.warnings());
    warnings.addAll(fields.warnings());
    return envelope.withWarnings(warnings);
  }
}

package io.azimuth.application.gateway;

import io.azimuth.application.api.ApiResponse;
import io.azimuth.application.audit.AuditBroker;
import io.azimuth.application.audit.AuditedExchange;
import io.azimuth.application.audit.AuditedHeader;
import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.application.route.AuthenticatedCaller;
import io.azimuth.application.route.CoreBackend;
import io.azimuth.application.route.CoreCall;
import io.azimuth.application.route.OneTimeSteps;
import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.domain.mount.Mount;
import io.azimuth.domain.policy.acl.AclDecision;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.ApiRequest;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.Refusal;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.remote.Deadline;
import io.azimuth.spi.route.Access;
import io.azimuth.spi.route.AfterCommit;
import io.azimuth.spi.route.AuditNotes;
import io.azimuth.spi.route.Call;
import io.azimuth.spi.route.Fields;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * The execution of one request through the steps of the gateway; it may need several attempts. The
 * order of the steps is the order of this file, and the order of {@link #attempt}.
 */
final class RequestExecution {

  /** How long a request waits for other systems in all (a login has 10 s). */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final ApiRequest request;
  private final GatewayServices steps;
  private final RequestTokens tokens;
  private final RequestQuota quota;
  private final Deadline patience = Deadline.parking(PATIENCE);
  private final OneTimeSteps oneTimeSteps = new OneTimeSteps();
  private final AfterCommit afterCommit = new AfterCommit();
  private final AuditNotes notes = new AuditNotes();

  private UnitOfWork work;
  private ResolvedRoute destination = ResolvedRoute.UNKNOWN;
  private Optional<AuthenticatedCaller> caller = Optional.empty();
  private Value.Obj parameters = Value.Obj.EMPTY;
  private Answer answer = new Answer.Empty();
  private Optional<Value.Obj> explanation = Optional.empty();
  private Optional<AclDecision> decision = Optional.empty();
  private List<AuditedHeader> headers = List.of();
  private boolean requestAudited;

  RequestExecution(ApiRequest request, GatewayServices steps) {
    this.request = request.settled();
    this.steps = steps;
    this.tokens = new RequestTokens(this.request, steps);
    this.quota = new RequestQuota(this.request, steps.limiter());
    this.work = steps.store().begin();
  }

  ApiRequest request() {
    return request;
  }

  UnitOfWork work() {
    return work;
  }

  boolean stagedWrites() {
    return work.hasWrites();
  }

  /** Runs all steps up to the handler. A refusal becomes the answer, and nothing is written. */
  void attempt() {
    answer.discard();
    answer = new Answer.Empty();
    work = steps.store().begin();
    caller = Optional.empty();
    explanation = Optional.empty();
    decision = Optional.empty();
    tokens.forgetIssued();
    afterCommit.forget();
    notes.clear();
    try {
      answer = runSteps();
      if (answer instanceof Answer.Refused) { // refusals are thrown, but a plugin may not know that
        forgetWrites();
      }
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

  private void forgetWrites() {
    work = steps.store().begin();
    tokens.forgetIssued();
    afterCommit.forget();
  }

  private Answer runSteps() {
    Instant now = steps.clock().instant();
    quota.admit(work);
    resolveRoute();
    caller = findCaller(now);
    readParameters(now);
    quota.admitLogin(work, destination, parameters);
    authorize(now);
    ResolvedRoute.Found found = destination.orElseRefuse();
    RequestWrapping wrapping = RequestWrapping.of(request, found.route(), steps.wrapping());
    auditRequest();
    Fields fields = found.fields(parameters);
    CoreCall call = coreCall(found, fields, now);
    return wrapping.wrap(
        withWarnings(found.route().handler().handle(shown(found, call)), fields), call);
  }

  private void resolveRoute() {
    headers = steps.headers().of(work, request);
    destination = ResolvedRoute.of(request, steps.mountTables().of(work), steps.backends());
  }

  private Optional<AuthenticatedCaller> findCaller(Instant now) {
    Access access = destination.access();
    boolean comes = request.token().isPresent();
    Optional<AuthenticatedCaller> wrapping =
        access.takesWrappingToken() ? tokens.wrappingCaller(work, now) : Optional.empty();
    if (wrapping.isPresent()) {
      return wrapping;
    }
    if (access.needsToken() || (access.checksToken() && comes)) {
      return Optional.of(tokens.caller(work, now, patience));
    }
    return access.looksForCaller() && comes ? validCaller(now) : Optional.empty();
  }

  // A route that needs no token ignores a token that is not valid.
  private Optional<AuthenticatedCaller> validCaller(Instant now) {
    try {
      return Optional.of(tokens.caller(work, now, patience));
    } catch (RefusedException e) {
      return Optional.empty();
    }
  }

  // Access is checked before a body is refused: its limit depends on the route, and would show a
  // caller without access that the route exists.
  private void readParameters(Instant now) {
    try {
      parameters =
          switch (request.operation()) {
            case WRITE, PATCH -> request.body().read(destination.bodyLimit());
            case DELETE -> removalParameters();
            case READ, LIST, HELP -> request.query();
          };
    } catch (RefusedException e) {
      authorize(now);
      throw e;
    }
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

  private void authorize(Instant now) {
    if (caller.isEmpty() || !destination.access().asksPolicies()) {
      return;
    }
    if (!isAllowed(caller.get(), now)) {
      throw new RefusedException(ErrorCategory.PERMISSION_DENIED, RequestTokens.DENIED);
    }
  }

  private boolean isAllowed(AuthenticatedCaller asking, Instant now) {
    if (request.operation() == Operation.HELP) {
      return AccessCheck.allowsHelp(request, destination, asking);
    }
    try {
      return isAllowed(asking, () -> exists(now));
    } catch (RefusedException e) {
      // Whether the target exists is unknown. Only a caller that may write there learns why.
      if (isAllowed(asking, () -> true) || isAllowed(asking, () -> false)) {
        throw e;
      }
      return false;
    }
  }

  private boolean isAllowed(AuthenticatedCaller asking, BooleanSupplier exists) {
    AclDecision said = AccessCheck.check(request, destination, asking, parameters, exists);
    decision = Optional.of(said);
    return said.allowed();
  }

  // The access check uses it. Being read in this unit of work, it is a precondition of the write.
  private boolean exists(Instant now) {
    Optional<ResolvedRoute.Found> found = destination.found();
    if (found.isEmpty() || !found.get().route().hasExistenceCheck()) {
      return true;
    }
    Fields captured = Fields.of(List.of(), Value.Obj.EMPTY, found.get().captures());
    return found.get().route().exists(shown(found.get(), coreCall(found.get(), captured, now)));
  }

  private CoreCall coreCall(ResolvedRoute.Found found, Fields fields, Instant now) {
    return new CoreCall(
        request.withoutToken(),
        found.mount(),
        fields,
        work,
        caller,
        () -> now,
        patience,
        tokens,
        oneTimeSteps,
        afterCommit,
        notes);
  }

  // A plugin gets the call that leads to its own mount alone.
  private static Call shown(ResolvedRoute.Found found, CoreCall call) {
    return found.backend() instanceof CoreBackend ? call : new PluginCall(call);
  }

  private void auditRequest() {
    if (!requestAudited && !quota.isUnrecorded()) {
      audit().record(exchange());
      requestAudited = true;
    }
  }

  /** Records the answer and returns it. */
  ApiResponse finish() {
    auditRequest(); // not recorded yet when a fault came before that step
    if (!quota.isUnrecorded()) {
      audit().record(exchange().answered(answer));
    }
    afterCommit.settled();
    return response(answer);
  }

  /** Replaces the answer of the attempt by this refusal. */
  void answerWith(Refusal refusal) {
    answer.discard();
    explanation = Optional.empty();
    afterCommit.forget();
    notes.clear();
    answer = new Answer.Refused(refusal);
  }

  /** Releases what the request holds, when it is finished. */
  void close() {
    tokens.close();
  }

  boolean issuedTokens() {
    return tokens.issued();
  }

  /** The answer when no audit device took the record. */
  ApiResponse unrecorded(Refusal refusal) {
    answer.discard();
    afterCommit.forget();
    return response(new Answer.Refused(refusal));
  }

  /** Stages the removal of what this request issued. */
  UnitOfWork withdrawal() {
    UnitOfWork withdrawal = steps.store().begin();
    tokens.withdraw(withdrawal);
    return withdrawal;
  }

  private AuditBroker.Devices audit() {
    return steps.audit().devices(work);
  }

  private AuditedExchange exchange() {
    return new AuditedExchange(
        request,
        destination.mount(),
        caller,
        parameters,
        explanation,
        Optional.empty(),
        destination.tokenInPath(),
        notes.all(),
        decision,
        headers);
  }

  private ApiResponse response(Answer given) {
    return new ApiResponse(
        request.id(),
        given,
        destination.mount().map(Mount::type).orElse(""),
        destination.rendering(),
        quota.notice(),
        afterCommit::sent);
  }

  // Only an answer with a body can carry warnings; 204 stays 204.
  private Answer withWarnings(Answer answer, Fields fields) {
    if (!(answer instanceof Answer.Envelope envelope)) {
      return answer;
    }
    List<String> warnings = new ArrayList<>(envelope.warnings());
    warnings.addAll(tokens.warnings());
    warnings.addAll(fields.warnings());
    return new Answer.Envelope(envelope.data(), envelope.auth(), warnings, envelope.freshFor());
  }
}

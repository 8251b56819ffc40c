package io.azimuth.application.gateway;

import io.azimuth.application.audit.AuditedHeader;
import io.azimuth.application.port.store.ReadHint;
import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.application.route.AuthenticatedCaller;
import io.azimuth.application.route.CoreBackend;
import io.azimuth.application.route.CoreCall;
import io.azimuth.application.route.RequestWaitLimit;
import io.azimuth.application.route.SideEffects;
import io.azimuth.domain.policy.acl.AclDecision;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.ApiRequest;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.remote.Awaited;
import io.azimuth.spi.route.Call;
import io.azimuth.spi.route.Fields;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is known of one request. The threads that run it take turns: each hands all of this to the
 * next one, by a task of an executor or the completion of a future, and touches it no more.
 */
final class RequestState {

  final ApiRequest request;
  final RequestWaitLimit waitLimit = new RequestWaitLimit();
  final SideEffects effects = new SideEffects();
  final RequestTokens tokens;

  // Of the latest attempt, as far as it came; else of the one before it.
  UnitOfWork work;
  Instant now = Instant.MIN;
  List<AuditedHeader> headers = List.of();
  ResolvedRoute destination = ResolvedRoute.UNKNOWN;
  Optional<AuthenticatedCaller> caller = Optional.empty();
  Value.Obj parameters = Value.Obj.EMPTY;
  Optional<AclDecision> decision = Optional.empty();
  Optional<Awaited.Pending<Answer>> waiting = Optional.empty();
  Answer answer = new Answer.Empty();
  Optional<Value.Obj> explanation = Optional.empty();

  RequestState(ApiRequest request, GatewayServices steps, ReadHint hint) {
    this.request = request;
    this.tokens = new RequestTokens(request, steps.tokens(), steps.counts().metrics());
    this.work = steps.store().begin(hint);
  }

  /** Drops what an earlier attempt found out about the caller, did and noted. */
  void forgetAttempt() {
    caller = Optional.empty();
    explanation = Optional.empty();
    decision = Optional.empty();
    tokens.forgetIssued();
    effects.beginRun();
  }

  CoreCall coreCall(ResolvedRoute.Found found, Fields fields) {
    return new CoreCall(
        request.withoutToken(),
        found.mount(),
        fields,
        work,
        caller,
        () -> now,
        waitLimit,
        tokens,
        effects);
  }

  /**
   * The call as the backend may see it: a plugin gets the one that leads to its own mount alone.
   */
  static Call shown(ResolvedRoute.Found found, CoreCall call) {
    return found.backend() instanceof CoreBackend ? call : new PluginCall(call);
  }
}

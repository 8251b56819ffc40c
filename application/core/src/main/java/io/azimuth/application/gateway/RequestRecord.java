package io.azimuth.application.gateway;

import io.azimuth.application.audit.AuditBroker;
import io.azimuth.application.audit.AuditedExchange;
import io.azimuth.application.audit.AuditedReasons;
import io.azimuth.application.audit.AuditedRequest;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.api.Value;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The audit records of one request: one of what is asked, and one of the answer. */
final class RequestRecord {

  private final RequestState state;
  private final AuditBroker broker;
  private final RequestQuota quota;
  private Optional<AuditBroker.Devices> devices = Optional.empty();
  private boolean asked;

  RequestRecord(RequestState state, AuditBroker broker, RequestQuota quota) {
    this.state = state;
    this.broker = broker;
    this.quota = quota;
  }

  /**
   * Records what is asked, once. Each attempt looks for the devices, those that are repeated too:
   * after the commit the store may not be readable, and what is committed must not be refused.
   */
  void ask() {
    if (quota.isUnrecorded()) {
      return;
    }
    AuditBroker.Devices devices = devices();
    if (!asked) {
      devices.record(exchange());
      asked = true;
    }
  }

  /** Records the answer. Waits for the audit devices. */
  void answer() {
    ask(); // not recorded yet when a fault came before that step
    if (!quota.isUnrecorded()) {
      devices().record(exchange().answered(state.answer));
    }
  }

  /** Completes when the answer is recorded. Does not block. */
  CompletableFuture<Void> answerSoon() {
    if (quota.isUnrecorded()) {
      return CompletableFuture.completedFuture(null);
    }
    AuditBroker.Devices devices = devices();
    AuditedExchange request = exchange();
    AuditedExchange answered = request.answered(state.answer);
    if (asked) {
      return devices.recordSoon(answered);
    }
    asked = true;
    return devices.recordSoon(request).thenCompose(unused -> devices.recordSoon(answered));
  }

  // What the request did may be that the store is another one, or sealed: then its answer goes to
  // the devices that have recorded what was asked.
  private AuditBroker.Devices devices() {
    if (asked && state.destination.takesBytes()) {
      return devices.orElseThrow(); // a restore, after which others may have opened its devices
    }
    try {
      AuditBroker.Devices current = broker.devices(state.work);
      devices = Optional.of(current);
      return current;
    } catch (ServiceException e) {
      if (asked && (e.code() == ErrorCode.SEALED || e.code() == ErrorCode.STORE_REPLACED)) {
        return devices.orElseThrow(() -> e);
      }
      throw e;
    }
  }

  private AuditedExchange exchange() {
    return new AuditedExchange(
        new AuditedRequest(
            state.request,
            state.destination.mount(),
            state.destination.audited(state.parameters),
            state.destination.tokenInPath(),
            state.headers),
        state.caller,
        new AuditedReasons(
            state.decision, state.explanation, state.effects.auditNotes().all(), Value.Obj.EMPTY),
        Optional.empty());
  }
}

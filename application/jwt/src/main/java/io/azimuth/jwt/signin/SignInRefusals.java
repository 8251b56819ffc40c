package io.azimuth.jwt.signin;

import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.domain.jwt.SignInRefusal;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.domain.text.Quoted;
import io.azimuth.spi.api.Refusal;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.remote.LogAllowance;
import io.azimuth.spi.route.Call;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Refuses to end a login, and ends it by that: what a refused request staged is dropped, so the end
 * is a transaction of its own.
 */
final class SignInRefusals {

  private static final Logger LOG = LoggerFactory.getLogger(SignInRefusals.class);

  private final PendingSignInSweep pending;
  private final LogAllowance allowance = LogAllowance.perSecond(10);

  SignInRefusals(PendingSignInSweep pending) {
    this.pending = pending;
  }

  /** Ends the login of that state. */
  void end(Call call, SecretText state) {
    pending.end(call.mount().uuid(), state);
  }

  /** Ends the login of that state; the refusal is for the caller to throw. */
  RefusedException end(Call call, SecretText state, SignInRefusal reason) {
    return end(call, state, reason, "");
  }

  /**
   * The same with the error that the provider sent, which is logged and not told.
   *
   * @param byProvider external text; empty: none
   */
  RefusedException end(Call call, SecretText state, SignInRefusal reason, String byProvider) {
    end(call, state);
    long unlogged = allowance.take(call.now());
    if (unlogged >= 0) {
      LOG.info(
          "login with a browser refused, mount={}, client={}, request_id={}, unlogged={}: {}{}",
          call.mount().path(),
          call.request().client().address().getHostAddress(),
          call.request().id(),
          unlogged,
          reason.code(),
          byProvider.isEmpty() ? "" : ", error of the provider " + Quoted.of(byProvider));
    }
    return refusal(call, reason);
  }

  /** The refusal of a login that is not there; nothing is ended. */
  static RefusedException unknown(Call call) {
    return refusal(call, SignInRefusal.STATE_UNKNOWN);
  }

  private static RefusedException refusal(Call call, SignInRefusal reason) {
    call.auditNotes().add("reasons", Value.of(List.of(reason.code())));
    call.loginNotes().reason(reason.code());
    Value.Obj data =
        Value.Obj.builder()
            .put(
                "reasons",
                new Value.Items(List.of(Value.Obj.builder().put("code", reason.code()).build())))
            .build();
    return new RefusedException(
        Refusal.of(
                ErrorCategory.PERMISSION_DENIED,
                "permission denied: " + reason.sentence() + " [" + reason.code() + "]")
            .with(data));
  }
}

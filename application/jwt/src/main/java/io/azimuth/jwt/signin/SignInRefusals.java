package io.azimuth.jwt.signin;

import io.azimuth.domain.jwt.JwtCheckName;
import io.azimuth.domain.jwt.JwtGrant;
import io.azimuth.domain.jwt.JwtLoginPolicy;
import io.azimuth.domain.jwt.SignInRefusal;
import io.azimuth.domain.login.LoginCheck;
import io.azimuth.domain.login.LoginDecision;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.login.DecidedLogin;
import io.azimuth.spi.login.LoginAnswers;
import io.azimuth.spi.route.Call;
import io.azimuth.spi.route.CallInput;
import java.util.Optional;

/**
 * Refuses to end a login, and ends it by that: what a refused request staged is dropped, so the end
 * is a transaction of its own.
 */
final class SignInRefusals {

  private final PendingSignInSweep pending;
  private final LoginAnswers answers;

  SignInRefusals(PendingSignInSweep pending, LoginAnswers answers) {
    this.pending = pending;
    this.answers = answers;
  }

  /** Ends the login of that state. */
  void end(CallInput call, SecretText state) {
    pending.end(call.mount().uuid(), state);
  }

  /** Ends the login of that state; the refusal is for the caller to throw. */
  RefusedException end(Call call, SecretText state, SignInRefusal reason) {
    return end(call, state, reason, "");
  }

  /**
   * The same with the error that the provider sent, which the operator reads and the caller not.
   *
   * @param byProvider external text; empty: none
   */
  RefusedException end(Call call, SecretText state, SignInRefusal reason, String byProvider) {
    end(call, state);
    return refusal(call, reason, byProvider);
  }

  /** The refusal of a login that is not there; nothing is ended. */
  RefusedException unknown(Call call) {
    return refusal(call, SignInRefusal.STATE_UNKNOWN, "");
  }

  private RefusedException refusal(Call call, SignInRefusal reason, String byProvider) {
    LoginDecision<JwtGrant> refused =
        JwtLoginPolicy.refused(LoginCheck.failed(JwtCheckName.SIGN_IN, reason, "", byProvider));
    return answers.refusal(
        call,
        new DecidedLogin(Optional.empty(), Optional.empty(), refused.checks(), Optional.empty()));
  }
}

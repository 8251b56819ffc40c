package io.azimuth.azure.login.facts;

import io.azimuth.azure.directory.AzureFailureText;
import io.azimuth.azure.directory.CachedAnswer;
import io.azimuth.azure.login.outcome.LoginOutcome;
import io.azimuth.azure.spi.DirectoryAnswer;
import io.azimuth.domain.azure.login.PendingLogin;
import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.spi.api.Refusal;
import io.azimuth.spi.route.Call;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * The outcomes of logins that Resource Manager did not decide, and what the log says of answers
 * that an operator should know of.
 */
final class UnansweredLogins {

  private static final Logger LOG = LoggerFactory.getLogger(UnansweredLogins.class);
  private static final String RESOURCE = "resource";

  private final LookupLog log;

  UnansweredLogins(Clock clock) {
    this.log = new LookupLog(LOG, clock);
  }

  /** Of a login that has this answer, which is not usable. */
  LoginOutcome of(Call call, PendingLogin pending, DirectoryAnswer answer) {
    return of(call, pending, AnswerReading.detail(call, answer), AnswerReading.refusal(answer));
  }

  /** Of a login for which the server cannot ask. */
  LoginOutcome unasked(Call call, PendingLogin pending, String problem) {
    return of(call, pending, problem, AnswerReading.refusal(ErrorCode.SERVER_CREDENTIAL_UNUSABLE));
  }

  private LoginOutcome of(Call call, PendingLogin pending, String detail, Refusal refusal) {
    log.tell(Level.WARN, "Resource Manager gave no usable answer", call, resource(pending), detail);
    return new LoginOutcome.Undecided(
        refusal, detail, pending.checksWithoutAnswer(refusal.errors().get(0)));
  }

  /** Of a login that names more than it may. */
  LoginOutcome limited(Call call, PendingLogin pending, String why, Duration pause) {
    Map<String, Object> subject =
        Map.of("principal", pending.principal(), RESOURCE, pending.resource());
    log.tell(Level.WARN, "login not looked up", call, subject, why);
    Refusal refusal =
        Refusal.of(ErrorCategory.RATE_LIMITED, why + "; try again later")
            .retryAfter(AnswerReading.atLeast(pause));
    return new LoginOutcome.Undecided(refusal, why, pending.checksWithoutAnswer(why));
  }

  /** Tells the operator of an answer that decides the login and still needs attention. */
  void note(Call call, PendingLogin pending, CachedAnswer<DirectoryAnswer> facts) {
    if (facts.answer() instanceof DirectoryAnswer.Found
        && facts.source() == CachedAnswer.Source.STALE) {
      log.tell(
          Level.WARN,
          "login judged by stale facts",
          call,
          resource(pending),
          "Resource Manager does not answer now");
    }
    if (facts.answer() instanceof DirectoryAnswer.Forbidden forbidden) {
      log.tell(
          Level.ERROR,
          "Resource Manager lets this server not read the resource",
          call,
          resource(pending),
          AzureFailureText.forbidden(forbidden));
    }
  }

  private static Map<String, Object> resource(PendingLogin pending) {
    return Map.of(RESOURCE, pending.resource());
  }
}

package io.azimuth.spi.login;

import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.domain.login.LoginCheck;
import io.azimuth.domain.login.LoginDenial;
import io.azimuth.domain.text.Quoted;
import io.azimuth.domain.token.role.RoleName;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Refusal;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.remote.Awaited;
import io.azimuth.spi.remote.MinInterval;
import io.azimuth.spi.route.Call;
import io.azimuth.spi.route.TokenGrant;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;

/**
 * Answers logins: with a token, or with the reasons of the refusal as the caller may read them. The
 * audit record of the answer has the decision, the principal and every reason; the log has the
 * checks that failed, with what was expected and what came.
 */
public final class LoginAnswers {

  private static final String DECISION = "decision";
  private static final String REFUSED = "refused";
  private static final String REASONS = "reasons";
  private static final Duration LOG_INTERVAL = Duration.ofMillis(100);

  private final Clock clock;
  private final Logger log;
  private final MinInterval logged = new MinInterval(LOG_INTERVAL);

  /**
   * The answers of one auth method.
   *
   * @param clock the time of day
   * @param log gets a line for a refusal, ten in a second at most: the audit log has all of them
   */
  public LoginAnswers(Clock clock, Logger log) {
    this.clock = Objects.requireNonNull(clock, "clock");
    this.log = Objects.requireNonNull(log, "log");
  }

  /**
   * Notes in the audit record that the login is not over: the client is to ask again. For a
   * decision that then throws a {@link RefusedException} with what clients wait on.
   */
  public static void notePending(Call call) {
    note(call, DECISION, "pending");
  }

  /**
   * The answer to a login: a token, or a refusal with {@code PERMISSION_DENIED} that is thrown out
   * of the awaited answer.
   *
   * @param decision decides the login. A {@link RefusedException} of it is the answer as it is: the
   *     request was no login, because a parameter is wrong or the role does not exist
   */
  public Answer answer(Call call, Supplier<Awaited<DecidedLogin>> decision) {
    return Answer.of(
        Awaited.recovering(
                decision,
                RefusedException.class,
                refused -> {
                  if (call.auditNotes().all().get(DECISION).isEmpty()) {
                    note(call, DECISION, REFUSED);
                  }
                  throw refused;
                })
            .then(login -> answer(call, login)));
  }

  private Answer answer(Call call, DecidedLogin login) {
    login.principal().ifPresent(principal -> note(call, "principal", Quoted.escape(principal)));
    TokenGrant grant = login.grant().orElseThrow(() -> refusal(call, login));
    note(call, DECISION, "granted");
    return new Answer.Envelope(Optional.empty(), Optional.of(call.issue(grant)), List.of());
  }

  private RefusedException refusal(Call call, DecidedLogin login) {
    List<LoginDenial> reasons = login.reasons();
    note(call, DECISION, REFUSED);
    call.auditNotes().add(REASONS, Value.of(reasons.stream().map(LoginDenial::code).toList()));
    call.loginNotes().reason(reasons.get(0).code());
    log(call, login);
    List<LoginDenial> told = reasons.stream().map(LoginDenial::asCallerSeesIt).distinct().toList();
    return new RefusedException(
        new Refusal(
            ErrorCategory.PERMISSION_DENIED,
            told.stream()
                .map(it -> "permission denied: " + it.sentence() + " [" + it.code() + "]")
                .toList(),
            Optional.of(data(told)),
            Optional.empty()),
        data(reasons));
  }

  private static Value.Obj data(List<LoginDenial> reasons) {
    return Value.Obj.builder()
        .put(
            REASONS,
            new Value.Items(
                reasons.stream()
                    .<Value>map(it -> Value.Obj.builder().put("code", it.code()).build())
                    .toList()))
        .build();
  }

  // Limited, so that a flood of logins does not flood the log.
  private void log(Call call, DecidedLogin login) {
    if (!logged.tryAcquire(clock.instant())) {
      return;
    }
    log.info(
        "login refused, mount={}, role={}, client={}, request_id={}: {}",
        call.mount().path(),
        login.role().map(RoleName::value).orElse(""),
        call.request().client().address().getHostAddress(),
        call.request().id(),
        login.checks().stream()
            .flatMap(check -> check.denial().map(denial -> forLog(check, denial)).stream())
            .collect(Collectors.joining("; ")));
  }

  private static String forLog(LoginCheck check, LoginDenial denial) {
    return denial.code()
        + " expected "
        + Quoted.of(check.expected())
        + " actual "
        + Quoted.of(check.actual());
  }

  private static void note(Call call, String name, String text) {
    call.auditNotes().add(name, Value.of(text));
  }
}

package io.azimuth.jwt.login;

import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.domain.jwt.JwtCheck;
import io.azimuth.domain.jwt.JwtDenialReason;
import io.azimuth.domain.jwt.JwtGrant;
import io.azimuth.domain.jwt.JwtRole;
import io.azimuth.domain.text.Quoted;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Auth;
import io.azimuth.spi.api.Refusal;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.remote.Awaited;
import io.azimuth.spi.remote.MinInterval;
import io.azimuth.spi.route.Call;
import io.azimuth.spi.route.TokenGrant;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers logins of every kind: a token, or the reasons of the refusal. */
public final class JwtLoginAnswers {

  /** The key of the role in the metadata of a token and in what it keeps for a renewal. */
  public static final String ROLE = "role";

  private static final String DECISION = "decision";
  private static final Logger LOG = LoggerFactory.getLogger(JwtLoginAnswers.class);

  private final Clock clock;
  private final MinInterval logged = new MinInterval(Duration.ofMillis(100));

  public JwtLoginAnswers(Clock clock) {
    this.clock = clock;
  }

  /** Notes that the login goes on: the client is to ask again. */
  public static void notePending(Call call) {
    JwtLogin.note(call, DECISION, "pending");
  }

  /** The answer to a login, or the refusal, which is noted for the audit record. */
  public Answer answer(Call call, Supplier<Awaited<JwtOutcome>> decision) {
    return Answer.of(
        Awaited.recovering(
                decision,
                RefusedException.class,
                refused -> {
                  if (call.auditNotes().all().get(DECISION).isEmpty()) {
                    JwtLogin.note(call, DECISION, "refused");
                  }
                  throw refused;
                })
            .then(outcome -> answer(call, outcome)));
  }

  private Answer answer(Call call, JwtOutcome outcome) {
    Optional<JwtGrant> grant = outcome.decision().grant();
    if (grant.isEmpty()) {
      throw refusal(call, outcome);
    }
    JwtLogin.note(call, "principal", Quoted.escape(grant.get().alias()));
    JwtLogin.note(call, DECISION, "granted");
    return new Answer.Envelope(
        Optional.empty(),
        Optional.of(issue(call, outcome.role().orElseThrow(), grant.get())),
        List.of());
  }

  private static Auth issue(Call call, JwtRole role, JwtGrant grant) {
    Map<String, String> metadata = new HashMap<>(grant.metadata());
    metadata.put(ROLE, role.name().value());
    return call.issue(
        new TokenGrant(
            grant.alias(),
            role.name().value(),
            role.tokenSettings(),
            metadata,
            grant.alias(),
            grant.metadata(),
            grant.groups(),
            Map.of(ROLE, role.name().value())));
  }

  private RefusedException refusal(Call call, JwtOutcome outcome) {
    List<JwtDenialReason> reasons = outcome.decision().reasons();
    outcome
        .decision()
        .user()
        .ifPresent(user -> JwtLogin.note(call, "principal", Quoted.escape(user)));
    JwtLogin.note(call, DECISION, "refused");
    call.auditNotes()
        .add("reasons", Value.of(reasons.stream().map(JwtDenialReason::code).toList()));
    call.loginNotes().reason(reasons.get(0).code());
    log(call, outcome);
    List<JwtDenialReason> told =
        reasons.stream().map(JwtDenialReason::asCallerSeesIt).distinct().toList();
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

  private static Value.Obj data(List<JwtDenialReason> reasons) {
    return Value.Obj.builder()
        .put(
            "reasons",
            new Value.Items(
                reasons.stream()
                    .<Value>map(it -> Value.Obj.builder().put("code", it.code()).build())
                    .toList()))
        .build();
  }

  // Limited, so that a flood of logins does not flood the log; the audit log has all of them.
  private void log(Call call, JwtOutcome outcome) {
    if (!logged.tryAcquire(clock.instant())) {
      return;
    }
    LOG.info(
        "login refused, mount={}, role={}, client={}, request_id={}: {}",
        call.mount().path(),
        outcome.role().map(role -> role.name().value()).orElse(""),
        call.request().client().address().getHostAddress(),
        call.request().id(),
        outcome.decision().checks().stream()
            .filter(check -> check.reason().isPresent())
            .map(JwtLoginAnswers::forLog)
            .collect(Collectors.joining("; ")));
  }

  private static String forLog(JwtCheck check) {
    return check.reason().map(JwtDenialReason::code).orElse("")
        + " expected "
        + Quoted.of(check.expected())
        + " actual "
        + Quoted.of(check.actual());
  }
}

package io.azimuth.azure.login;

import io.azimuth.domain.azure.id.PrincipalId;
import io.azimuth.domain.azure.login.check.CheckName;
import io.azimuth.domain.azure.login.check.Denial;
import io.azimuth.domain.azure.login.check.DenialReason;
import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.domain.text.Quoted;
import io.azimuth.spi.api.Refusal;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.Call;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Refuses logins: the caller reads what it may know; the operator's log and the latest refusals
 * have everything.
 *
 * @see io.azimuth.domain.azure.login.rule.LoginRules
 */
public final class LoginRefusals {

  private static final Logger LOG = LoggerFactory.getLogger(LoginRefusals.class);

  private final LogRateLimit allowance;
  private final LogRateLimit replays; // its own, so that no flood of other refusals hides one
  private final RecentRefusals recent;

  public LoginRefusals(Clock clock, RecentRefusals recent) {
    this.allowance = new LogRateLimit(clock);
    this.replays = new LogRateLimit(clock);
    this.recent = recent;
  }

  /** The refusal for these reasons, to be thrown by the caller; it has already been logged. */
  RefusedException refusal(Call call, String role, LoginOutcome.Refused refused) {
    log(call, role, refused.denials());
    Value.Items inFull = reasons(refused.denials(), LoginRefusals::inFull);
    recent.add(call.mount().uuid(), kept(call, role, refused, inFull));
    List<Denial> told = refused.told();
    if (told.size() == 1 && told.get(0).reason().isIncompleteRequest()) {
      return RefusedException.invalid(told.get(0).reason().sentence());
    }
    return new RefusedException(
        new Refusal(
            ErrorCategory.PERMISSION_DENIED,
            told.stream().map(Denial::callerText).toList(),
            Optional.of(data(reasons(told, LoginRefusals::reason))),
            Optional.empty()),
        data(inFull));
  }

  private static RefusedLogin kept(
      Call call, String role, LoginOutcome.Refused refused, Value.Items reasons) {
    return new RefusedLogin(
        call.now(),
        call.request().id(),
        Quoted.escape(role),
        call.request().client().address(),
        refused.principal().map(PrincipalId::value),
        refused.resource().map(Quoted::escape),
        RefusedLogin.fitting(reasons),
        refused.denials().stream().noneMatch(denial -> denial.check() == CheckName.TOKEN));
  }

  private static Value.Obj data(Value.Items reasons) {
    return Value.Obj.builder().put("reasons", reasons).build();
  }

  private static Value.Items reasons(List<Denial> denials, Function<Denial, Value> form) {
    return new Value.Items(denials.stream().map(form).toList());
  }

  private static Value inFull(Denial denial) {
    return Value.Obj.builder()
        .put("code", denial.reason().code())
        .put("check", denial.check().code())
        .put("expected", Quoted.escape(denial.expected()))
        .put("actual", Quoted.escape(denial.actual()))
        .build();
  }

  private static Value reason(Denial denial) {
    Value.Builder reason =
        Value.Obj.builder()
            .put("code", denial.callerCode())
            .put("check", denial.callerCheck().code());
    if (!denial.callerActual().isEmpty()) {
      reason.put("actual", denial.callerActual());
    }
    return reason.build();
  }

  // Limited, so that a flood of logins does not flood the log.
  private void log(Call call, String role, List<Denial> denials) {
    boolean replayed =
        denials.stream().anyMatch(denial -> denial.reason() == DenialReason.TOKEN_REPLAYED);
    long skipped = (replayed ? replays : allowance).take();
    if (skipped < 0) {
      return;
    }
    LOG.atLevel(replayed ? Level.WARN : Level.INFO)
        .log(
            "login refused, mount={}, role={}, principal={}, client={}, request_id={}, reasons={},"
                + " unlogged={}: {}",
            call.mount().path(),
            role,
            LoginAuditNotes.principal(call),
            call.request().client().address().getHostAddress(),
            call.request().id(),
            denials.stream().map(denial -> denial.reason().code()).distinct().toList(),
            skipped,
            denials.stream().map(LoginRefusals::forLog).collect(Collectors.joining("; ")));
  }

  private static String forLog(Denial denial) {
    return denial.reason().code()
        + " expected "
        + Quoted.of(denial.expected())
        + " actual "
        + Quoted.of(denial.actual());
  }
}

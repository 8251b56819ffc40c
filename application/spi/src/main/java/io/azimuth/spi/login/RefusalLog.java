package io.azimuth.spi.login;

import io.azimuth.domain.login.LoginCheck;
import io.azimuth.domain.login.LoginDenial;
import io.azimuth.domain.text.Quoted;
import io.azimuth.spi.remote.LogAllowance;
import io.azimuth.spi.route.CallInput;
import java.time.Clock;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.event.Level;

/**
 * The lines about logins in the server's log. Those of refusals are limited, so that a flood of
 * logins does not flood the log; each has the number that was left out before it.
 */
final class RefusalLog {

  private static final int LINES_PER_SECOND = 10;

  private final Clock clock;
  private final Logger log;
  private final LogAllowance allowance = LogAllowance.perSecond(LINES_PER_SECOND);
  // Its own, so that no flood of other refusals hides one.
  private final LogAllowance alarms = LogAllowance.perSecond(LINES_PER_SECOND);

  RefusalLog(Clock clock, Logger log) {
    this.clock = clock;
    this.log = log;
  }

  void refused(CallInput call, DecidedLogin login) {
    boolean alarm = login.reasons().stream().anyMatch(LoginDenial::isAlarm);
    long unlogged = (alarm ? alarms : allowance).take(clock.instant());
    if (unlogged < 0) {
      return;
    }
    log.atLevel(alarm ? Level.WARN : Level.INFO)
        .log(
            "login refused, mount={}, role={}, principal={}, client={}, request_id={}, reasons={},"
                + " unlogged={}: {}",
            call.mount().path(),
            login.shownRole(),
            principal(login),
            call.request().client().address().getHostAddress(),
            call.request().id(),
            login.reasons().stream().map(LoginDenial::code).toList(),
            unlogged,
            login.checks().stream()
                .filter(LoginCheck::isFailed)
                .map(RefusalLog::sentence)
                .collect(Collectors.joining("; ")));
  }

  // The audit log has all of them; a fleet would fill the log.
  void granted(CallInput call, DecidedLogin login) {
    if (log.isDebugEnabled()) {
      log.debug(
          "login granted, mount={}, role={}, principal={}, client={}, request_id={}",
          call.mount().path(),
          login.shownRole(),
          principal(login),
          call.request().client().address().getHostAddress(),
          call.request().id());
    }
  }

  private static String principal(DecidedLogin login) {
    return login.principal().map(Quoted::escape).orElse("");
  }

  private static String sentence(LoginCheck failed) {
    return failed.denial().map(LoginDenial::code).orElse("")
        + " expected "
        + Quoted.of(failed.expected())
        + " actual "
        + Quoted.of(failed.actual());
  }
}

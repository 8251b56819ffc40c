package io.azimuth.application.backend.azure;

import io.azimuth.application.api.Refusal;
import io.azimuth.application.api.RefusedException;
import io.azimuth.application.api.Value;
import io.azimuth.application.route.Call;
import io.azimuth.domain.azure.Denial;
import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.domain.text.Quoted;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says no (spec 8.3, Refusals): to the caller what it may know, to the operator's log all of it.
 */
final class LoginRefusals {

  private static final Logger LOG = LoggerFactory.getLogger(LoginRefusals.class);
  private static final int LINES_PER_SECOND = 10;

  private final Clock clock;
  private long second;
  private int lines;
  private long suppressed;

  LoginRefusals(Clock clock) {
    this.clock = clock;
  }

  /** The refusal of these reasons, to be thrown; it is in the log by now. */
  RefusedException refusal(Call call, String role, List<Denial> denials) {
    log(call, role, denials);
    if (denials.size() == 1 && denials.get(0).reason().isIncompleteRequest()) {
      return RefusedException.invalid(denials.get(0).reason().sentence());
    }
    return new RefusedException(
        new Refusal(
            ErrorCategory.PERMISSION_DENIED,
            denials.stream().map(Denial::callerText).toList(),
            Optional.of(reasons(denials)),
            Optional.empty()));
  }

  private static Value.Obj reasons(List<Denial> denials) {
    return Value.Obj.builder()
        .put("reasons", new Value.Items(denials.stream().map(LoginRefusals::reason).toList()))
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

  // Whoever floods the login must not flood the log.
  private void log(Call call, String role, List<Denial> denials) {
    long skipped = admit();
    if (skipped < 0) {
      return;
    }
    LOG.info(
        "login refused, mount={}, role={}, client={}, request_id={}, reasons={}, unlogged={}",
        call.mount().path(),
        Quoted.of(role),
        call.request().client().address().getHostAddress(),
        call.request().id(),
        denials.stream().map(LoginRefusals::forLog).collect(Collectors.joining("; ")),
        skipped);
  }

  private static String forLog(Denial denial) {
    return denial.reason().code()
        + " expected "
        + Quoted.of(denial.expected())
        + " actual "
        + Quoted.of(denial.actual());
  }

  /** How many lines were left out since the last one, or -1 when this one is left out too. */
  private synchronized long admit() {
    long now = clock.instant().getEpochSecond();
    if (now != second) {
      second = now;
      lines = 0;
    }
    if (lines >= LINES_PER_SECOND) {
      suppressed++;
      return -1;
    }
    lines++;
    long before = suppressed;
    suppressed = 0;
    return before;
  }
}

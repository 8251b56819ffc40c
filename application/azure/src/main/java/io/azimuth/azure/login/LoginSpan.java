package io.azimuth.azure.login;

import io.azimuth.azure.login.outcome.LoginOutcome;
import io.azimuth.domain.azure.role.AzureRole;
import io.azimuth.domain.login.LoginCheck;
import io.azimuth.domain.login.LoginDenial;
import io.azimuth.spi.remote.Awaited;
import io.azimuth.spi.route.CallInput;
import io.azimuth.spi.trace.CurrentSpan;
import io.azimuth.spi.trace.Span;
import io.azimuth.spi.trace.SpanKind;
import java.util.List;
import java.util.function.Supplier;

/**
 * A login in the trace of its request: mount, role, outcome and reasons. Only a role that exists is
 * named, because the caller may send anything as its name.
 */
final class LoginSpan {

  private static final String OUTCOME = "azimuth.login.outcome";

  private LoginSpan() {}

  /** The outcome of these steps, which run in a span of their own. */
  static Awaited<LoginOutcome> around(CallInput call, Supplier<Awaited<LoginOutcome>> steps) {
    Span span = CurrentSpan.get().child(SpanKind.INTERNAL, "azure login");
    if (span == Span.NONE) {
      return steps.get();
    }
    span.put("azimuth.mount", call.mount().path().text());
    return Awaited.recovering(
        () ->
            during(span, steps)
                .then(
                    outcome -> {
                      tell(span, outcome);
                      span.end();
                      return outcome;
                    }),
        RuntimeException.class,
        thrown -> {
          span.put(OUTCOME, "not decided").fail(thrown.getClass().getSimpleName());
          span.end();
          throw thrown;
        });
  }

  // The steps that remain after a wait run on another thread.
  private static Awaited<LoginOutcome> during(Span span, Supplier<Awaited<LoginOutcome>> steps) {
    return CurrentSpan.during(span, steps)
        .fold(Awaited::of, pending -> pending.runBy(rest -> () -> CurrentSpan.during(span, rest)));
  }

  /** Notes the role of the login of this thread. */
  static void role(AzureRole role) {
    CurrentSpan.get().put("azimuth.role", role.name().value());
  }

  private static void tell(Span span, LoginOutcome outcome) {
    if (outcome instanceof LoginOutcome.Granted) {
      span.put(OUTCOME, "granted");
    } else if (outcome instanceof LoginOutcome.Refused refused) {
      span.put(OUTCOME, "refused").put("azimuth.login.reasons", codes(refused.checks()));
    } else {
      span.put(OUTCOME, "undecided").fail("undecided");
    }
  }

  private static List<String> codes(List<LoginCheck> checks) {
    return checks.stream()
        .flatMap(check -> check.denial().map(LoginDenial::code).stream())
        .distinct()
        .toList();
  }
}

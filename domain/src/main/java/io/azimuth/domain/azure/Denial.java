package io.azimuth.domain.azure;

import io.azimuth.domain.text.Quoted;
import java.util.Objects;

/**
 * One reason why a login is refused. The {@code caller…} methods are what the caller may read; the
 * components are for the operator: audit, log and explanation.
 *
 * @param reason why
 * @param check which check found it
 * @param expected what would have passed, the role's bound values included
 * @param actual what came; foreign text in full, to be escaped where it is shown in a log
 */
public record Denial(DenialReason reason, CheckName check, String expected, String actual) {

  public Denial {
    Objects.requireNonNull(reason, "reason");
    Objects.requireNonNull(check, "check");
    Objects.requireNonNull(expected, "expected");
    Objects.requireNonNull(actual, "actual");
  }

  /** The code for the caller. */
  public String callerCode() {
    return reason.asCallerSeesIt().code();
  }

  /** The check for the caller; one and the same as long as nobody knows who signed the token. */
  public CheckName callerCheck() {
    return reason.disclosure() == Disclosure.NOTHING ? CheckName.TOKEN : check;
  }

  /** The caller's own value, escaped and cut; empty when it may learn nothing. */
  public String callerActual() {
    return reason.disclosure() == Disclosure.NOTHING ? "" : Quoted.escape(actual);
  }

  /** The whole sentence for the caller: {@code permission denied: … [code]}. */
  public String callerText() {
    StringBuilder text =
        new StringBuilder("permission denied: ").append(reason.asCallerSeesIt().sentence());
    if (!callerActual().isEmpty()) {
      text.append(": ").append(Quoted.of(actual));
    }
    if (reason.disclosure() == Disclosure.EXPECTATION && !expected.isEmpty()) {
      text.append(", expected ").append(Quoted.of(expected));
    }
    return text.append(" [").append(callerCode()).append(']').toString();
  }
}

package io.azimuth.domain.azure.login.check;

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
 * @param own as much of what came as is the caller's own: the same as {@code actual}, or what it
 *     said itself where {@code actual} is from Azure
 */
public record Denial(
    DenialReason reason, CheckName check, String expected, String actual, String own) {

  public Denial {
    Objects.requireNonNull(reason, "reason");
    Objects.requireNonNull(check, "check");
    Objects.requireNonNull(expected, "expected");
    Objects.requireNonNull(actual, "actual");
    Objects.requireNonNull(own, "own");
  }

  /** A denial that rests on what the caller sent alone. */
  public Denial(DenialReason reason, CheckName check, String expected, String actual) {
    this(reason, check, expected, actual, actual);
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
    return reason.disclosure() == Disclosure.NOTHING ? "" : Quoted.escape(own);
  }

  /** The whole sentence for the caller: {@code permission denied: … [code]}. */
  public String callerText() {
    StringBuilder text = new StringBuilder("permission denied: ");
    if (reason.disclosure() == Disclosure.COMPARISON && own.equals(actual)) {
      text.append(comparison());
    } else {
      text.append(reason.asCallerSeesIt().sentence());
      if (!callerActual().isEmpty()) {
        text.append(": ").append(Quoted.of(own));
      }
    }
    if (reason.disclosure() == Disclosure.EXPECTATION && !expected.isEmpty()) {
      text.append(", expected ").append(Quoted.of(expected));
    }
    return text.append(" [").append(callerCode()).append(']').toString();
  }

  /** Names have been read as names, so they need no quotes; what is no such name is a whole id. */
  private String comparison() {
    String kind =
        switch (check) {
          case NAMED_SUBSCRIPTION -> "subscription ";
          case NAMED_RESOURCE_GROUP -> "resource group ";
          case NAMED_MACHINE -> "virtual machine ";
          case NAMED_SCALE_SET -> "scale set ";
          default -> "";
        };
    return String.format(
        "the token is for %s%s, the request names %s",
        actual.startsWith("/") ? "" : kind, Quoted.escape(actual), Quoted.escape(expected));
  }
}

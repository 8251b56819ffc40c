package io.azimuth.domain.azure.login.check;

import io.azimuth.domain.login.Disclosure;
import io.azimuth.domain.login.LoginCheck;
import io.azimuth.domain.text.Quoted;
import java.util.Objects;

/**
 * One reason why a login is refused. The {@code caller…} methods are what the caller may read; the
 * components are for the operator: audit, log and explanation.
 *
 * @param reason the reason
 * @param check the check that failed
 * @param expected what would have passed, the role's bound values included
 * @param actual the value that was received; external text in full, which a log must escape
 * @param own the value that the caller itself sent: the same as {@code actual}, or the sent one
 *     where {@code actual} is from Azure
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

  /** A denial that is based on what the caller sent alone. */
  public Denial(DenialReason reason, CheckName check, String expected, String actual) {
    this(reason, check, expected, actual, actual);
  }

  /** The check that failed, for the operator. */
  public LoginCheck failedCheck() {
    return LoginCheck.failed(check, reason, expected, actual);
  }

  /** The code for the caller. */
  public String callerCode() {
    return reason.asCallerSeesIt().code();
  }

  /**
   * The check for the caller; the same one for every cause until it is proved that the mount's
   * tenant signed the token.
   */
  public CheckName callerCheck() {
    return reason.disclosure() == Disclosure.NOTHING ? CheckName.TOKEN : check;
  }

  /** The caller's own value, escaped and cut; empty when it may not be disclosed. */
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

  /** Names were read as names, so they need no quotes; any other value is a whole id. */
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

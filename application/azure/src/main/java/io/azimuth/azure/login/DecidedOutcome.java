package io.azimuth.azure.login;

import io.azimuth.azure.login.outcome.LoginAuditNotes;
import io.azimuth.azure.login.outcome.LoginOutcome;
import io.azimuth.azure.renewal.ProvedFactsCodec;
import io.azimuth.domain.azure.login.LoginGrant;
import io.azimuth.domain.azure.login.check.Denial;
import io.azimuth.domain.azure.login.check.DenialReason;
import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.domain.text.Quoted;
import io.azimuth.spi.api.Refusal;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.login.DecidedLogin;
import io.azimuth.spi.login.LoginDetails;
import io.azimuth.spi.route.Call;
import io.azimuth.spi.route.TokenGrant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The outcome of a login in the form of every auth method. A caller reads more of a refusal here
 * than elsewhere: its own values, where the reason may disclose them.
 *
 * @see io.azimuth.domain.azure.login.rule.LoginRules
 */
final class DecidedOutcome {

  private DecidedOutcome() {}

  static DecidedLogin of(Call call, LoginOutcome outcome) {
    Optional<String> principal = LoginAuditNotes.principal(call);
    Optional<String> asked = Optional.of(LoginFields.role(call.fields()));
    if (outcome instanceof LoginOutcome.Granted granted) {
      return new DecidedLogin(
          principal,
          Optional.of(granted.role().name()),
          granted.checks(),
          Optional.of(token(granted)),
          new LoginDetails(
              asked, granted.resource(), Optional.empty(), granted.grant().warnings()));
    }
    LoginDetails details =
        outcome instanceof LoginOutcome.Refused refused
            ? details(asked, outcome, disclosed(refused.disclosed()), Optional.empty())
            : undecided(asked, (LoginOutcome.Undecided) outcome);
    return new DecidedLogin(
        principal, Optional.empty(), outcome.checks(), Optional.empty(), details);
  }

  private static LoginDetails undecided(Optional<String> asked, LoginOutcome.Undecided outcome) {
    return details(asked, outcome, outcome.refusal(), Optional.of(outcome.why()));
  }

  private static LoginDetails details(
      Optional<String> asked, LoginOutcome outcome, Refusal disclosed, Optional<String> why) {
    return new LoginDetails(asked, outcome.resource(), Optional.of(disclosed), List.of(), why);
  }

  private static TokenGrant token(LoginOutcome.Granted granted) {
    LoginGrant grant = granted.grant();
    String role = granted.role().name().value();
    Map<String, String> kept = new HashMap<>(ProvedFactsCodec.encode(grant.proved()));
    kept.put(TokenGrant.ROLE, role);
    return new TokenGrant(
            grant.displayNameSuffix(),
            role,
            granted.role().tokenSettings(),
            grant.tokenMetadata(),
            grant.aliasName(),
            grant.aliasMetadata(),
            granted.role().aliasMetadata(),
            grant.groupAliases(),
            kept)
        .readByTemplates(granted.role().bindings().mapping().names());
  }

  private static Refusal disclosed(List<Denial> disclosed) {
    if (disclosed.size() == 1 && disclosed.get(0).reason().isInvalidRequest()) {
      return RefusedException.invalid(invalid(disclosed.get(0))).refusal();
    }
    List<Value> reasons = disclosed.stream().map(DecidedOutcome::reason).toList();
    return new Refusal(
        ErrorCategory.PERMISSION_DENIED,
        disclosed.stream().map(Denial::callerText).toList(),
        Optional.of(Value.Obj.builder().put("reasons", new Value.Items(reasons)).build()),
        Optional.empty());
  }

  // Clients of Vault know this text of a role that does not exist.
  private static String invalid(Denial denial) {
    return denial.reason() == DenialReason.ROLE_UNKNOWN
        ? "invalid role name " + Quoted.of(denial.own())
        : denial.reason().sentence();
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
}

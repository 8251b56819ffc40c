package io.azimuth.azure.login;

import io.azimuth.azure.login.outcome.LoginAuditNotes;
import io.azimuth.azure.login.outcome.LoginOutcome;
import io.azimuth.azure.replay.UsedTokenRecordName;
import io.azimuth.azure.replay.UsedTokens;
import io.azimuth.domain.azure.evidence.AzureClaims;
import io.azimuth.domain.azure.login.SingleUse;
import io.azimuth.domain.azure.login.TokenUse;
import io.azimuth.domain.azure.login.check.Denial;
import io.azimuth.domain.claim.UnverifiedToken;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.spi.route.Call;
import java.util.List;
import java.util.Optional;

/**
 * Makes the last check of a login: whether a login used its token before. It stages nothing, so
 * that a dry run uses no token up.
 */
final class SingleUseCheck {

  private final UsedTokens used;

  SingleUseCheck(UsedTokens used) {
    this.used = used;
  }

  /** The outcome with this check. */
  LoginOutcome conclude(Call call, SecretText jwt, AzureClaims claims, LoginOutcome outcome) {
    if (!(outcome instanceof LoginOutcome.Granted granted)) {
      return outcome.with(SingleUse.skipped("made only when every other check passed"));
    }
    if (!granted.role().bindings().singleUseTokens()) {
      return granted.with(SingleUse.skipped("the role does not set single_use_tokens"));
    }
    UnverifiedToken token = UnverifiedToken.parse(jwt).orElseThrow(); // it was verified
    UsedTokenRecordName recordName = used.recordName(call.transaction(), claims, token);
    Optional<TokenUse> earlier = UsedTokens.find(call.storage(), recordName);
    return earlier.isPresent()
        ? replayed(call, granted, earlier.get())
        : granted.using(recordName).with(SingleUse.passed());
  }

  private static LoginOutcome replayed(Call call, LoginOutcome granted, TokenUse earlier) {
    LoginAuditNotes.firstUse(call, earlier);
    Denial denial = SingleUse.denial(earlier);
    return new LoginOutcome.Refused(List.of(denial), granted.with(denial.failedCheck()).checks());
  }
}

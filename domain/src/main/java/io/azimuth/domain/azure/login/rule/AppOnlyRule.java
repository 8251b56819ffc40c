package io.azimuth.domain.azure.login.rule;

import io.azimuth.domain.azure.login.check.CheckName;
import io.azimuth.domain.azure.login.check.DenialReason;
import io.azimuth.domain.azure.login.evaluation.LoginContext;
import io.azimuth.domain.azure.login.evaluation.LoginRule;
import io.azimuth.domain.azure.login.evaluation.RuleOutcome;

/** The token does not belong to a user, or the role allows users. */
final class AppOnlyRule extends LoginRule {

  AppOnlyRule() {
    super(CheckName.APP_ONLY);
  }

  @Override
  public RuleOutcome evaluate(LoginContext login) {
    if (!login.claims().isUserToken()) {
      return passed("app", "app");
    }
    return login.identityBindings().allowUserTokens()
        ? passed("app or user", "user")
        : failed(DenialReason.USER_TOKEN, "app", "user");
  }
}

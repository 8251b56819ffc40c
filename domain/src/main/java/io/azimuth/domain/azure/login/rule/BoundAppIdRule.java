package io.azimuth.domain.azure.login.rule;

import io.azimuth.domain.azure.id.AppId;
import io.azimuth.domain.azure.login.check.CheckName;
import io.azimuth.domain.azure.login.check.DenialReason;
import io.azimuth.domain.azure.login.evaluation.LoginContext;
import io.azimuth.domain.azure.login.evaluation.LoginRule;
import io.azimuth.domain.azure.login.evaluation.RuleOutcome;
import io.azimuth.domain.azure.role.BoundField;
import io.azimuth.domain.azure.role.BoundList;

/** The role binds this application. */
final class BoundAppIdRule extends LoginRule {

  BoundAppIdRule() {
    super(CheckName.BOUND_APP_ID);
  }

  @Override
  public RuleOutcome evaluate(LoginContext login) {
    BoundList bound = login.identityBindings().bound(BoundField.APP_IDS);
    String appId = login.claims().appId().map(AppId::value).orElse("");
    if (bound.isEmpty()) {
      return skipped("", appId, "the role binds no app ids");
    }
    if (!login.claims().isUserToken()) {
      return bound(bound, bound.contains(appId), appId, DenialReason.APP_ID_NOT_BOUND);
    }
    // Every user of the tenant can hold a token with the app id of a public client.
    return login.identityBindings().allowUserTokens()
        ? failed(DenialReason.USER_TOKEN, "app", "user")
        : skipped(bound.toString(), appId, "the token belongs to a user");
  }
}

package io.azimuth.domain.azure.login.rule;

import io.azimuth.domain.azure.login.check.CheckName;
import io.azimuth.domain.azure.login.check.DenialReason;
import io.azimuth.domain.azure.login.evaluation.LoginContext;
import io.azimuth.domain.azure.login.evaluation.LoginRule;
import io.azimuth.domain.azure.login.evaluation.RuleOutcome;
import io.azimuth.domain.text.GoDuration;
import java.time.Duration;

/** The token is not too old for the role. */
final class TokenAgeRule extends LoginRule {

  TokenAgeRule() {
    super(CheckName.TOKEN_AGE);
  }

  @Override
  public RuleOutcome evaluate(LoginContext login) {
    Duration max = login.bindings().maxTokenAge();
    if (max.isZero()) {
      return skipped("the role sets no max_token_age");
    }
    Duration age = Duration.between(login.claims().issuedAt(), login.now());
    String expected = "at most " + GoDuration.format(max);
    String actual = GoDuration.format(Duration.ofSeconds(age.toSeconds()));
    return age.compareTo(max) > 0
        ? failed(DenialReason.TOKEN_TOO_OLD, expected, actual)
        : passed(expected, actual);
  }
}

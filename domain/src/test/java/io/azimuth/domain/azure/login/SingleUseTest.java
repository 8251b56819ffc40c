package io.azimuth.domain.azure.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.domain.azure.evidence.TokenMint;
import io.azimuth.domain.azure.login.check.CheckName;
import io.azimuth.domain.azure.login.check.Denial;
import io.azimuth.domain.azure.login.check.DenialReason;
import io.azimuth.domain.claim.UnverifiedToken;
import io.azimuth.domain.login.CheckOutcome;
import io.azimuth.domain.secret.SecretText;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SingleUseTest {

  private static final String JWT = "eyJ0.eyJ1.c2ln";

  @Test
  void knowsATokenByItsIdOfEntraId() {
    assertThat(identity(new TokenMint().with("uti", "a").with("jti", "b"), JWT))
        .isEqualTo("uti:a")
        .isEqualTo(identity(new TokenMint().with("uti", "a"), "eyJ0.eyJ2.c2ln"));
    assertThat(identity(new TokenMint().with("uti", "A"), JWT)).isEqualTo("uti:A");
  }

  @Test
  void elseByTheIdOfTheStandard() {
    assertThat(identity(new TokenMint().with("uti", "").with("jti", "b"), JWT)).isEqualTo("jti:b");
    assertThat(identity(new TokenMint().with("uti", 7).with("jti", "b"), JWT)).isEqualTo("jti:b");
  }

  @Test
  void elseByWhatIsSignedHoweverTheSignatureIsWritten() {
    assertThat(identity(new TokenMint(), JWT))
        .isEqualTo("token:eyJ0.eyJ1")
        .isEqualTo(identity(new TokenMint().with("jti", ""), "eyJ0.eyJ1.c2lo"))
        .isNotEqualTo(identity(new TokenMint(), "eyJ0.eyJ2.c2ln"));
  }

  @Test
  void tellsTheOperatorOfTheFirstLoginAndTheCallerNothing() {
    Denial denial =
        SingleUse.denial(new TokenUse(Instant.parse("2026-01-01T00:00:01Z"), "ci", "request-1"));

    assertThat(denial.reason()).isEqualTo(DenialReason.TOKEN_REPLAYED);
    assertThat(denial.actual())
        .isEqualTo("used at 2026-01-01T00:00:01Z for role ci by request request-1");
    assertThat(denial.callerText())
        .isEqualTo(
            "permission denied: a login used the token before, and the role takes each token once"
                + " [token_replayed]");
    assertThat(denial.callerActual()).isEmpty();
    assertThat(denial.callerCheck()).isEqualTo(CheckName.SINGLE_USE);
  }

  @Test
  void isNoCheckOfThePolicyWhichKnowsNoOtherLogin() {
    assertThat(CheckName.SINGLE_USE.isOfPolicy()).isFalse();
    assertThat(LoginPolicy.skipped("why")).noneMatch(it -> it.name() == CheckName.SINGLE_USE);
    assertThat(SingleUse.passed().result()).isEqualTo(CheckOutcome.PASSED);
    assertThat(SingleUse.skipped("why").hint()).isEqualTo("why");
  }

  private static String identity(TokenMint claims, String jwt) {
    return SingleUse.identity(
            claims.mint(), UnverifiedToken.parse(SecretText.of(jwt)).orElseThrow())
        .expose();
  }
}

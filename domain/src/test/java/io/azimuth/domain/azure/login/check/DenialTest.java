package io.azimuth.domain.azure.login.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.domain.claim.ClaimSet;
import io.azimuth.domain.claim.TokenBinding;
import io.azimuth.domain.claim.TokenRejection;
import io.azimuth.domain.login.CheckOutcome;
import io.azimuth.domain.login.LoginCheck;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DenialTest {

  @ParameterizedTest
  @EnumSource(TokenRejection.class)
  void tellsAStrangerTheSameBytesForEveryCause(TokenRejection rejection) {
    Denial denial = TokenChecks.denial(rejection, "what we take", "what came");

    if (rejection.issuerProved()) {
      assertThat(denial.callerText()).contains("what we take").contains(denial.reason().code());
    } else {
      assertThat(denial.callerText())
          .isEqualTo("permission denied: the token was not accepted [token_not_accepted]");
      assertThat(denial.callerCode()).isEqualTo("token_not_accepted");
      assertThat(denial.callerCheck()).isEqualTo(CheckName.TOKEN);
      assertThat(denial.callerActual()).isEmpty();
      assertThat(denial.reason()).isNotEqualTo(DenialReason.TOKEN_NOT_ACCEPTED);
    }
  }

  @Test
  void explainsAWrongAudience() {
    assertThat(
            TokenChecks.denial(
                    TokenRejection.AUDIENCE_MISMATCH, "api://vault", "https://graph.microsoft.com")
                .callerText())
        .isEqualTo(
            "permission denied: the token is for another audience:"
                + " \"https://graph.microsoft.com\", expected \"api://vault\" [audience_mismatch]");
  }

  @Test
  void hintsAtTheTokenOfAPodToTheOperatorOnly() {
    Denial denial = TokenChecks.denial(TokenRejection.ISSUER_MISMATCH, "a", "b");

    assertThat(denial.failedCheck().hint()).contains("Kubernetes");
    assertThat(denial.callerText()).doesNotContain("Kubernetes");
  }

  @Test
  void escapesAndCutsTheCallersValue() {
    Denial denial =
        new Denial(
            DenialReason.GROUP_NOT_BOUND, CheckName.BOUND_GROUP, "", "a\n\"" + "x".repeat(5000));

    assertThat(denial.callerText()).doesNotContain("\n").hasSizeLessThan(400);
    assertThat(denial.callerActual()).startsWith("a\\n\\\"").hasSizeLessThan(300);
  }

  @Test
  void skipsWhatWasNotJudgedOnceTheTokenFails() {
    List<LoginCheck> unsigned =
        TokenChecks.rejected(TokenChecks.denial(TokenRejection.SIGNATURE, "", ""));
    List<LoginCheck> expired =
        TokenChecks.rejected(TokenChecks.denial(TokenRejection.EXPIRED, "", ""));

    assertThat(unsigned)
        .extracting(LoginCheck::result)
        .containsExactly(
            CheckOutcome.FAILED,
            CheckOutcome.SKIPPED,
            CheckOutcome.SKIPPED,
            CheckOutcome.SKIPPED,
            CheckOutcome.SKIPPED);
    assertThat(expired)
        .extracting(LoginCheck::result)
        .containsExactly(
            CheckOutcome.PASSED,
            CheckOutcome.SKIPPED,
            CheckOutcome.FAILED,
            CheckOutcome.SKIPPED,
            CheckOutcome.SKIPPED);
    assertThat(TokenChecks.accepted(TokenBinding.of(ClaimSet.of(Map.of())), Optional.empty()))
        .extracting(LoginCheck::result)
        .containsExactly(
            CheckOutcome.PASSED,
            CheckOutcome.PASSED,
            CheckOutcome.PASSED,
            CheckOutcome.PASSED,
            CheckOutcome.SKIPPED);
  }

  @Test
  void usesNoWordsThatClientsActOn() {
    for (DenialReason reason : DenialReason.values()) {
      assertThat(reason.sentence() + reason.hint())
          .as(reason.code())
          .doesNotContainIgnoringCase("invalid token")
          .doesNotContainIgnoringCase("does not exist");
    }
  }

  @Test
  void hasOneCodePerReasonAndPerCheck() {
    Set<String> reasons =
        new HashSet<>(Arrays.stream(DenialReason.values()).map(DenialReason::code).toList());
    Set<String> checks =
        new HashSet<>(Arrays.stream(CheckName.values()).map(CheckName::code).toList());

    assertThat(reasons).hasSize(DenialReason.values().length).allMatch(c -> c.matches("[a-z_]+"));
    assertThat(checks).hasSize(CheckName.values().length).allMatch(c -> c.matches("[a-z_]+"));
  }
}

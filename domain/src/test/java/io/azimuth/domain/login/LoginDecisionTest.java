package io.azimuth.domain.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LoginDecisionTest {

  private enum Step implements LoginCheckName {
    BADGE,
    DOOR,
    TIME;

    @Override
    public String code() {
      return name();
    }
  }

  private enum Reason implements LoginDenial {
    WRONG_DOOR,
    BADGE_UNKNOWN;

    @Override
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String sentence() {
      return "the door is another one";
    }

    @Override
    public String hint() {
      return "go to the other door";
    }

    @Override
    public LoginDenial asCallerSeesIt() {
      return WRONG_DOOR;
    }
  }

  private static final LoginCheck BADGE = LoginCheck.passed(Step.BADGE, "", "7");
  private static final LoginCheck DOOR =
      LoginCheck.failed(Step.DOOR, Reason.WRONG_DOOR, "north", "south");

  @Test
  void checksAfterTheFailedOneAreSkipped() {
    LoginDecision<String> decision =
        LoginDecision.refused(List.of(BADGE, DOOR), List.of(Step.values()));

    assertThat(decision.grant()).isEmpty();
    assertThat(decision.checks())
        .containsExactly(BADGE, DOOR, LoginCheck.skipped(Step.TIME, "an earlier check failed"));
    assertThat(decision.checks())
        .extracting(LoginCheck::outcome)
        .containsExactly("passed", "failed", "skipped");
    assertThat(decision.reasons()).containsExactly(Reason.WRONG_DOOR);
  }

  @Test
  void aReasonIsGivenOnce() {
    LoginCheck again = LoginCheck.failed(Step.TIME, Reason.WRONG_DOOR, "", "");

    assertThat(LoginDecision.refused(List.of(DOOR, again), List.of()).reasons())
        .containsExactly(Reason.WRONG_DOOR);
  }

  @Test
  void aRefusalHasAReasonAndAGrantHasNone() {
    assertThatThrownBy(() -> LoginDecision.refused(List.of(BADGE), List.of(Step.values())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a refusal has a reason");
    assertThatThrownBy(() -> new LoginDecision<>(List.of(BADGE, DOOR), Optional.of("token")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("nothing is granted when a check failed");
  }

  @Test
  void aFailedCheckTellsTheOperatorWhatToChange() {
    assertThat(DOOR.hint()).isEqualTo("go to the other door");
    assertThat(DOOR.isFailed()).isTrue();
    assertThat(BADGE.isFailed()).isFalse();
    assertThatThrownBy(
            () ->
                new LoginCheck(
                    Step.DOOR, Optional.of(true), "", "", Optional.of(Reason.WRONG_DOOR), ""))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aCallerReadsTheSentenceOfAReasonThatIsToldAsItIs() {
    LoginCheck hidden = LoginCheck.failed(Step.BADGE, Reason.BADGE_UNKNOWN, "", "");

    assertThat(Reason.WRONG_DOOR.disclosure()).isEqualTo(Disclosure.SENTENCE);
    assertThat(Reason.BADGE_UNKNOWN.disclosure()).isEqualTo(Disclosure.NOTHING);
    assertThat(LoginDecision.refused(List.of(BADGE, DOOR), List.of()).isProved()).isTrue();
    assertThat(LoginDecision.refused(List.of(hidden), List.of()).isProved()).isFalse();
    assertThat(new LoginDecision<>(List.of(BADGE), Optional.of("token")).isProved()).isTrue();
  }

  @Test
  void aResultIsTheSameInBothForms() {
    for (Optional<Boolean> passed :
        List.of(Optional.of(true), Optional.of(false), Optional.<Boolean>empty())) {
      Optional<LoginDenial> denial = passed.filter(it -> !it).map(it -> Reason.WRONG_DOOR);
      LoginCheck check = new LoginCheck(Step.DOOR, passed, "", "", denial, "");

      assertThat(check.passed()).isEqualTo(passed);
      assertThat(check.outcome()).isEqualTo(check.result().code());
    }
  }
}

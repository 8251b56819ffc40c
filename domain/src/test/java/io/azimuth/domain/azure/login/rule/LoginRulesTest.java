package io.azimuth.domain.azure.login.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.domain.azure.login.check.CheckName;
import io.azimuth.domain.azure.login.evaluation.LoginRule;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The lists of rules hold every check of the policy. */
class LoginRulesTest {

  @Test
  void haveARuleForEveryCheckOfThePolicy() {
    assertThat(
            Stream.of(LoginRules.BEFORE_AZURE, LoginRules.AFTER_AZURE)
                .flatMap(List::stream)
                .map(LoginRule::check)
                .collect(Collectors.toSet()))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(CheckName.values()).filter(CheckName::isOfPolicy).toList());
  }

  @Test
  void evaluateNoRuleTwice() {
    assertThat(LoginRules.BEFORE_AZURE).extracting(LoginRule::check).doesNotHaveDuplicates();
    assertThat(LoginRules.AFTER_AZURE).extracting(LoginRule::check).doesNotHaveDuplicates();
  }

  @Test
  void nameEveryRuleAfterItsCheck() {
    assertThat(LoginRules.BEFORE_AZURE).allMatch(LoginRulesTest::isNamedAfterItsCheck);
    assertThat(LoginRules.AFTER_AZURE).allMatch(LoginRulesTest::isNamedAfterItsCheck);
  }

  private static boolean isNamedAfterItsCheck(LoginRule rule) {
    return rule.getClass()
        .getSimpleName()
        .equalsIgnoreCase(rule.check().name().replace("_", "") + "Rule");
  }
}
